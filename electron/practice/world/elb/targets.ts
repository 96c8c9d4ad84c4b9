/**
 * Targets of a target group: registered, draining, gone. What their health is, the sweep finds out.
 * Whoever has an interest in a target is told of every change through `TargetListener`.
 */
import type { TargetGroupState, TargetHealthStateName, TargetState } from "../kernel/state/elb.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";

export interface TargetChange {
  readonly targetGroupArn: string;
  readonly instanceId: string;
  /** `gone`: it is no target any more. */
  readonly to: TargetHealthStateName | "gone";
}
export type TargetListener = (world: World, change: TargetChange) => void;

export interface TargetHealthWords {
  readonly state: TargetHealthStateName;
  readonly reason: string | null;
  readonly description: string | null;
}

/** `instanceId` is the target's key: see TargetGroupState. */
type Draining = { readonly arn: string; readonly instanceId: string; readonly sinceMs: number };
export const drained = timerKind<Draining>("elb.drained");

export const REGISTERING: TargetHealthWords = {
  state: "initial",
  reason: "Elb.RegistrationInProgress",
  description: "Target registration is in progress",
};
const DRAINING: TargetHealthWords = {
  state: "draining",
  reason: "Target.DeregistrationInProgress",
  description: "Target deregistration is in progress",
};
export const NOT_IN_USE: TargetHealthWords = {
  state: "unused",
  reason: "Target.NotInUse",
  description: "Target group is not configured to receive traffic from the load balancer",
};

export const targetKey = (group: TargetGroupState, instanceId: string, port = group.port): string =>
  port === group.port ? instanceId : `${instanceId}:${port}`;

/** Registering what is registered already changes nothing; what is draining comes back. */
export function registerTarget(
  world: World,
  group: TargetGroupState,
  instanceId: string,
  port = group.port,
): void {
  const key = targetKey(group, instanceId, port);
  const known = group.targets[key];
  if (known && known.state !== "draining") return;
  const words = isUsed(group) ? REGISTERING : NOT_IN_USE;
  group.targets[key] = {
    instanceId,
    port,
    zone: null,
    ...words,
    registeredAtMs: world.nowMs,
    changedAtMs: world.nowMs,
    healthyInARow: 0,
    unhealthyInARow: 0,
  };
}

/** True if the target is draining now; false if it was none, or is gone at once. */
export function deregisterTarget(
  world: World,
  group: TargetGroupState,
  instanceId: string,
  port = group.port,
): boolean {
  const key = targetKey(group, instanceId, port);
  const target = group.targets[key];
  if (!target) return false;
  if (target.state === "draining") return true;
  if (target.state === "unused" || group.deregistrationDelaySeconds === 0) {
    delete group.targets[key];
    return false;
  }
  setHealth(world, target, DRAINING);
  const payload: Draining = { arn: group.arn, instanceId: key, sinceMs: world.nowMs };
  const longerMs = world.mishaps?.drainsLongerMs?.({ targetGroupArn: group.arn, instanceId }) ?? 0;
  world.after(drained, group.deregistrationDelaySeconds * 1000 + longerMs, payload);
  return true;
}

export function setHealth(world: World, target: TargetState, words: TargetHealthWords): void {
  Object.assign(target, words);
  target.changedAtMs = world.nowMs;
}

export function finishDraining(world: World, payload: Draining, listener: TargetListener): void {
  const group = world.state.targetGroups.get(payload.arn);
  const target = group?.targets[payload.instanceId];
  const isSameDraining = target?.state === "draining" && target.changedAtMs === payload.sinceMs;
  if (!group || !isSameDraining) return;
  delete group.targets[payload.instanceId];
  listener(world, { targetGroupArn: group.arn, instanceId: target.instanceId, to: "gone" });
}

export const isUsed = (group: TargetGroupState) => group.loadBalancerArns.length > 0;
