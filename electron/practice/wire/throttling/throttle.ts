/**
 * Takes a call's tokens out of its budgets, in the region's own time: at sixty times the speed of life they fill
 * sixty times as fast. What is left is part of the region's state.
 */
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { World } from "../../world/kernel/world.ts";
import { draughtsOf } from "./buckets.ts";
import type { Draught, ThrottlingRules } from "./buckets.ts";

interface Asked {
  readonly service: string;
  readonly action: string;
  readonly input: object;
}

/** Throws what the service's clients see if one budget is used up; then nothing is taken from any. */
export function throttle(world: World, rules: ThrottlingRules, asked: Asked): void {
  const { service, action, input } = asked;
  const draughts = draughtsOf(rules, service, action, input as Record<string, unknown>);
  const left = draughts.map((draught) => levelOf(world, draught) - draught.tokens);
  if (left.some((tokens) => tokens < 0)) throw exceeded(world, service, action);
  draughts.forEach(({ bucket }, index) => {
    world.state.budgets.set(bucket, { tokens: left[index] ?? 0, atMs: world.nowMs });
  });
}

function levelOf(world: World, { bucket, size: { capacity, refillPerSecond } }: Draught): number {
  const budget = world.state.budgets.get(bucket);
  if (!budget) return capacity;
  const refilled = ((world.nowMs - budget.atMs) / 1000) * refillPerSecond;
  return Math.min(capacity, budget.tokens + refilled);
}

function exceeded(world: World, service: string, action: string): PracticeError {
  if (service === "ec2") {
    const message =
      `Request limit exceeded. Account ${world.accountId} has been throttled on ec2:${action} ` +
      `because it exceeded its request rate limit.`;
    return new PracticeError("RequestLimitExceeded", message, 503);
  }
  const code = service === "autoscaling" ? "Throttling" : "ThrottlingException";
  return new PracticeError(code, "Rate exceeded", 400);
}
