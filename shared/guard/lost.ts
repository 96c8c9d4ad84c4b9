/** How many servers that serve a call could lose, at worst; and how many are lost anyway. */
import type { Call } from "../model/call.ts";
import type { GroupFact } from "../model/facts.ts";
import type { GroupName, ServerId } from "../model/ids.ts";
import type { GuardReading } from "./asked.ts";
import { resumed } from "./let-go.ts";
import { refreshed, shrunk } from "./taken-by-aws.ts";
import { isSuspended } from "./held-processes.ts";
import { isActive, servingMembers, trafficOf, type FleetReading } from "./serving.ts";
import { servingAfterWeights } from "./shared-traffic.ts";

/** How many of the serving servers could be lost by the call, at worst. */
export function lost(call: Call, fresh: GuardReading, serving: ReadonlySet<ServerId>): number {
  switch (call.call) {
    case "TerminateInstances":
      return new Set(call.serverIds.filter((id) => serving.has(id))).size;
    case "DeleteAutoScalingGroup":
      return servingMembers(fresh, call.groupName).length;
    case "DetachTrafficSources":
      return call.targetGroupArns.some((arn) => trafficOf(fresh, call.groupName).includes(arn))
        ? servingMembers(fresh, call.groupName).length
        : 0;
    case "ModifyRule":
    case "ModifyListener":
      return serving.size - servingAfterWeights(call, fresh);
    case "UpdateAutoScalingGroup":
      return resized(call, fresh);
    case "ResumeProcesses":
      return resumed(call.processes, fresh, call.groupName);
    case "CreateReplaceRootVolumeTask":
      return serving.has(call.serverId) ? 1 : 0;
    case "TerminateInstanceInAutoScalingGroup":
      return takenOut(fresh, call.groupName, [call.serverId], call.decrement);
    case "EnterStandby":
      return takenOut(fresh, call.groupName, call.serverIds, call.decrement);
    case "SetInstanceProtection":
      return call.protectedFromScaleIn ? 0 : unprotected(fresh, call.groupName, call.serverIds);
    case "StartInstanceRefresh":
      return refreshed(fresh, call.groupName, call.preferences);
    case "RollbackInstanceRefresh":
      return refreshed(fresh, call.groupName, call);
    default:
      return 0;
  }
}

type Resizing = Extract<Call, { readonly call: "UpdateAutoScalingGroup" }>;

/** No smaller than it is to be already: what it has too many goes, or is kept, with or without the call. */
function resized(call: Resizing, fresh: FleetReading): number {
  const { groupName, maxSize, desiredCapacity } = call;
  const group = fresh.groups.get(groupName);
  const wanted = Math.min(desiredCapacity, maxSize);
  if (group && wanted >= group.desiredCapacity) return 0;
  return shrunk(fresh, groupName, wanted);
}

/** Those that are named, and those that AWS ends besides where the group then has more than it wants. */
function takenOut(
  fresh: FleetReading,
  name: GroupName,
  ids: readonly ServerId[],
  decrement: boolean,
): number {
  const group = fresh.groups.get(name);
  const named = group?.members.filter(({ serverId }) => ids.includes(serverId)) ?? [];
  const serving = servingMembers(fresh, name);
  const lost = serving.filter(({ serverId }) => ids.includes(serverId)).length;
  if (!group || isSuspended(group, "Terminate")) return lost;
  const stay = group.members.filter(isActive).length - named.filter(isActive).length;
  const wanted = group.desiredCapacity - (decrement ? named.length : 0);
  return Math.min(lost + Math.max(0, stay - wanted), serving.length);
}

/** Of servers that lose their protection, so many may end as the group has too many. */
function unprotected(fresh: FleetReading, name: GroupName, ids: readonly ServerId[]): number {
  const group = fresh.groups.get(name);
  if (!group || isSuspended(group, "Terminate")) return 0;
  return Math.min(ids.length, shrunk(fresh, name, group.desiredCapacity));
}

/** Servers that still serve, and that another group is about to end: what is being scaled in makes up for nothing. */
export function aboutToEnd(call: Call, fresh: FleetReading): number {
  if (!("groupName" in call)) return 0;
  const isOfAll = call.call === "ModifyRule" || call.call === "ModifyListener";
  const others = [...fresh.groups.values()].filter(
    ({ name }) => isOfAll || name !== call.groupName,
  );
  return others.reduce((sum, group) => sum + ending(group, fresh), 0);
}

function ending(group: GroupFact, fresh: FleetReading): number {
  if (group.status !== null) return servingMembers(fresh, group.name).length;
  return isSuspended(group, "Terminate") ? 0 : shrunk(fresh, group.name, group.desiredCapacity);
}
