/**
 * Health checks: one timer for each target group, at its interval, asks every target once. A target changes its
 * state after as many equal answers in a row as the target group demands.
 */
import type { InstanceState } from "../kernel/state-ec2.ts";
import type { TargetGroupState, TargetState } from "../kernel/state-elb.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { isUsed, NOT_IN_USE, setHealth } from "./targets.ts";
import type { TargetHealthWords, TargetListener } from "./targets.ts";

type Sweep = { readonly arn: string };
export const sweep = timerKind<Sweep>("elb.sweep");

const HEALTHY: TargetHealthWords = { state: "healthy", reason: null, description: null };
const CHECKING: TargetHealthWords = {
  state: "initial",
  reason: "Elb.InitialHealthChecking",
  description: "Initial health checks in progress",
};

/** Starts the checks of a new target group. */
export function beginHealthChecks(world: World, group: TargetGroupState): void {
  world.after(sweep, group.healthCheck.intervalSeconds * 1000, { arn: group.arn });
}

/** Ends by itself with the target group. */
export function sweepTargets(world: World, { arn }: Sweep, listener: TargetListener): void {
  const group = world.state.targetGroups.get(arn);
  if (!group) return;
  for (const target of Object.values(group.targets)) checkTarget(world, group, target, listener);
  beginHealthChecks(world, group);
}

function checkTarget(
  world: World,
  group: TargetGroupState,
  target: TargetState,
  listener: TargetListener,
) {
  if (target.state === "draining" || target.state === "unhealthy.draining") return;
  if (isOver(world, target)) return forget(world, group, target, listener);
  const before = target.state;
  const words = nextWords(world, group, target);
  if (!words || (words.state === target.state && words.reason === target.reason)) return;
  setHealth(world, target, words);
  if (words.state === before) return;
  listener(world, { targetGroupArn: group.arn, instanceId: target.instanceId, to: words.state });
}

function isOver(world: World, { instanceId }: TargetState): boolean {
  const state = world.state.instances.get(instanceId)?.state;
  return state === undefined || state === "terminated";
}

function forget(
  world: World,
  group: TargetGroupState,
  target: TargetState,
  listener: TargetListener,
): void {
  delete group.targets[target.instanceId];
  listener(world, { targetGroupArn: group.arn, instanceId: target.instanceId, to: "gone" });
}

/** Null: nothing changes. */
function nextWords(
  world: World,
  group: TargetGroupState,
  target: TargetState,
): TargetHealthWords | null {
  if (!isUsed(group)) return NOT_IN_USE;
  const instance = world.state.instances.get(target.instanceId);
  if (instance?.state !== "running") return notRunning(target, instance);
  count(target, instance);
  if (target.healthyInARow >= group.healthCheck.healthyThreshold) return HEALTHY;
  if (target.unhealthyInARow >= group.healthCheck.unhealthyThreshold) return failing(instance);
  return target.state === "initial" || target.state === "unused" ? CHECKING : null;
}

function count(target: TargetState, instance: InstanceState): void {
  const isHealthy = instance.health === "healthy";
  target.healthyInARow = isHealthy ? target.healthyInARow + 1 : 0;
  target.unhealthyInARow = isHealthy ? 0 : target.unhealthyInARow + 1;
}

function notRunning(target: TargetState, instance: InstanceState | undefined): TargetHealthWords {
  target.healthyInARow = 0;
  target.unhealthyInARow = 0;
  const state = instance?.state ?? "terminated";
  const description = `Target is in the ${state} state`;
  return { state: "unused", reason: "Target.InvalidState", description };
}

/** A service that has said nothing yet refuses connections; one that is ill answers with an error. */
function failing(instance: InstanceState): TargetHealthWords {
  if (instance.health === "unknown") {
    return {
      state: "unhealthy",
      reason: "Target.FailedHealthChecks",
      description: "Health checks failed",
    };
  }
  const description = "Health checks failed with these codes: [503]";
  return { state: "unhealthy", reason: "Target.ResponseCodeMismatch", description };
}
