/** The members of a group that is changed in place: new ones and others, and which of them may be ended by name. */
import { isActive, servingMembers, type FleetReading } from "../../guard/serving.ts";
import type { GroupFact, MemberFact } from "../../model/facts.ts";
import type { GroupName, ServerId } from "../../model/ids.ts";
import type { TemplateVersion } from "../decision.ts";

export interface Crew {
  /** Counting towards the group's size. */
  readonly fresh: readonly MemberFact[];
  readonly old: readonly MemberFact[];
  /** Of the old ones, those in standby: they count for nothing, and come back. */
  readonly oldInStandby: readonly MemberFact[];
  /** On their way out. */
  readonly leaving: number;
  readonly serving: ReadonlySet<ServerId>;
}

export function crewOf(fleet: FleetReading, group: GroupFact, version: TemplateVersion): Crew {
  const isNew = startedFrom(version);
  const active = group.members.filter(isActive);
  const serving = servingMembers(fleet, group.name).map(({ serverId }) => serverId);
  return {
    fresh: active.filter(isNew),
    old: active.filter((member) => !isNew(member)),
    oldInStandby: group.members.filter((member) => inStandby(member) && !isNew(member)),
    leaving: group.members.filter(({ lifecycleState: state }) => /^Terminating(?!:Ret)/.test(state))
      .length,
    serving: new Set(serving),
  };
}

export const startedFrom =
  ({ id, version }: TemplateVersion) =>
  ({ template }: Pick<MemberFact, "template">) =>
    template?.id === id && template.version === String(version);

export const inStandby = ({ lifecycleState }: MemberFact) => /Standby/.test(lifecycleState);

/** Somebody protected just this one; a group that protects all its servers says nothing of any. */
export const isKept = ({ settings }: GroupFact, { protectedFromScaleIn }: MemberFact) =>
  protectedFromScaleIn && !settings.newInstancesProtectedFromScaleIn;

/** So many to end: what doesn't serve first, then from the zone that has the most, so that zones stay even. */
export function leastMissed(
  candidates: readonly MemberFact[],
  count: number,
  group: GroupFact,
  serving: ReadonlySet<ServerId>,
): readonly ServerId[] {
  const left = new Map<string, number>();
  for (const { zone } of group.members.filter(isActive)) left.set(zone, (left.get(zone) ?? 0) + 1);
  const rest = [...candidates].sort((a, b) => (a.serverId < b.serverId ? -1 : 1));
  const chosen: ServerId[] = [];
  while (chosen.length < count && rest.length > 0) {
    const weight = ({ serverId, zone }: MemberFact) =>
      (serving.has(serverId) ? 0 : 1_000_000) + (left.get(zone) ?? 0);
    const best = rest.reduce((most, one) => (weight(one) > weight(most) ? one : most));
    rest.splice(rest.indexOf(best), 1);
    left.set(best.zone, (left.get(best.zone) ?? 0) - 1);
    chosen.push(best.serverId);
  }
  return chosen;
}

/** `decrement`: their places go with them. */
export const endCalls = (groupName: GroupName, ids: readonly ServerId[], decrement = true) =>
  ids.map((serverId) => ({
    call: "TerminateInstanceInAutoScalingGroup" as const,
    groupName,
    serverId,
    decrement,
  }));

/** The fleet with only these members in the group, which should be so many: for what watches a group come up. */
export function onlyWith(
  fleet: FleetReading,
  group: GroupFact,
  members: readonly MemberFact[],
  size: number,
): FleetReading {
  const part = { ...group, members, desiredCapacity: size };
  return { ...fleet, groups: new Map(fleet.groups).set(group.name, part) };
}
