/** Which member is ended when there are too many: balance of the zones first, then the group's policies. */
import type { GroupState, MemberState } from "../../kernel/state-autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { isActive } from "../groups.ts";
import { changedAtMs } from "../refresh/matching.ts";
import { activeRefresh } from "../refresh/refreshes.ts";
import { zoneCounts } from "./placement.ts";

type Rank = (member: MemberState) => number;

const HOUR_MS = 3_600_000;

/** Null: all that are left are protected from scale in. */
export function chooseVictim(world: World, group: GroupState): MemberState | null {
  const candidates = group.members.filter(
    (member) => isActive(member) && !member.protectedFromScaleIn,
  );
  const counts = zoneCounts(group);
  const fullest = Math.max(0, ...candidates.map((member) => counts.get(member.zone) ?? 0));
  const inFullest = candidates.filter((member) => counts.get(member.zone) === fullest);
  return inFullest.toSorted(byRanks(ranksOf(world, group)))[0] ?? null;
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

/** The smallest rank goes first. */
function ranksOfPolicy(world: World, group: GroupState, policy: string): readonly Rank[] {
  const age: Rank = (member) => member.joinedAtMs;
  switch (policy) {
    case "OldestInstance":
      return [age];
    case "NewestInstance":
      return [(member) => -age(member)];
    case "OldestLaunchTemplate":
      return [isFromLaunchTemplate, otherTemplateFirst(group), templateVersion];
    case "OldestLaunchConfiguration":
      return [isFromLaunchTemplate];
    case "ClosestToNextInstanceHour":
      return [toNextHour(world)];
    case "Default":
      return [isFromLaunchTemplate, otherTemplateFirst(group), templateVersion, toNextHour(world)];
    default:
      return [];
  }
}

const isFromLaunchTemplate: Rank = (member) => (member.template ? 1 : 0);
const templateVersion: Rank = (member) => Number(member.template?.version ?? 0);
const otherTemplateFirst =
  (group: GroupState): Rank =>
  (member) =>
    member.template?.id === group.template?.id ? 1 : 0;
const toNextHour =
  (world: World): Rank =>
  (member) =>
    HOUR_MS - ((world.nowMs - member.joinedAtMs) % HOUR_MS);
