/**
 * Health checks: one timer for each target group, at its interval, asks every target once. A new target is healthy
 * after one good answer; later a target changes its state after as many equal answers in a row as its group demands.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
import type { InstanceState } from "../kernel/state/ec2/instances.ts";
import type { TargetGroupState, TargetState } from "../kernel/state/elb.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { answerOf, isGood, wordsOf } from "./health-answer.ts";
import { enabledZones } from "./links.ts";
import { isUsed, NOT_IN_USE, setHealth, targetKey } from "./targets.ts";
import type { TargetHealthWords, TargetListener } from "./targets.ts";
import { drainUnhealthy } from "./unhealthy-draining.ts";

type Sweep = { readonly arn: string };
export const sweep = timerKind<Sweep>("elb.sweep");

const HEALTHY: TargetHealthWords = { state: "healthy", reason: null, description: null };
const CHECKING: TargetHealthWords = {
  state: "initial",
  reason: "Elb.InitialHealthChecking",
  description: "Initial health checks in progress",
};
const OTHER_ZONE: TargetHealthWords = {
  ...NOT_IN_USE,
  description: "Target is in an Availability Zone that is not enabled for the load balancer",
};

/** What holds for all targets of a group in one sweep. */
interface Swept {
  readonly group: TargetGroupState;
  readonly zones: ReadonlySet<string> | null;
  readonly listener: TargetListener;
}

/** Starts the checks of a new target group. */
export function beginHealthChecks(world: World, group: TargetGroupState): void {
  world.after(sweep, group.healthCheck.intervalSeconds * 1000, { arn: group.arn });
}

/** Ends by itself with the target group. */
export function sweepTargets(world: World, { arn }: Sweep, listener: TargetListener): void {
  const group = world.state.targetGroups.get(arn);
  if (!group) return;
  const swept = { group, zones: enabledZones(world, group), listener };
  for (const target of Object.values(group.targets)) checkTarget(world, swept, target);
  beginHealthChecks(world, group);
}

function checkTarget(world: World, swept: Swept, target: TargetState): void {
  const { group, listener } = swept;
  if (target.state === "draining" || target.state === "unhealthy.draining") return;
  if (isOver(world, target)) return forget(world, swept, target);
  const before = target.state;
  const words = nextWords(world, swept, target);
  if (!words || (words.state === target.state && words.reason === target.reason)) return;
  setHealth(world, target, words);
  if (words.state === before) return;
  if (words.state === "unhealthy") drainUnhealthy(world, group, target);
  listener(world, { targetGroupArn: group.arn, instanceId: target.instanceId, to: words.state });
}

function isOver(world: World, { instanceId }: TargetState): boolean {
  const state = world.state.instances.get(instanceId)?.state;
  return state === undefined || state === "terminated";
}

function forget(world: World, { group, listener }: Swept, { instanceId, port }: TargetState): void {
  delete group.targets[targetKey(group, instanceId, port)];
  listener(world, { targetGroupArn: group.arn, instanceId, to: "gone" });
}

/** Null: nothing changes. */
function nextWords(
  world: World,
  { group, zones }: Swept,
  target: TargetState,
): TargetHealthWords | null {
  if (!isUsed(group)) return NOT_IN_USE;
  const instance = world.state.instances.get(target.instanceId);
  if (instance?.state !== "running") return notRunning(target, instance);
  if (zones && !zones.has(instance.zone)) return OTHER_ZONE;
  const answer = answerOf(group, instance);
  count(target, isGood(answer));
  const isNew = target.state === "initial" || target.state === "unused";
  const needed = isNew ? 1 : group.healthCheck.healthyThreshold;
  if (target.healthyInARow >= needed) return HEALTHY;
  if (target.unhealthyInARow >= group.healthCheck.unhealthyThreshold) return wordsOf(answer);
  return isNew ? CHECKING : null;
}

function count(target: TargetState, isHealthy: boolean): void {
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
