/** ExecutePolicy: a user calls a policy, as an alarm would. */
import type { ExecutePolicyType } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { isCoolingDown } from "../../../world/autoscaling/scaling/cooldown.ts";
import { runPolicy } from "../../../world/autoscaling/scaling/run-policy.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { ScalingPolicyState } from "../../../world/kernel/state/autoscaling.ts";
import type { CallContext } from "../../call-context.ts";
import { findPolicy } from "./put-policy.ts";

export function executePolicy(input: ExecutePolicyType, { world }: CallContext): void {
  const { group, policy } = findPolicy(world, input.AutoScalingGroupName, input.PolicyName ?? "");
  checkCall(input, policy);
  const honoursCooldown = input.HonorCooldown ?? false;
  if (honoursCooldown && isCoolingDown(world, group))
    throw new PracticeError(
      "ScalingActivityInProgress",
      `Scaling activity initiated by policy ${policy.name} is rejected: the group is in its cooldown.`,
    );
  runPolicy(world, group, {
    policy,
    who: `a user request executed policy ${policy.name}`,
    value: input.MetricValue ?? 0,
    threshold: input.BreachThreshold ?? 0,
    isByUser: true,
    honoursCooldown,
  });
}

function checkCall(input: ExecutePolicyType, { type }: ScalingPolicyState): void {
  if (type !== "SimpleScaling" && type !== "StepScaling")
    throw validationError(`Policies of type ${type} can't be executed.`);
  const isStep = type === "StepScaling";
  const given = [input.MetricValue, input.BreachThreshold].filter((each) => each !== undefined);
  if (isStep && given.length < 2)
    throw validationError(
      "MetricValue and BreachThreshold are required for a policy of type StepScaling.",
    );
  if (isStep && input.HonorCooldown)
    throw validationError("HonorCooldown is not supported for a policy of type StepScaling.");
  if (!isStep && given.length > 0)
    throw validationError(
      "MetricValue and BreachThreshold are only supported for a policy of type StepScaling.",
    );
}
