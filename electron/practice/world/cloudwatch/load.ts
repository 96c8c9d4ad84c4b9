/**
 * The work that a group has to do, in servers' worth: 2.4 keeps six servers busy at 40 %. It does not depend on how
 * many servers there are, so more servers are less busy each. Nobody has said: the group is of the right size.
 */
import type { GroupState } from "../kernel/state/autoscaling.ts";
import type { World } from "../kernel/world.ts";
import { waver } from "./metrics/samples.ts";

const USUAL_SHARE = 0.4;
const WAVERING = 0.015;
const MOST_POINTS = 500;
const MINUTE_MS = 60_000;

/** From now on. For scenarios, for the control panel and for tests. */
export function setLoad(world: World, groupName: string, servers: number): void {
  const known = world.state.loads.get(groupName)?.points ?? [];
  const before = known.filter(([fromMs]) => fromMs < world.nowMs).slice(1 - MOST_POINTS);
  world.state.loads.set(groupName, { points: [...before, [world.nowMs, servers]] });
}

/** Unless somebody has said what the load is: as much as keeps its desired servers busy at this share. */
export function fitLoad(world: World, group: GroupState, share = USUAL_SHARE): void {
  if (world.state.loads.has(group.name)) return;
  setLoad(world, group.name, Math.max(1, group.desiredCapacity) * share);
}

/** Wavers a little from minute to minute. */
export function loadAt(world: World, group: GroupState, atMs: number): number {
  const points = world.state.loads.get(group.name)?.points ?? [];
  const point = points.findLast(([fromMs]) => fromMs <= atMs) ?? points[0];
  const servers = point?.[1] ?? group.desiredCapacity * USUAL_SHARE;
  const minute = Math.floor(atMs / MINUTE_MS);
  return servers * (1 + WAVERING * (2 * waver(world.options.seed, group.name, minute) - 1));
}
