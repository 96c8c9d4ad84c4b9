/** How many servers AWS takes by itself, at worst: which ones is its own choice. */
import type { GroupName } from "../model/ids.ts";
import { isActive, servingMembers, type FleetReading } from "./serving.ts";

/** AWS chooses which members end: at worst those that serve. */
export function shrunk(fresh: FleetReading, name: GroupName, desired: number): number {
  const active = fresh.groups.get(name)?.members.filter(isActive).length ?? 0;
  return Math.min(Math.max(0, active - desired), servingMembers(fresh, name).length);
}

/**
 * How deep AWS may dip by the percentages of a refresh: at least one server, unless it starts the new ones first. They
 * are shares of the group's size: what it has above that ends as well.
 */
export function refreshed(
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
