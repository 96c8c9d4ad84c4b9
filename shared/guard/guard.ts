/**
 * The one guard for every call that takes capacity away. It computes how many servers would serve over the whole
 * fleet after exactly that call, from a reading made a moment ago, and refuses below the floor. It also refuses
 * empty lists, which AWS may read as "all", and removals of what isn't there. There is no second way.
 */
import type { Call } from "../model/call.ts";
import type { GroupExtras, GroupFact, ServerFact } from "../model/facts.ts";
import type { GroupName, ServerId } from "../model/ids.ts";
import type { RefreshFact } from "../model/signs.ts";
import {
  isActive,
  servingMembers,
  servingServers,
  trafficOf,
  type FleetReading,
} from "./serving.ts";
import { servingAfterWeights } from "./shared-traffic.ts";

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

export function guard(call: Call, fresh: GuardReading, floor: number): Verdict {
  const malformed = emptyList(call) ?? missingSubject(call, fresh) ?? foreignServer(call, fresh);
  if (malformed) return malformed;
  const serving = servingServers(fresh);
  const after = serving.size - lost(call, fresh, serving);
  const lasting = after - aboutToEnd(call, fresh);
  // The last server that serves is never taken, whatever the floor says.
  const least = Math.max(1, lowest(call, fresh, floor));
  if (lasting < least && after < serving.size)
    return belowFloor(call, serving.size, lasting, least);
  return { ok: true, before: serving.size, after };
}

/**
 * A group's own policies and schedules go no lower than its minimum, which is its owner's word: given back to them, it
 * may come down to that. A scale-in that was held back, or a refresh, is another matter.
 */
function lowest(call: Call, fresh: GuardReading, floor: number): number {
  if (call.call !== "ResumeProcesses") return floor;
  const group = fresh.groups.get(call.groupName);
  if (!group) return floor;
  const released = call.processes.filter((process) => isSuspended(group, process));
  const refreshes = letsGoOn(released, group, fresh) > 0;
  return released.includes("Terminate") || refreshes ? floor : Math.min(floor, group.minSize);
}

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

/** How many of the serving servers could be lost by the call, at worst. */
function lost(call: Call, fresh: GuardReading, serving: ReadonlySet<ServerId>): number {
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

/**
 * How deep AWS may dip by the percentages of a refresh: at least one server, unless it starts the new ones first. They
 * are shares of the group's size: what it has above that ends as well.
 */
function refreshed(
  fresh: FleetReading,
  name: GroupName,
  healthy: { readonly minHealthyPercentage: number; readonly maxHealthyPercentage: number },
): number {
  const size = fresh.groups.get(name)?.desiredCapacity ?? 0;
  const kept = Math.ceil((size * healthy.minHealthyPercentage) / 100);
  const least = healthy.minHealthyPercentage >= 100 && healthy.maxHealthyPercentage > 100 ? 0 : 1;
  const serving = servingMembers(fresh, name).length;
  const dip = Math.max(least, size - kept);
  return Math.min(serving, Math.max(dip, serving - Math.max(0, size - dip)));
}

/** Servers that still serve, and that another group is about to end: what is being scaled in makes up for nothing. */
function aboutToEnd(call: Call, fresh: FleetReading): number {
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

/** AWS chooses which members end: at worst those that serve. */
function shrunk(fresh: FleetReading, name: GroupName, desired: number): number {
  const active = fresh.groups.get(name)?.members.filter(isActive).length ?? 0;
  return Math.min(Math.max(0, active - desired), servingMembers(fresh, name).length);
}

/**
 * Resuming Terminate lets a scale-in that was held back go on. Resuming what lowers a group's size, or replaces its
 * servers, may take it down to its minimum, unless Terminate stays held.
 */
function resumed(processes: readonly string[], fresh: GuardReading, name: GroupName): number {
  const group = fresh.groups.get(name);
  if (!group) return 0;
  const released = processes.filter((process) => isSuspended(group, process));
  const ends = released.includes("Terminate");
  if (!ends && isSuspended(group, "Terminate")) return 0;
  if (released.some((process) => shrinks(process, fresh)))
    return shrunk(fresh, name, Math.min(group.minSize, group.desiredCapacity));
  const ended = ends ? shrunk(fresh, name, group.desiredCapacity) : 0;
  return Math.max(ended, letsGoOn(released, group, fresh));
}

/** While one of these is suspended AWS replaces nothing, and the refresh is active all the same. */
const REFRESHING: readonly string[] = ["InstanceRefresh", "Launch", "Terminate"];
export const holdsRefresh = (process: string) => REFRESHING.includes(process);

/** A refresh that was held dips again as deep as its percentages let it; not known, down to the group's minimum. */
function letsGoOn(released: readonly string[], group: GroupFact, fresh: GuardReading): number {
  const { name, minSize, desiredCapacity } = group;
  const still = REFRESHING.filter((one) => isSuspended(group, one) && !released.includes(one));
  if (!released.some(holdsRefresh) || still.length > 0 || !fresh.extras?.activeRefresh) return 0;
  const { minHealthyPercentage, maxHealthyPercentage } = fresh.refresh ?? {};
  if (typeof minHealthyPercentage !== "number")
    return shrunk(fresh, name, Math.min(minSize, desiredCapacity));
  const max = maxHealthyPercentage ?? 100;
  return refreshed(fresh, name, { minHealthyPercentage, maxHealthyPercentage: max });
}

/** Whether the group has what such a process would carry out. */
function shrinks(process: string, { extras, refresh }: GuardReading): boolean {
  switch (process) {
    case "AlarmNotification":
      return extras?.scalingPolicies.length !== 0;
    case "ScheduledActions":
      return extras?.scheduledActions.length !== 0;
    case "InstanceRefresh":
      return extras?.activeRefresh !== null && typeof refresh?.minHealthyPercentage !== "number";
    default:
      return false;
  }
}

export const isSuspended = (group: GroupFact, process: string) =>
  group.suspended.some((held) => held.process === process);

function emptyList(call: Call): Verdict | null {
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

function missingSubject(call: Call, fresh: FleetReading): Verdict | null {
  if (!("groupName" in call) || !takesAway(call) || fresh.groups.has(call.groupName)) return null;
  return {
    ok: false,
    reason: `The group ${call.groupName} isn't there any more, so ${call.call} was not called.`,
    cure: "Look at the fleet: someone may have deleted the group. Make a new plan from what is there now.",
  };
}

/** A server of a group may be ended only with its fleet's reading at hand. */
function foreignServer(call: Call, fresh: GuardReading): Verdict | null {
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

function belowFloor(call: Call, before: number, after: number, floor: number): Verdict {
  return {
    ok: false,
    reason:
      `${call.call} would leave ${String(after)} of ${String(before)} servers in service, ` +
      `below the floor of ${String(floor)}. It was not called.`,
    cure: "It goes on by itself when enough servers are in service. Look at what keeps the others from it, or roll back.",
  };
}
