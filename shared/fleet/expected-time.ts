/** How long things take: the policy's medians, plus what the fleet's own target groups and template say. */
import type { Facts, TargetGroupFact } from "../model/facts.ts";
import type { TargetGroupArn } from "../model/ids.ts";
import type { Duration } from "../model/plan.ts";
import type { FleetPolicy } from "../rules/fleet-policy.ts";

export function targetGroupsOf(
  arns: readonly TargetGroupArn[],
  facts: Facts,
): (TargetGroupFact | null)[] {
  return arns.map((arn) => facts.targetGroups.get(arn) ?? null);
}

/** From registration to healthy at the slowest target group; none without target groups. */
export function healthTime(
  targets: readonly (TargetGroupFact | null)[],
  policy: FleetPolicy,
): Duration {
  const times = targets.map((target) => {
    const seconds = target?.healthCheckIntervalSeconds ?? null;
    const intervalMs = seconds === null ? policy.targetIntervalMs : seconds * 1000;
    return intervalMs * (target?.healthyThreshold ?? policy.targetThreshold);
  });
  const slowestMs = Math.max(0, ...times);
  return { medianMs: slowestMs, worstMs: slowestMs * 2 };
}

/** Fresh observations that a step waits for beyond the first. */
export function proofTime(observations: number, policy: FleetPolicy): Duration {
  const ms = Math.max(0, observations - 1) * policy.lookEveryMs;
  return { medianMs: ms, worstMs: ms * 2 };
}

/** From the launch of servers to all of them healthy at their traffic. */
export function raiseTime(
  targets: readonly (TargetGroupFact | null)[],
  policy: FleetPolicy,
): Duration {
  return sumOf([
    policy.call,
    policy.boot,
    healthTime(targets, policy),
    proofTime(policy.observations, policy),
  ]);
}

/** From attaching the traffic of servers that are up to all of them healthy there. */
export function wakeTime(
  targets: readonly (TargetGroupFact | null)[],
  policy: FleetPolicy,
): Duration {
  const attach = targets.length === 0 ? policy.call : policy.attach;
  return sumOf([
    policy.call,
    attach,
    healthTime(targets, policy),
    proofTime(policy.observations, policy),
  ]);
}

export function drainTime(targets: readonly (TargetGroupFact | null)[]): Duration {
  const seconds = targets.map((target) => target?.deregistrationDelaySeconds ?? 0);
  const ms = Math.max(0, ...seconds) * 1000;
  return { medianMs: ms, worstMs: ms };
}

/** Of one exchange: AWS's task and the first boot from the new root. */
const EXCHANGE: Duration = { medianMs: 90_000, worstMs: 10 * 60_000 };

/** Out of traffic, a new root volume, and healthy in traffic again. */
export const exchangeTime = (
  targets: readonly (TargetGroupFact | null)[],
  policy: FleetPolicy,
): Duration => sumOf([drainTime(targets), EXCHANGE, wakeTime(targets, policy)]);

export function sumOf(durations: readonly Duration[]): Duration {
  return durations.reduce(
    (sum, one) => ({
      medianMs: sum.medianMs + one.medianMs,
      worstMs: sum.worstMs + one.worstMs,
    }),
    { medianMs: 0, worstMs: 0 },
  );
}
