/**
 * The numbers by which fleets are judged and plans are made. Expected times are medians and worst cases seen on
 * common Linux images; a target group's own health check interval and threshold are added to them, not assumed.
 */
import type { Duration } from "../model/plan.ts";

export interface FleetPolicy {
  /** The part of the live generation's desired capacity that must stay in service. 1: nothing below desired. */
  readonly floorShare: number;
  /** The part of the fleet that a canary takes by default, at least one server. */
  readonly canaryShare: number;
  readonly canarySoakMs: number;
  readonly soakMs: number;
  /** How long the servers of a retired generation are kept for an instant rollback. */
  readonly warmForMs: number;
  /** Fresh consecutive observations of full health that count as proof. */
  readonly observations: number;
  /** How often a running step looks at the world. */
  readonly lookEveryMs: number;
  /** From the launch call to a server in service by the group's own health check. */
  readonly boot: Duration;
  /** From attaching traffic to the first health check of a server that is up already. */
  readonly attach: Duration;
  /** One call and the look that confirms it. */
  readonly call: Duration;
  /** From deleting a group to its last server gone, without the draining time of its target groups. */
  readonly removal: Duration;
  /** Health check of a target group whose settings are not known: AWS's defaults. */
  readonly targetIntervalMs: number;
  readonly targetThreshold: number;
  /** A server older than this is a finding. */
  readonly maxServerAgeMs: number;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;

export const defaultPolicy: FleetPolicy = {
  floorShare: 1,
  canaryShare: 0.1,
  canarySoakMs: 5 * minuteMs,
  soakMs: 15 * minuteMs,
  warmForMs: 60 * minuteMs,
  observations: 3,
  lookEveryMs: 5 * secondMs,
  boot: { medianMs: 90 * secondMs, worstMs: 5 * minuteMs },
  attach: { medianMs: 5 * secondMs, worstMs: 30 * secondMs },
  call: { medianMs: 2 * secondMs, worstMs: 20 * secondMs },
  removal: { medianMs: 60 * secondMs, worstMs: 5 * minuteMs },
  targetIntervalMs: 30 * secondMs,
  targetThreshold: 5,
  maxServerAgeMs: 30 * dayMs,
};

/** Servers in service below which the fleet must never fall by our doing. Never above desired. */
export function floorOf(desiredCapacity: number, policy: FleetPolicy): number {
  return Math.min(desiredCapacity, Math.ceil(desiredCapacity * policy.floorShare));
}

/** Servers of a canary by default: the policy's share, at least one, never the whole fleet if it has two or more. */
export function defaultCanary(desiredCapacity: number, policy: FleetPolicy): number {
  if (desiredCapacity < 2) return 0;
  const share = Math.ceil(desiredCapacity * policy.canaryShare);
  return Math.min(desiredCapacity - 1, Math.max(1, share));
}
