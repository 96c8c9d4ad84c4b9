/** What AWS refuses of a scaling policy. */
import type { PutScalingPolicyType, StepAdjustment } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../../world/autoscaling/groups.ts";

type Input = PutScalingPolicyType;

export function checkPolicy(input: Input, type: string): void {
  switch (type) {
    case "SimpleScaling":
      return checkSimple(input);
    case "StepScaling":
      return checkStep(input);
    case "TargetTrackingScaling":
      return checkTracking(input);
    case "PredictiveScaling":
      return checkPredictive(input);
    default:
      throw validationError(`Policy type ${type} is not supported.`);
  }
}

const ADJUSTMENTS = ["ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"];

function checkAdjustment({ AdjustmentType: type, MinAdjustmentMagnitude: least }: Input): void {
  if (type === undefined || !ADJUSTMENTS.includes(type))
    throw validationError(`AdjustmentType must be one of ${ADJUSTMENTS.join(", ")}.`);
  if (least !== undefined && type !== "PercentChangeInCapacity")
    throw validationError(
      "MinAdjustmentMagnitude is only supported with AdjustmentType PercentChangeInCapacity.",
    );
}

function checkSimple(input: Input): void {
  checkAdjustment(input);
  if (input.ScalingAdjustment === undefined)
    throw validationError("ScalingAdjustment is required for policy type SimpleScaling.");
  refuseWith(input, "SimpleScaling", ["StepAdjustments", "EstimatedInstanceWarmup"]);
}

function checkStep(input: Input): void {
  checkAdjustment(input);
  if (!input.StepAdjustments?.length)
    throw validationError("StepAdjustments are required for policy type StepScaling.");
  refuseWith(input, "StepScaling", ["ScalingAdjustment", "Cooldown"]);
  checkSteps(input.StepAdjustments);
}

/** No gap, no overlap, and an end that is open at most once at each side. */
function checkSteps(steps: readonly StepAdjustment[]): void {
  const ranges = steps
    .map((step) => ({
      low: step.MetricIntervalLowerBound ?? -Infinity,
      high: step.MetricIntervalUpperBound ?? Infinity,
    }))
    .toSorted((a, b) => a.low - b.low);
  for (const [index, { low, high }] of ranges.entries()) {
    if (low >= high)
      throw validationError("A step's lower bound must be less than its upper bound.");
    const next = ranges[index + 1];
    if (next && next.low !== high)
      throw validationError("StepAdjustments must not overlap or have gaps between them.");
  }
}

function checkTracking(input: Input): void {
  const tracking = input.TargetTrackingConfiguration;
  if (!tracking)
    throw validationError(
      "TargetTrackingConfiguration is required for policy type TargetTrackingScaling.",
    );
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: custom } =
    tracking;
  if ((predefined === undefined) === (custom === undefined))
    throw validationError("Exactly one metric specification must be provided.");
  if (predefined?.PredefinedMetricType === "ALBRequestCountPerTarget" && !predefined.ResourceLabel)
    throw validationError("ResourceLabel is required for ALBRequestCountPerTarget.");
  refuseWith(input, "TargetTrackingScaling", [
    "AdjustmentType",
    "ScalingAdjustment",
    "StepAdjustments",
    "Cooldown",
    "MinAdjustmentMagnitude",
  ]);
}

function checkPredictive(input: Input): void {
  if (input.PredictiveScalingConfiguration) return;
  throw validationError(
    "PredictiveScalingConfiguration is required for policy type PredictiveScaling.",
  );
}

function refuseWith(input: Input, type: string, names: readonly (keyof Input)[]): void {
  const found = names.find((name) => input[name] !== undefined);
  if (found === undefined) return;
  throw validationError(`${found} is not supported for policy type ${type}.`);
}
