/**
 * Which member is ended when there are too many: balance of the zones first, then what is bought too much of
 * (Spot or on demand), then the group's policies.
 */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { activeUnits, isActive, sumOfUnits, unitsOf } from "../groups.ts";
import { zoneCounts } from "../launching/placement.ts";
import { changedAtMs } from "../refresh/matching.ts";
import { activeRefresh } from "../refresh/refreshes.ts";
import { distributionOf, onDemandUnits } from "../sources/mixed-policy.ts";
import { ranksOfPolicy } from "./termination-policies.ts";
import type { Rank } from "./termination-policies.ts";

const isCandidate = (member: MemberState) => isActive(member) && !member.protectedFromScaleIn;

/** False: all that are left are protected from scale in. */
export const hasUnprotected = ({ members }: GroupState) => members.some(isCandidate);

/** One that weighs no more than `most`; null: there is none. */
export function chooseVictim(world: World, group: GroupState, most = Infinity): MemberState | null {
  const light = group.members.filter((each) => isCandidate(each) && unitsOf(each) <= most);
  const candidates = outsideFirst(group, light);
  const counts = zoneCounts(group);
  const fullest = Math.max(0, ...candidates.map((member) => counts.get(member.zone) ?? 0));
  const inFullest = candidates.filter((member) => counts.get(member.zone) === fullest);
  const bought = ofSurplusKind(group, inFullest);
  return bought.toSorted(byRanks(ranksOf(world, group)))[0] ?? null;
}

/** Members in zones that were taken from the group. */
function outsideFirst(group: GroupState, members: readonly MemberState[]): readonly MemberState[] {
  const outside = members.filter(({ zone }) => !group.zones.includes(zone));
  return outside.length > 0 ? outside : members;
}

/** Of a group with Spot members the kind that there is too much of, where there is any of it. */
function ofSurplusKind(group: GroupState, members: readonly MemberState[]): readonly MemberState[] {
  if (!members.some(({ isSpot }) => isSpot)) return members;
  const onDemand = group.members.filter((member) => isActive(member) && !member.isSpot);
  const wanted = onDemandUnits(activeUnits(group) - 1, distributionOf(group.mixedInstancesPolicy));
  const endsSpot = sumOfUnits(onDemand) <= wanted;
  const chosen = members.filter((member) => (member.isSpot ?? false) === endsSpot);
  return chosen.length > 0 ? chosen : members;
}

function byRanks(ranks: readonly Rank[]) {
  return (a: MemberState, b: MemberState): number => {
    for (const rank of ranks) {
      const difference = rank(a) - rank(b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function ranksOf(world: World, group: GroupState): readonly Rank[] {
  const refreshed = refreshRank(world, group);
  const policies = group.terminationPolicies.length > 0 ? group.terminationPolicies : ["Default"];
  return [...refreshed, ...policies.flatMap((policy) => ranksOfPolicy(world, group, policy))];
}

/** During an instance refresh what it would take out anyway goes first. */
function refreshRank(world: World, group: GroupState): readonly Rank[] {
  const refresh = activeRefresh(world, group);
  if (!refresh || refresh.startedAtMs === null) return [];
  const sinceMs = refresh.rollback?.sinceMs ?? refresh.startedAtMs;
  return [(member) => (changedAtMs(member) >= sinceMs ? 1 : 0)];
}
