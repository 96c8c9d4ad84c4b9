/** What every step of a fleet's plan needs to know to describe itself. */
import { targetGroupsOf } from "../../fleet/expected-time.ts";
import type { TargetGroupFact } from "../../model/facts.ts";
import type { TargetGroupArn } from "../../model/ids.ts";
import { countWords } from "../../words/counts.ts";
import type { FleetPolicy } from "../../rules/fleet-policy.ts";
import type { PlanInput } from "../plan-input.ts";

export interface StepContext {
  readonly fleetName: string;
  readonly policy: FleetPolicy;
  /** The traffic of the fleet. */
  readonly arns: readonly TargetGroupArn[];
  readonly targets: readonly (TargetGroupFact | null)[];
  readonly floor: number;
}

export function stepContext(
  input: PlanInput,
  arns: readonly TargetGroupArn[],
  floor: number,
): StepContext {
  const targets = targetGroupsOf(arns, input.facts);
  return { fleetName: input.fleet.name, policy: input.policy, arns, targets, floor };
}

/** Where a server has to be healthy to count. */
export function placeOfHealth({ targets }: StepContext): string {
  if (targets.length === 0) return "by the group's own health check";
  return `at ${countWords(targets.length, "target group")}`;
}

export const free = { medianMs: 0, worstMs: 0 };
