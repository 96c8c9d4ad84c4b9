/** Where the next member goes: the zone with the fewest active members, and the group's subnets in it. */
import type { SubnetState } from "../../kernel/state/ec2/network.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { isActive, unitsOf } from "../groups.ts";

/** Units of active members by zone. */
export type ZoneCounts = Map<string, number>;

export function zoneCounts(group: GroupState): ZoneCounts {
  const counts: ZoneCounts = new Map(group.zones.map((zone) => [zone, 0]));
  for (const member of group.members) {
    if (isActive(member)) addTo(counts, member.zone, unitsOf(member));
  }
  return counts;
}

export const addTo = (counts: ZoneCounts, zone: string, units: number) =>
  counts.set(zone, (counts.get(zone) ?? 0) + units);

/** The best first. */
export function subnetsInOrder(
  world: World,
  group: GroupState,
  counts: ZoneCounts,
): readonly SubnetState[] {
  const load = (subnet: SubnetState) => counts.get(subnet.zone) ?? 0;
  return subnetsOf(world, group).toSorted((a, b) => load(a) - load(b));
}

export function subnetsOf(world: World, group: GroupState): readonly SubnetState[] {
  const named = group.subnetIds
    .map((id) => world.state.subnets.get(id))
    .filter((one) => one !== undefined);
  if (named.length > 0) return named;
  return [...world.state.subnets.values()].filter((subnet) => group.zones.includes(subnet.zone));
}
