/** Calls that are never made, whoever serves: on nothing named, on what isn't there, on what is others'. */
import type { Call } from "../model/call.ts";
import { takesAway, type GuardReading, type Verdict } from "./asked.ts";
import type { FleetReading } from "./serving.ts";

export function emptyList(call: Call): Verdict | null {
  const list = listOf(call);
  if (list === null || (list.length > 0 && list.every((item) => item.trim() !== ""))) return null;
  return {
    ok: false,
    reason: `${call.call} was about to be called with nothing named, which could mean everything.`,
    cure: "Nothing was changed. This is a defect of Bennu: please report it with the journal's export.",
  };
}

function listOf(call: Call): readonly string[] | null {
  switch (call.call) {
    case "TerminateInstances":
      return call.serverIds;
    case "DetachTrafficSources":
      return call.targetGroupArns;
    case "SuspendProcesses":
    case "ResumeProcesses":
      return call.processes;
    case "DeleteTags":
      return call.keys;
    case "DeleteAlarms":
      return call.alarmNames;
    case "SetInstanceProtection":
    case "EnterStandby":
    case "ExitStandby":
      return call.serverIds;
    case "TerminateInstanceInAutoScalingGroup":
    case "CreateReplaceRootVolumeTask":
      return [call.groupName, call.serverId];
    case "StartInstanceRefresh":
    case "CancelInstanceRefresh":
    case "RollbackInstanceRefresh":
      return [call.groupName];
    case "ModifyRule":
    case "ModifyListener":
      return [call.ruleArn, ...call.weights.map(({ targetGroupArn }) => targetGroupArn)];
    case "DeleteAutoScalingGroup":
    case "UpdateAutoScalingGroup":
      return [call.groupName];
    case "DeregisterImage":
    case "DisableImage":
      return [call.imageId];
    case "ModifyImageAttribute":
      return [call.imageId, ...accountsOf(call)];
    case "ModifySnapshotAttribute":
      return [call.snapshotId, ...accountsOf(call)];
    case "DeleteObject":
      return [call.bucket, call.key];
    case "SendCommand":
      return call.serverIds;
    case "DeleteSnapshot":
      return [call.snapshotId];
    default:
      return null;
  }
}

/** Nobody named is nothing to change, and a blank account is nobody. */
const accountsOf = (call: Extract<Call, { readonly addAccounts: readonly string[] }>) => {
  const accounts = [...call.addAccounts, ...call.removeAccounts];
  return accounts.length === 0 ? [""] : accounts;
};

export function missingSubject(call: Call, fresh: FleetReading): Verdict | null {
  if (!("groupName" in call) || !takesAway(call) || fresh.groups.has(call.groupName)) return null;
  return {
    ok: false,
    reason: `The group ${call.groupName} isn't there any more, so ${call.call} was not called.`,
    cure: "Look at the fleet: someone may have deleted the group. Make a new plan from what is there now.",
  };
}

/** A server of a group may be ended only with its fleet's reading at hand. */
export function foreignServer(call: Call, fresh: GuardReading): Verdict | null {
  if (call.call !== "TerminateInstances") return null;
  const members = new Set(
    [...fresh.groups.values()].flatMap((group) => group.members.map((m) => m.serverId)),
  );
  const known = new Map(fresh.servers.map((server) => [server.id, server]));
  const stranger = call.serverIds.find(
    (id) => !members.has(id) && known.get(id)?.groupName !== null,
  );
  if (stranger === undefined) return null;
  const group = known.get(stranger)?.groupName;
  return {
    ok: false,
    reason: group
      ? `The server ${stranger} belongs to the group ${group}, which is not of this operation.`
      : `The server ${stranger} isn't there, so it was not ended.`,
    cure: "Look at the server in its fleet, then make a new plan.",
  };
}
