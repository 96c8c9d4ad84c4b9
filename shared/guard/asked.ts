/** What the guard is asked about and told, and what it answers. */
import type { Call } from "../model/call.ts";
import type { GroupExtras, ServerFact } from "../model/facts.ts";
import type { RefreshFact } from "../model/facts/signs.ts";
import type { FleetReading } from "./serving.ts";

export interface GuardReading extends FleetReading {
  /** The servers that a TerminateInstances names, as read a moment ago. */
  readonly servers: readonly ServerFact[];
  /** Of the group that a ResumeProcesses names; null: not read, so at worst it has them all. */
  readonly extras: GroupExtras | null;
  /** The active refresh of a group whose InstanceRefresh is resumed; left out: not read, so at worst it takes all. */
  readonly refresh?: RefreshFact | null;
}
export type Verdict =
  | { readonly ok: true; readonly before: number; readonly after: number }
  | { readonly ok: false; readonly reason: string; readonly cure: string };

/** Whether a call can leave fewer servers in service, or ends something: then it needs a fresh reading. */
export function takesAway(call: Call): boolean {
  switch (call.call) {
    case "TerminateInstances":
    case "UpdateAutoScalingGroup":
    case "DeleteAutoScalingGroup":
    case "DetachTrafficSources":
    case "ModifyRule":
    case "ModifyListener":
    case "ResumeProcesses":
    case "SuspendProcesses":
    case "DeleteTags":
    case "DeregisterImage":
    case "DisableImage":
    case "DeleteSnapshot":
    case "DeleteObject":
    case "ModifyImageAttribute":
    case "ModifySnapshotAttribute":
    case "SendCommand":
    case "DeleteAlarms":
    case "StartInstanceRefresh":
    case "RollbackInstanceRefresh":
    case "TerminateInstanceInAutoScalingGroup":
    case "SetInstanceProtection":
    case "EnterStandby":
    case "CreateReplaceRootVolumeTask":
      return true;
    default:
      return false;
  }
}
