/**
 * Members that have to go: the unhealthy, and those whose time is up. Without a maintenance policy up to a tenth of the group is ended at a time
 * and launched again; with one, its bounds decide whether replacements come first.
 */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { isLeaving, isSuspended, sumOfUnits, unitsOf } from "../groups.ts";
import { oweReplacements } from "../launching/causes.ts";
import { beginTermination } from "../members/end-members.ts";
import { unhealthyCause } from "../members/health.ts";
import { capacityWindow } from "../refresh/capacity-window.ts";
import { refreshSettings } from "../refresh/settings.ts";
import { wake } from "../wake.ts";
import { lifetimeCause, outlivedMembers } from "./lifetime.ts";

/** Of the desired capacity, replaced at a time. */
const REPLACED_AT_ONCE = 0.1;
const SURGE = "replacementSurge";
const owedKey = (member: MemberState) => `owed|${member.instanceId}`;

/** Units above the desired capacity that the group holds for replacements that come first. */
export const replacementSurge = (group: GroupState): number => Number(group.engine[SURGE] ?? 0);

export function replaceUnhealthy(world: World, group: GroupState): void {
  const isHeld = isSuspended(group, "ReplaceUnhealthy") || isSuspended(group, "Terminate");
  const unhealthy = isHeld ? [] : group.members.filter(isUnhealthy);
  const due = [...unhealthy, ...outlivedMembers(world, group)];
  if (group.maintenancePolicy) replaceWithin(world, group, due, group.maintenancePolicy);
  else replaceSome(world, group, due);
}

const isInService = ({ lifecycleState }: MemberState) => lifecycleState === "InService";
const isUnhealthy = (member: MemberState) =>
  isInService(member) && member.healthStatus === "Unhealthy";

function replaceSome(world: World, group: GroupState, due: readonly MemberState[]): void {
  delete group.engine[SURGE];
  if (due.length === 0) return;
  const inTransit = group.members.filter(
    (member) => isLeaving(member) || member.lifecycleState.startsWith("Pending"),
  );
  const atOnce = Math.max(1, Math.floor(group.desiredCapacity * REPLACED_AT_ONCE));
  for (const member of due.slice(0, Math.max(0, atOnce - inTransit.length)))
    end(world, group, member);
}

function replaceWithin(
  world: World,
  group: GroupState,
  due: readonly MemberState[],
  policy: NonNullable<GroupState["maintenancePolicy"]>,
): void {
  const { desiredCapacity: desired } = group;
  const { least, most } = capacityWindow(desired, policy, refreshSettings(world));
  const waiting = endWhatMayGo(world, group, due, least);
  const surge = Math.min(sumOfUnits(waiting), most - desired);
  for (const member of waiting.slice(0, surge)) owe(group, member);
  if (surge > 0) group.engine[SURGE] = surge;
  else delete group.engine[SURGE];
}

/** Those that can't be ended yet. */
function endWhatMayGo(
  world: World,
  group: GroupState,
  due: readonly MemberState[],
  least: number,
): readonly MemberState[] {
  if (due.length === 0) return [];
  let ready = sumOfUnits(group.members.filter((member) => isReady(world, group, member)));
  return due.filter((member) => {
    if (ready - unitsOf(member) < least) return true;
    ready -= unitsOf(member);
    end(world, group, member);
    return false;
  });
}

/** In service, and warmed up where the group says how long that takes. */
function isReady(world: World, group: GroupState, member: MemberState): boolean {
  if (!isInService(member)) return false;
  const warmMs = (member.inServiceAtMs ?? 0) + (group.defaultInstanceWarmupSeconds ?? 0) * 1000;
  if (warmMs > world.nowMs) wake(world, group, warmMs - world.nowMs);
  return warmMs <= world.nowMs || isUnhealthy(member);
}

function end(world: World, group: GroupState, member: MemberState): void {
  owe(group, member);
  const cause = isUnhealthy(member) ? unhealthyCause(world, group, member) : lifetimeCause(world);
  beginTermination(world, group, member, { cause, hooks: true });
}

/** Once for each member. */
function owe(group: GroupState, member: MemberState): void {
  if (!isUnhealthy(member) || group.engine[owedKey(member)] !== undefined) return;
  group.engine[owedKey(member)] = true;
  oweReplacements(group, 1);
}
