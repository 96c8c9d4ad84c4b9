import { countWords } from "../../words/counts.ts";
import type { DriftRule } from "../drift-case.ts";
import { groupsInState } from "../groups-in-state.ts";

/** Servers protected from scale-in in a group that doesn't protect new ones, while nobody is at work. */
export const leftProtected: DriftRule = (drift) => {
  if (drift.atWork) return [];
  return groupsInState(drift, "live").flatMap((group) => {
    if (group.settings.newInstancesProtectedFromScaleIn) return [];
    const held = group.members.filter((member) => member.protectedFromScaleIn);
    if (held.length === 0) return [];
    return [
      {
        kind: "left-protected",
        subject: group.name,
        evidence: `${countWords(held.length, "server")} protected from scale-in, e.g. ${held[0]?.serverId ?? ""}.`,
        cure: "Take the protection off if nobody needs it: the group can't shrink past these servers.",
        seenAtMs: group.readAtMs,
        remedy: { kind: "unprotect", serverIds: held.map(({ serverId }) => serverId) },
      },
    ];
  });
};
