import { isActive } from "../../guard/serving.ts";
import { listWords } from "../../words/counts.ts";
import type { DriftRule } from "../drift-case.ts";

/** More than one generation serves and nobody is at work: users get two versions. Who is on the way out serves none. */
export const twoLiveGenerations: DriftRule = (drift) => {
  if (drift.atWork) return [];
  const live = drift.generations
    .filter(({ state }) => state === "live")
    .map(({ draft }) => ({ ...draft, serving: draft.members.filter(isActive).length }))
    .filter(({ serving }) => serving > 0);
  if (live.length < 2) return [];
  const serving = live.map((draft) => `${draft.label} (${String(draft.serving)})`);
  return [
    {
      kind: "two-live-generations",
      subject: drift.fleetName,
      evidence: `${listWords(serving)} serve at the same time.`,
      cure: "Decide which one stays: replace the fleet, or retire the other one.",
      seenAtMs: Math.min(...live.map((draft) => draft.group?.readAtMs ?? drift.nowMs)),
    },
  ];
};
