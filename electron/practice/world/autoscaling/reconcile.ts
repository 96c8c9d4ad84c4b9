/** A group brings itself to what it should be: replaces the unhealthy, launches what lacks, ends what is too much. */
import type { GroupState } from "../kernel/state-autoscaling.ts";
import type { World } from "../kernel/world.ts";
import { closeActivity, openActivity } from "./activities.ts";
import { continueDeletion } from "./delete-group.ts";
import { beginTermination } from "./members/end-members.ts";
import { isActive, isLeaving, isSuspended } from "./groups.ts";
import { unhealthyCause } from "./members/health.ts";
import { launchMissing } from "./members/launch-members.ts";
import { surgeOf } from "./refresh/refreshes.ts";
import { stamp } from "./stamps.ts";
import { chooseVictim } from "./members/termination-choice.ts";
import { forgetReason, reasonOf, woken } from "./wake.ts";

/** Of the desired capacity, replaced at a time. */
const REPLACED_AT_ONCE = 0.1;

export function reconcile(world: World, name: string): void {
  const group = world.state.groups.get(name);
  if (!group) return;
  woken(group);
  if (group.status !== null) return continueDeletion(world, group);
  replaceUnhealthy(world, group);
  const actual = group.members.filter(isActive).length;
  const missing = group.desiredCapacity + surgeOf(world, group) - actual;
  if (missing === 0) forgetReason(group);
  if (missing > 0 && !isSuspended(group, "Launch")) launchMissing(world, group, missing, actual);
  if (missing < 0 && !isSuspended(group, "Terminate")) endSurplus(world, group, -missing, actual);
}

function replaceUnhealthy(world: World, group: GroupState): void {
  if (isSuspended(group, "ReplaceUnhealthy") || isSuspended(group, "Terminate")) return;
  const unhealthy = group.members.filter(
    (member) => member.lifecycleState === "InService" && member.healthStatus === "Unhealthy",
  );
  const inTransit = group.members.filter(
    (member) => isLeaving(member) || member.lifecycleState.startsWith("Pending"),
  );
  const atOnce = Math.max(1, Math.floor(group.desiredCapacity * REPLACED_AT_ONCE));
  for (const member of unhealthy.slice(0, Math.max(0, atOnce - inTransit.length))) {
    beginTermination(world, group, member, {
      cause: unhealthyCause(world, group, member),
      hooks: true,
    });
    group.engine["replacements"] = Number(group.engine["replacements"] ?? 0) + 1;
  }
}

function endSurplus(world: World, group: GroupState, surplus: number, actual: number): void {
  for (let index = 0; index < surplus; index++) {
    const victim = chooseVictim(world, group);
    if (!victim) return tellProtected(world, group);
    const cause = surplusCause(world, group, victim.instanceId, actual - index);
    beginTermination(world, group, victim, { cause, hooks: true });
  }
}

function surplusCause(world: World, group: GroupState, instanceId: string, actual: number): string {
  const at = stamp(world.nowMs);
  const difference =
    `At ${at} an instance was taken out of service in response to a difference between desired and actual ` +
    `capacity, shrinking the capacity from ${actual} to ${actual - 1}.`;
  const choice = `At ${at} instance ${instanceId} was selected for termination.`;
  return [reasonOf(group), difference, choice].filter(Boolean).join("  ");
}

/** Once for each change of the capacity. */
function tellProtected(world: World, group: GroupState): void {
  if (group.engine["toldProtected"] === group.desiredCapacity) return;
  group.engine["toldProtected"] = group.desiredCapacity;
  const message =
    "Could not scale to desired capacity because all remaining instances are protected from scale in.";
  const activity = openActivity(world, group, {
    instanceId: null,
    description: message,
    cause: reasonOf(group),
    statusCode: "InProgress",
    progressPercent: 100,
    zone: null,
    subnetId: null,
  });
  closeActivity(world, activity.id, "Cancelled", message);
}
