import { CLAIM_LASTS_MS } from "../../decide/release/claim-tag.ts";
import { groupTag } from "../../fleet/fact-index.ts";
import { TAG } from "../../model/tags.ts";
import { countWords } from "../../words/counts.ts";
import { agoWords } from "../../words/durations.ts";
import type { DriftRule } from "../drift-case.ts";

/**
 * A generation beside the live one that was raised and on which nobody is at work. A group that no Bennu made may be
 * somebody's deployment: it counts when it is old enough to be forgotten.
 */
export const leftRising: DriftRule = (drift) => {
  if (drift.atWork) return [];
  const live = drift.generations.find(({ state }) => state === "live")?.draft.group?.name ?? null;
  return drift.generations.flatMap(({ draft, state }) => {
    const { group } = draft;
    if (state !== "rising" || group === null || group.name === live || live === null) return [];
    if (draft.members.length + group.desiredCapacity === 0) return [];
    const isOurs = groupTag(group, TAG.operation) !== null;
    if (!isOurs && drift.nowMs - group.createdAtMs < CLAIM_LASTS_MS) return [];
    const servers = countWords(draft.members.length, "server");
    const since = agoWords(group.createdAtMs, drift.nowMs);
    return [
      {
        kind: "left-rising",
        subject: group.name,
        evidence: `${draft.label} was raised ${since}, has ${servers}, and nobody is at work on it.`,
        cure: `Retire ${draft.label}, or roll back to the live generation; then replace again if it is still wanted.`,
        seenAtMs: group.readAtMs,
        remedy: { kind: "retire", generationId: draft.id },
      },
    ];
  });
};
