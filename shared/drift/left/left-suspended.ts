import { listWords } from "../../words/counts.ts";
import type { DriftRule } from "../drift-case.ts";
import { groupsInState } from "../groups-in-state.ts";

/** Processes of the live group that are suspended while nobody is at work. */
export const leftSuspended: DriftRule = (drift) => {
  if (drift.atWork) return [];
  return groupsInState(drift, "live").flatMap((group) => {
    if (group.suspended.length === 0) return [];
    const processes = listWords(
      group.suspended.map((one) => one.process),
      9,
    );
    const reason = group.suspended[0]?.reason ?? "";
    const said = reason === "" ? "" : ` AWS notes: "${reason}".`;
    return [
      {
        kind: "left-suspended",
        subject: group.name,
        evidence: `Suspended: ${processes}.${said}`,
        cure: `Resume what nobody needs held; until then ${drift.fleetName} does not look after itself.`,
        seenAtMs: group.readAtMs,
        remedy: { kind: "resume", processes: group.suspended.map(({ process }) => process) },
      },
    ];
  });
};
