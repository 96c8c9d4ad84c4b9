/** The arithmetic of scaling policies: from a capacity to the one that an adjustment asks for. */
import { assertNever } from "../../../../../shared/assert-never.ts";

export type AdjustmentTypeName = "ChangeInCapacity" | "ExactCapacity" | "PercentChangeInCapacity";

export interface Adjustment {
  readonly type: AdjustmentTypeName;
  readonly amount: number;
  /** The least change of PercentChangeInCapacity, in servers. */
  readonly least: number | null;
}

export function adjusted(capacity: number, { type, amount, least }: Adjustment): number {
  switch (type) {
    case "ChangeInCapacity":
      return capacity + amount;
    case "ExactCapacity":
      return amount;
    case "PercentChangeInCapacity":
      return capacity + atLeast(roundedChange((capacity * amount) / 100), least ?? 0);
    default:
      return assertNever(type, "type of adjustment");
  }
}

/** Towards zero, but a change of less than one server is a whole one. */
export function roundedChange(change: number): number {
  if (change > 0 && change < 1) return 1;
  if (change < 0 && change > -1) return -1;
  return Math.trunc(change);
}

function atLeast(change: number, least: number): number {
  if (change === 0) return 0;
  return Math.sign(change) * Math.max(Math.abs(change), least);
}

export interface StepState {
  readonly MetricIntervalLowerBound?: number;
  readonly MetricIntervalUpperBound?: number;
  readonly ScalingAdjustment: number;
}

/**
 * The step that a breach of so much falls into. Above the threshold the lower bound is included, below it the upper
 * one is.
 */
export function stepFor(steps: readonly StepState[], breach: number): StepState | null {
  const found = steps.find((step) => {
    const low = step.MetricIntervalLowerBound ?? -Infinity;
    const high = step.MetricIntervalUpperBound ?? Infinity;
    return breach >= 0 && high > 0
      ? breach >= low && breach < high
      : breach > low && breach <= high;
  });
  return found ?? null;
}

/** Servers that bring the metric back to its target, if it falls as servers are added. */
export const trackedCapacity = (capacity: number, value: number, target: number): number =>
  Math.ceil((capacity * value) / target - 1e-9);
