/** Scaling in: ends as many members as are too many, and tells when protection forbids it. */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { closeActivity, openActivity } from "../activities.ts";
import { sumOfUnits, unitsOf } from "../groups.ts";
import { stamp } from "../stamps.ts";
import { reasonOf } from "../wake.ts";
import { reuseOnScaleIn } from "../warm-pool/return-to-pool.ts";
import { beginTermination } from "./end-members.ts";
import { chooseVictim, hasUnprotected } from "./termination-choice.ts";

/** As AWS limits a cause. */
const MAX_CAUSE_CHARS = 1023;

/** Never falls below the desired capacity: a member that weighs more than the surplus stays. */
export function endSurplus(world: World, group: GroupState, surplus: number, actual: number): void {
  const victims = chooseVictims(world, group, surplus);
  const units = sumOfUnits(victims);
  const cause = surplusCause(world, group, victims, { from: actual, to: actual - units });
  for (const victim of victims) {
    reuseOnScaleIn(group, victim);
    beginTermination(world, group, victim, { cause, hooks: true });
  }
  if (units < surplus && !hasUnprotected(group)) tellProtected(world, group);
}

/** One after the other, each from those that the ones before it leave. */
function chooseVictims(world: World, group: GroupState, surplus: number): readonly MemberState[] {
  const victims: MemberState[] = [];
  let rest = group;
  for (let left = surplus; left > 0;) {
    const victim = chooseVictim(world, rest, left);
    if (!victim) break;
    victims.push(victim);
    rest = { ...rest, members: rest.members.filter((member) => member !== victim) };
    left -= unitsOf(victim);
  }
  return victims;
}

interface Shrinking {
  readonly from: number;
  readonly to: number;
}

/** All that end at one moment are named by each of their activities. */
function surplusCause(
  world: World,
  group: GroupState,
  victims: readonly MemberState[],
  { from, to }: Shrinking,
): string {
  const at = `At ${stamp(world.nowMs)}`;
  const difference =
    `${at} an instance was taken out of service in response to a difference between desired and actual ` +
    `capacity, shrinking the capacity from ${from} to ${to}.`;
  const choices = victims.map(
    ({ instanceId }) => `${at} instance ${instanceId} was selected for termination.`,
  );
  const words = [reasonOf(group), difference, ...choices].filter(Boolean).join("  ");
  return words.slice(0, MAX_CAUSE_CHARS);
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
