/** Who is who in a group that is refreshed, or brought back: to be updated, updated, available, in the way. */
import type { GroupState, GroupTemplate, MemberState } from "../../kernel/state/autoscaling.ts";
import type { RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { isActive, isLeaving, sumOfUnits } from "../groups.ts";
import { complaintAbout } from "./availability.ts";
import type { Complaint } from "./availability.ts";
import { changedAtMs, isAsWanted, wantedTemplate } from "./matching.ts";
import { inStandby, isProtected } from "./wordings.ts";

/** Units of capacity: one for each member, unless the group has weights. */
export interface UnitCensus {
  /** What the refresh is about: the desired capacity without members that are to be ignored. */
  readonly wanted: number;
  readonly active: number;
  readonly outdated: number;
  readonly replaceable: number;
  readonly available: number;
  /** Updated, and not available yet. */
  readonly arriving: number;
  /** In service, healthy and ready to use, updated or not. */
  readonly healthy: number;
}

export interface Census {
  readonly units: UnitCensus;
  /** Active members still to be updated. */
  readonly outdated: readonly MemberState[];
  /** Those of them that are in service, healthy and ready to use. */
  readonly serving: ReadonlySet<MemberState>;
  /** Outdated ones that may go now, in the order in which they go. */
  readonly replaceable: readonly MemberState[];
  /** In standby and to be ended. */
  readonly standby: readonly MemberState[];
  /** Why others can't be updated yet, and how many they are. */
  readonly obstacles: readonly string[];
  readonly available: readonly MemberState[];
  readonly complaints: readonly Complaint[];
  readonly leaving: readonly MemberState[];
}

export function takeCensus(world: World, group: GroupState, refresh: RefreshState): Census {
  const template = wantedTemplate(world, group, refresh);
  const isOld = (member: MemberState) => isOutdated(world, group, refresh, { member, template });
  const members = group.members.filter((member) => !isIgnored(refresh, member, isOld(member)));
  const active = members.filter(isActive);
  const outdated = active.filter(isOld);
  const updated = active.filter((member) => !isOld(member));
  const complaintOf = (member: MemberState) => complaintAbout(world, group, refresh, member);
  const isReady = (member: MemberState) => complaintOf(member) === null;
  const available = updated.filter(isReady);
  const arriving = updated.filter((member) => !isReady(member));
  const serving = new Set(outdated.filter(isReady));
  const free = outdated.filter((member) => mayGo(refresh, member));
  const replaceable = inOrder(free, serving);
  const ignored = sumOfUnits(group.members.filter(isActive)) - sumOfUnits(active);
  return {
    units: {
      wanted: Math.max(0, group.desiredCapacity - ignored),
      active: sumOfUnits(active) + ignored,
      outdated: sumOfUnits(outdated),
      replaceable: sumOfUnits(replaceable),
      available: sumOfUnits(available),
      arriving: sumOfUnits(arriving),
      healthy: ignored + sumOfUnits(available) + sumOfUnits([...serving]),
    },
    outdated,
    serving,
    replaceable,
    ...standbyOf(refresh, members.filter(isOld)),
    obstacles: obstaclesOf(refresh, members.filter(isOld)),
    available,
    complaints: updated.flatMap((member) => complaintOf(member) ?? []),
    leaving: group.members.filter(isLeaving),
  };
}

interface Candidate {
  readonly member: MemberState;
  readonly template: GroupTemplate | null;
}

/** On the way back: what the refresh itself has launched or changed. */
function isOutdated(
  world: World,
  group: GroupState,
  refresh: RefreshState,
  { member, template }: Candidate,
): boolean {
  const sinceMs = refresh.startedAtMs ?? world.nowMs;
  const changedMs = changedAtMs(member);
  if (refresh.rollback) return changedMs >= sinceMs && changedMs < refresh.rollback.sinceMs;
  const isSpared = changedMs >= sinceMs || refresh.preferences.skipMatching;
  return !(isSpared && isAsWanted(world, group, { refresh, member, template }));
}

const isStandby = ({ lifecycleState }: MemberState) =>
  lifecycleState === "Standby" || lifecycleState === "EnteringStandby";

function isIgnored({ preferences }: RefreshState, member: MemberState, isOld: boolean): boolean {
  if (!isOld) return false;
  if (isStandby(member)) return preferences.standbyMembers === "Ignore";
  return member.protectedFromScaleIn && preferences.protectedMembers === "Ignore";
}

const isHeldByProtection = ({ preferences }: RefreshState, member: MemberState) =>
  member.protectedFromScaleIn && preferences.protectedMembers !== "Refresh";

/** A member that is only coming is waited for, except on the way back. */
function mayGo(refresh: RefreshState, member: MemberState): boolean {
  const isReady = member.lifecycleState === "InService" || refresh.rollback !== null;
  return isReady && !isHeldByProtection(refresh, member);
}

/** Those that don't serve first, then the older. */
const inOrder = (members: readonly MemberState[], serving: ReadonlySet<MemberState>) =>
  members.toSorted(
    (a, b) => Number(serving.has(a)) - Number(serving.has(b)) || a.joinedAtMs - b.joinedAtMs,
  );

const standbyOf = ({ preferences }: RefreshState, old: readonly MemberState[]) => ({
  standby: old.filter(
    (member) => member.lifecycleState === "Standby" && preferences.standbyMembers === "Terminate",
  ),
});

function obstaclesOf(refresh: RefreshState, old: readonly MemberState[]): readonly string[] {
  return old.flatMap((member) => {
    const { instanceId } = member;
    if (isStandby(member))
      return refresh.preferences.standbyMembers === "Terminate" ? [] : [inStandby(instanceId)];
    if (isActive(member) && isHeldByProtection(refresh, member)) return [isProtected(instanceId)];
    return [];
  });
}
