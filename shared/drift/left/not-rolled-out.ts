import { countWords } from "../../words/counts.ts";
import type { DriftRule } from "../drift-case.ts";

/** The group asks for a template version that none of its servers runs: the next launch differs from all others. */
export const notRolledOut: DriftRule = (drift) => {
  if (drift.atWork) return [];
  return drift.generations.flatMap(({ draft }) => {
    const { group } = draft;
    if (group === null || !draft.isGroupsOwn || draft.sequence !== null) return [];
    if (draft.members.length > 0 || group.members.length === 0) return [];
    return [
      {
        kind: "not-rolled-out",
        subject: group.name,
        evidence: `${group.name} asks for ${draft.label}, and none of its ${countWords(group.members.length, "server")} runs it: whatever it starts next is ${draft.label}.`,
        cure: `Replace ${drift.fleetName} so that all are alike, or give the group the template version of its servers again.`,
        seenAtMs: group.readAtMs,
      },
    ];
  });
};
