/** What operations that came before one made of a group a moment ago, by the journal: lists may still lag behind it. */
import type { MadeBefore } from "../../../shared/decide/decision.ts";
import type { GroupName, OperationId } from "../../../shared/model/ids.ts";
import type { Journal } from "../../journal/journal.ts";

/** Servers that are taken out or come back change the size too, from what it was then. */
const SIZING =
  /^(UpdateAutoScalingGroup|TerminateInstanceInAutoScalingGroup|EnterStandby|ExitStandby)$/;

/** Null: nothing since then. `sizes` null: other calls have changed them since they were given. */
export function madeBefore(
  { evidence }: Pick<Journal, "evidence">,
  id: OperationId,
  group: GroupName,
  sinceMs: number,
): MadeBefore | null {
  const accepted = evidence
    .othersIntents(id, sinceMs)
    .filter(
      ({ call, outcome }) =>
        "groupName" in call && call.groupName === group && outcome?.kind === "ok",
    );
  const [newest] = accepted;
  if (newest === undefined) return null;
  const sized = accepted.find(({ call }) => SIZING.test(call.call))?.call;
  const held = accepted.find(({ call }) => /^(Suspend|Resume)Processes$/.test(call.call))?.call;
  return {
    atMs: newest.atMs,
    sizes: sized?.call === "UpdateAutoScalingGroup" ? sized : null,
    resumed: held?.call === "ResumeProcesses" ? held.processes : [],
  };
}
