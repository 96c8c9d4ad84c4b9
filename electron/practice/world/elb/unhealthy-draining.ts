/**
 * Network load balancers let the connections of a target that fell ill end first, if its group has an interval for
 * it. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-attributes.html
 */
import type { TargetGroupState, TargetState } from "../kernel/state/elb.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { targetKey } from "./targets.ts";

type Unhealthy = { readonly arn: string; readonly key: string; readonly sinceMs: number };
export const unhealthyDrained = timerKind<Unhealthy>("elb.unhealthy-drained");

const INTERVAL = "target_health_state.unhealthy.draining_interval_seconds";
const TERMINATION = "target_health_state.unhealthy.connection_termination.enabled";

export function drainUnhealthy(world: World, group: TargetGroupState, target: TargetState): void {
  const seconds = Number(group.attributes[INTERVAL] ?? 0);
  if (seconds <= 0 || group.attributes[TERMINATION] !== "false") return;
  target.state = "unhealthy.draining";
  const key = targetKey(group, target.instanceId, target.port);
  world.after(unhealthyDrained, seconds * 1000, {
    arn: group.arn,
    key,
    sinceMs: target.changedAtMs,
  });
}

export function finishUnhealthy(world: World, { arn, key, sinceMs }: Unhealthy): void {
  const target = world.state.targetGroups.get(arn)?.targets[key];
  if (target?.state === "unhealthy.draining" && target.changedAtMs === sinceMs)
    target.state = "unhealthy";
}
