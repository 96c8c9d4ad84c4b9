/**
 * The rule by which an alarm decides: so many breaching datapoints out of so many, and what is made of those that are
 * missing. Looks at a few more periods than it needs, as AWS does, so that a gap doesn't hide what is known.
 */
import { assertNever } from "../../../../../shared/assert-never.ts";
import type { AlarmState, AlarmStateValue, ComparisonName } from "../../kernel/state/cloudwatch.ts";

/** Of the oldest period first; null: no data. */
export type Datapoint = { readonly atMs: number; readonly value: number } | null;

/** Periods beyond the evaluation periods that are looked at. */
export const EXTRA_PERIODS = 2;

export interface Verdict {
  /** Null: it stays as it is. */
  readonly state: AlarmStateValue | null;
  readonly decidedBy: readonly NonNullable<Datapoint>[];
  readonly missing: number;
}

export function judge(alarm: AlarmState, points: readonly Datapoint[]): Verdict {
  const needed = alarm.evaluationPeriods;
  const toAlarm = alarm.datapointsToAlarm ?? needed;
  const real = points.filter((point) => point !== null).slice(-needed);
  const missing = needed - real.length;
  const isBad = ({ value }: NonNullable<Datapoint>) => breaches(alarm, value);
  const bad = real.filter(isBad);
  const verdict = (state: AlarmStateValue | null): Verdict => ({ state, decidedBy: real, missing });
  if (bad.length >= toAlarm) return verdict("ALARM");
  if (missing === 0) return verdict("OK");
  const treatment = alarm.treatMissing ?? "missing";
  switch (treatment) {
    case "breaching":
      return verdict(bad.length + missing >= toAlarm ? "ALARM" : "OK");
    case "notBreaching":
      return verdict("OK");
    case "ignore":
      return verdict(bad.length < real.length ? "OK" : null);
    case "missing":
      if (real.length === 0) return verdict("INSUFFICIENT_DATA");
      if (bad.length < real.length) return verdict("OK");
      return verdict(isOldEnough(points, isBad, toAlarm) ? "ALARM" : null);
    default:
      return assertNever(treatment, "treatment of missing data");
  }
}

/** All that is known is breaching: an alarm only if the oldest of it is not too young. */
function isOldEnough(
  points: readonly Datapoint[],
  isBad: (point: NonNullable<Datapoint>) => boolean,
  toAlarm: number,
): boolean {
  const oldest = points.findIndex((point) => point !== null && isBad(point));
  return oldest !== -1 && points.length - oldest >= toAlarm;
}

export function breaches(
  { comparison, threshold }: { readonly comparison: ComparisonName; readonly threshold: number },
  value: number,
): boolean {
  switch (comparison) {
    case "GreaterThanOrEqualToThreshold":
      return value >= threshold;
    case "GreaterThanThreshold":
      return value > threshold;
    case "LessThanThreshold":
      return value < threshold;
    case "LessThanOrEqualToThreshold":
      return value <= threshold;
    default:
      return assertNever(comparison, "comparison of an alarm");
  }
}
