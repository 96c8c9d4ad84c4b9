/**
 * Availability Zone rebalancing: when nothing else is under way and the zones are uneven, members are launched
 * where they lack, and as many are ended where there are too many once those are in service.
 */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { activeUnits, isActive, isLeaving, isSuspended, unitsOf } from "../groups.ts";
import { zoneCounts } from "../launching/placement.ts";
import { beginTermination } from "../members/end-members.ts";
import { chooseVictim } from "../members/termination-choice.ts";
import { capacityWindow } from "../refresh/capacity-window.ts";
import { activeRefresh } from "../refresh/refreshes.ts";
import { refreshSettings } from "../refresh/settings.ts";
import { stamp } from "../stamps.ts";
import { wake } from "../wake.ts";
import * as kept from "./balancing-state.ts";
import { groupSettings } from "./settings.ts";

const EXTRA_SHARE = 0.1;

/** Ends a balancing whose launches are in service, or that has been overtaken by something else. */
export function settleBalancing(world: World, group: GroupState): void {
  const balancing = kept.balancingOf(group);
  if (!balancing) return;
  if (!mayBalance(world, group) || balancing.desired !== group.desiredCapacity)
    return kept.endBalancing(group);
  const isComing = group.members.some((member) => isActive(member) && !isInService(member));
  if (isComing || activeUnits(group) < group.desiredCapacity + balancing.surge) return;
  kept.endBalancing(group);
  if (balancing.surge > 0) group.engine["because"] = endedBecause(balancing);
}

const endedBecause = ({ zones, sinceMs }: kept.Balancing) =>
  `At ${stamp(sinceMs)} instances were launched to balance instances in zones ${zones} with other zones ` +
  "resulting in more than desired number of instances in the group.";

/** Asked when the group has as many members as it should. */
export function balanceZones(world: World, group: GroupState): void {
  if (kept.isBalancing(group)) return;
  const moves = isCalm(world, group) ? movesNeeded(group) : 0;
  if (moves === 0) return kept.noteUnbalanced(group, null);
  const sinceMs = kept.unbalancedSince(group) ?? world.nowMs;
  kept.noteUnbalanced(group, sinceMs);
  const dueMs = sinceMs + groupSettings(world).rebalanceAfterMs;
  const fromMs = Math.max(dueMs, kept.retryOf(group).notBeforeMs);
  if (world.nowMs < fromMs) return wake(world, group, fromMs - world.nowMs);
  begin(world, group, moves);
}

const mayBalance = (world: World, group: GroupState) =>
  !isSuspended(group, "AZRebalance") &&
  !isSuspended(group, "Launch") &&
  activeRefresh(world, group) === null;

const isInService = (member: MemberState) => member.lifecycleState === "InService";

const isCalm = (world: World, group: GroupState) =>
  mayBalance(world, group) &&
  group.members.every(
    (member) =>
      !isLeaving(member) &&
      (!isActive(member) || (isInService(member) && member.healthStatus === "Healthy")),
  );

function begin(world: World, group: GroupState, moves: number): void {
  const { extra, dip } = marginOf(world, group);
  const size = Math.max(...group.members.map(unitsOf));
  const surge = Math.min(moves * size, extra);
  const zones = zonesInNeed(group).join(" ");
  const { desiredCapacity: desired } = group;
  kept.beginBalancing(group, { sinceMs: world.nowMs, surge, zones, desired });
  if (surge === 0) endFirst(world, group, Math.min(moves, dip));
  wake(world, group, 1000);
}

/** With a maintenance policy its bounds, without one a tenth of the group in addition, and one at least. */
function marginOf(
  world: World,
  { desiredCapacity: desired, maintenancePolicy: policy }: GroupState,
) {
  if (!policy) return { extra: Math.max(1, Math.floor(desired * EXTRA_SHARE)), dip: 0 };
  const { least, most } = capacityWindow(desired, policy, refreshSettings(world));
  return { extra: most - desired, dip: desired - least };
}

/** A policy that allows no more than the desired capacity. */
function endFirst(world: World, group: GroupState, count: number): void {
  for (let index = 0; index < count; index++) {
    const victim = chooseVictim(world, group);
    if (!victim) return;
    const cause =
      `At ${stamp(world.nowMs)} an instance was taken out of service in response to a rebalancing of the ` +
      `group's zones.  At ${stamp(world.nowMs)} instance ${victim.instanceId} was selected for termination.`;
    beginTermination(world, group, victim, { cause, hooks: true });
  }
}

function zonesInNeed(group: GroupState): readonly string[] {
  const counts = zoneCounts(group);
  const own = group.zones.map((zone) => counts.get(zone) ?? 0);
  const least = Math.min(...own);
  return group.zones.filter((zone) => counts.get(zone) === least);
}

/**
 * How many members would have to move until the zones differ by no more than one, or by one member's weight.
 * Only those that may be ended can.
 */
export function movesNeeded(group: GroupState): number {
  const movable = group.members.filter((each) => isActive(each) && !each.protectedFromScaleIn);
  const outside = movable.filter(({ zone }) => !group.zones.includes(zone));
  const rooms = group.zones.map((zone) => roomOf(group, movable, zone));
  const step = Math.max(1, ...group.members.map(unitsOf));
  for (let moves = outside.length; ; moves++) {
    const emptiest = rooms.reduce((a, b) => (b.units < a.units ? b : a));
    const fullest = rooms
      .filter((room) => room.movable > 0)
      .reduce<Room | null>((a, b) => (a && a.units >= b.units ? a : b), null);
    if (!fullest || fullest.units - emptiest.units <= step) return moves;
    fullest.units -= step;
    fullest.movable -= 1;
    emptiest.units += step;
  }
}

interface Room {
  units: number;
  movable: number;
}

function roomOf(group: GroupState, movable: readonly MemberState[], zone: string): Room {
  const units = zoneCounts(group).get(zone) ?? 0;
  return { units, movable: movable.filter((member) => member.zone === zone).length };
}
