/** Which groups make one fleet: by the tag bennu:fleet, else by the name without its sequence. */
import type { Facts, GroupFact } from "../model/facts.ts";
import { fleetId, type ConnectionId, type FleetId } from "../model/ids.ts";
import { TAG } from "../model/tags.ts";
import { groupTag } from "./fact-index.ts";
import { parseGroupName } from "./group-name.ts";

export interface FleetGroups {
  readonly id: FleetId;
  readonly name: string;
  readonly groups: readonly GroupFact[];
}

export function fleetNameOf(group: GroupFact): string {
  const tagged = groupTag(group, TAG.fleet)?.trim();
  return tagged !== undefined && tagged !== "" ? tagged : parseGroupName(group.name).base;
}

export const fleetIdOf = (connectionId: ConnectionId, name: string): FleetId =>
  fleetId(`${connectionId}/${name}`);

/** Fleets by name, in each the newest group first. */
export function fleetGroups(facts: Facts, connectionId: ConnectionId): FleetGroups[] {
  const byName = new Map<string, GroupFact[]>();
  for (const group of facts.groups.values()) {
    const name = fleetNameOf(group);
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [group]);
    else known.push(group);
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, groups]) => ({
      id: fleetIdOf(connectionId, name),
      name,
      groups: groups.sort(newestFirst),
    }));
}

/** By sequence where both have one, of the same base; else by time. Ties by name, so that it is always the same. */
export function newestFirst(a: GroupFact, b: GroupFact): number {
  const left = parseGroupName(a.name);
  const right = parseGroupName(b.name);
  if (left.base === right.base && left.sequence !== null && right.sequence !== null) {
    return right.sequence - left.sequence;
  }
  if (a.createdAtMs !== b.createdAtMs) return b.createdAtMs - a.createdAtMs;
  return a.name < b.name ? 1 : -1;
}
