/** Scaling in: ends as many members as are too many, and tells when protection forbids it. */
import type { GroupState } from "../../kernel/state-autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { closeActivity, openActivity } from "../activities.ts";
import { unitsOf } from "../groups.ts";
import { stamp } from "../stamps.ts";
import { reasonOf } from "../wake.ts";
import { reuseOnScaleIn } from "../warm-pool/return-to-pool.ts";
import { beginTermination } from "./end-members.ts";
import { chooseVictim, hasUnprotected } from "./termination-choice.ts";

/** Never falls below the desired capacity: a member that weighs more than the surplus stays. */
export function endSurplus(world: World, group: GroupState, surplus: number, actual: number): void {
  for (let left = surplus; left > 0;) {
    const victim = chooseVictim(world, group, left);
    if (!victim) return hasUnprotected(group) ? undefined : tellProtected(world, group);
    const units = {
      from: actual - (surplus - left),
      to: actual - (surplus - left) - unitsOf(victim),
    };
    const cause = surplusCause(world, group, victim.instanceId, units);
    reuseOnScaleIn(group, victim);
    beginTermination(world, group, victim, { cause, hooks: true });
    left -= unitsOf(victim);
  }
}

interface Shrinking {
  readonly from: number;
  readonly to: number;
}

function surplusCause(
  world: World,
  group: GroupState,
  instanceId: string,
  { from, to }: Shrinking,
): string {
  const at = stamp(world.nowMs);
  const difference =
    `At ${at} an instance was taken out of service in response to a difference between desired and actual ` +
    `capacity, shrinking the capacity from ${from} to ${to}.`;
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
