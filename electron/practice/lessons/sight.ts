/** Looks at fleets in the world's own state: who really serves, whatever a reader may be told. */
import { isAttached } from "../world/autoscaling/traffic.ts";
import type { GroupState, MemberState } from "../world/kernel/state/autoscaling.ts";
import type { World } from "../world/kernel/world.ts";
import type { GroupSight } from "./lesson-facts.ts";

export const fleetOf = (group: string): string => group.replace(/-v\d+$/, "");

export function groupSights(world: World, fleets: readonly string[]): GroupSight[] {
  const groups = [...world.state.groups.values()].filter(({ name }) =>
    fleets.includes(fleetOf(name)),
  );
  const withTraffic = new Set(groups.filter(hasTraffic).map(({ name }) => fleetOf(name)));
  return groups.map((group) => sightOf(world, group, withTraffic.has(fleetOf(group.name))));
}

const hasTraffic = ({ trafficSources }: GroupState) => trafficSources.some(isAttached);

/** In a fleet that has traffic, a group without it doesn't serve. */
function sightOf(world: World, group: GroupState, fleetHasTraffic: boolean): GroupSight {
  const canServe = hasTraffic(group) || !fleetHasTraffic;
  const serving = canServe ? group.members.filter((member) => serves(world, group, member)) : [];
  return {
    name: group.name,
    fleet: fleetOf(group.name),
    members: group.members.length,
    serving: serving.length,
    isAttached: hasTraffic(group),
    membersByImage: countByImage(world, group.members),
    servingByImage: countByImage(world, serving),
  };
}

function serves(world: World, group: GroupState, member: MemberState): boolean {
  if (member.lifecycleState !== "InService" || member.healthStatus !== "Healthy") return false;
  return group.trafficSources
    .filter(isAttached)
    .every(({ identifier }) => isHealthyTarget(world, identifier, member.instanceId));
}

const isHealthyTarget = (world: World, targetGroupArn: string, instanceId: string) =>
  world.state.targetGroups.get(targetGroupArn)?.targets[instanceId]?.state === "healthy";

function countByImage(world: World, members: readonly MemberState[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { instanceId } of members) {
    const imageId = world.state.instances.get(instanceId)?.imageId ?? "gone";
    counts[imageId] = (counts[imageId] ?? 0) + 1;
  }
  return counts;
}

export const servingIn = (groups: readonly GroupSight[], fleet: string): number =>
  groups.reduce((sum, group) => sum + (group.fleet === fleet ? group.serving : 0), 0);
