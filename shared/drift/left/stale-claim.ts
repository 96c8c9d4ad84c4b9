import { CLAIM_LASTS_MS, claimOf } from "../../decide/release/claim-tag.ts";
import { groupTag } from "../../fleet/fact-index.ts";
import type { GroupFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { agoWords } from "../../words/durations.ts";
import type { DriftRule } from "../drift-case.ts";

/** A claim that nobody renews, or that can't be read: its console is gone, or somebody wrote it by hand. */
export const staleClaim: DriftRule = (drift) => {
  const groups = new Set(drift.generations.flatMap(({ draft }) => draft.group ?? []));
  return [...groups].flatMap((group) => {
    const evidence = evidenceOf(group, drift.nowMs);
    if (evidence === null) return [];
    const cure = `If nobody is at work on ${drift.fleetName}, take the tag ${TAG.claim} off ${group.name}.`;
    const remedy = { kind: "free-claim" } as const;
    const { name: subject, readAtMs: seenAtMs } = group;
    return [{ kind: "stale-claim", subject, evidence, cure, seenAtMs, remedy }];
  });
};

function evidenceOf(group: GroupFact, nowMs: number): string | null {
  const text = groupTag(group, TAG.claim);
  if (text === null) return null;
  const claim = claimOf(group);
  if (claim === null) return `The claim "${text}" can't be read.`;
  if (nowMs - claim.atMs < CLAIM_LASTS_MS) return null;
  return `Held by ${claim.holder} for ${claim.operationId}, last renewed ${agoWords(claim.atMs, nowMs)}.`;
}
