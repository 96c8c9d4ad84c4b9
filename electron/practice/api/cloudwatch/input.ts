/** CloudWatch's refusals, and small conversions of its inputs. */
import type { Dimension } from "@aws-sdk/client-cloudwatch";
import { sorted } from "../../world/cloudwatch/metrics/samples.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { DimensionState, MetricIdentity } from "../../world/kernel/state/cloudwatch.ts";

export const invalidValue = (message: string) =>
  new PracticeError("InvalidParameterValue", message);
export const invalidCombination = (message: string) =>
  new PracticeError("InvalidParameterCombination", message);
export const validation = (message: string) => new PracticeError("ValidationError", message);
export const missing = (name: string) =>
  new PracticeError("MissingParameter", `The parameter ${name} is required.`);

/** The shape of each fault by its code, as AWS's model has them. */
export const FAULT_SHAPES: Readonly<Record<string, string>> = {
  InvalidParameterValue: "InvalidParameterValueException",
  InvalidParameterCombination: "InvalidParameterCombinationException",
  MissingParameter: "MissingRequiredParameterException",
  LimitExceeded: "LimitExceededFault",
  InvalidFormat: "InvalidFormatFault",
  InternalServiceError: "InternalServiceFault",
  ResourceNotFound: "ResourceNotFound",
  ResourceNotFoundException: "ResourceNotFoundException",
  InvalidNextToken: "InvalidNextToken",
};

const MOST_DIMENSIONS = 30;

export function toDimensions(input: readonly Dimension[] | undefined): readonly DimensionState[] {
  const dimensions = (input ?? []).map(({ Name = "", Value = "" }) => ({
    name: Name,
    value: Value,
  }));
  if (dimensions.length > MOST_DIMENSIONS)
    throw invalidValue(
      `The collection Dimensions must not have a size greater than ${MOST_DIMENSIONS}.`,
    );
  return sorted(dimensions);
}

export const fromDimensions = (dimensions: readonly DimensionState[]): Dimension[] =>
  dimensions.map(({ name, value }) => ({ Name: name, Value: value }));

interface MetricInput {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: Dimension[] | undefined;
}

export const toMetric = ({ Namespace, MetricName, Dimensions }: MetricInput): MetricIdentity => ({
  namespace: Namespace ?? "",
  name: MetricName ?? "",
  dimensions: toDimensions(Dimensions),
});

/** 1, 5, 10, 20, 30 seconds, or whole minutes. */
export function checkedPeriod(seconds: number | undefined, name = "Period"): number {
  if (seconds === undefined) throw missing(name);
  const isShort = [1, 5, 10, 20, 30].includes(seconds);
  if (isShort || (seconds > 0 && seconds % 60 === 0)) return seconds;
  throw validation(`${name} must be 10, 20, 30 or a multiple of 60`);
}
