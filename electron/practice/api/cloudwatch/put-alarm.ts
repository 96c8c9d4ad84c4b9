/** PutMetricAlarm: a whole new configuration each time; the state of an alarm that is there stays. */
import type { PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import { installAlarm } from "../../world/cloudwatch/alarms/install-alarm.ts";
import type { AlarmConfiguration } from "../../world/cloudwatch/alarms/install-alarm.ts";
import { isStatistic } from "../../world/cloudwatch/metrics/samples.ts";
import type { Json } from "../../world/kernel/json.ts";
import type {
  AlarmState,
  ComparisonName,
  MetricStatState,
  MissingDataName,
} from "../../world/kernel/state/cloudwatch.ts";
import type { CallContext } from "../call-context.ts";
import { checkedPeriod, invalidCombination, missing, toMetric, validation } from "./input.ts";

type Input = PutMetricAlarmInput;

export function putMetricAlarm(input: Input, { world }: CallContext): void {
  const tags = (input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const);
  installAlarm(world, configuration(input), Object.fromEntries(tags));
}

function configuration(input: Input): AlarmConfiguration {
  const periods = input.EvaluationPeriods;
  if (periods === undefined) throw missing("EvaluationPeriods");
  const toAlarm = input.DatapointsToAlarm ?? null;
  if (periods < 1 || (toAlarm !== null && (toAlarm < 1 || toAlarm > periods)))
    throw validation("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
  if (input.Threshold === undefined) throw missing("Threshold");
  const { stat, queries } = measured(input);
  checkLength(stat, periods);
  return {
    name: input.AlarmName ?? "",
    description: input.AlarmDescription ?? null,
    actionsEnabled: input.ActionsEnabled ?? true,
    okActions: input.OKActions ?? [],
    alarmActions: input.AlarmActions ?? [],
    insufficientDataActions: input.InsufficientDataActions ?? [],
    stat,
    queries,
    evaluationPeriods: periods,
    datapointsToAlarm: toAlarm,
    threshold: input.Threshold,
    comparison: comparisonOf(input.ComparisonOperator),
    treatMissing: treatmentOf(input.TreatMissingData),
  };
}

const DAY_SECONDS = 86_400;

function checkLength(stat: MetricStatState | null, periods: number): void {
  if (!stat || stat.periodSeconds * periods <= (stat.periodSeconds < 3600 ? 1 : 7) * DAY_SECONDS)
    return;
  throw validation(
    "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)." +
      " For a period of an hour or more it is seven days.",
  );
}

/** Either a metric, or a list of queries of which exactly one is a metric and none is mathematics. */
function measured(input: Input): Pick<AlarmState, "stat" | "queries"> {
  if (!input.Metrics?.length) return { stat: plainStat(input), queries: null };
  if (input.MetricName !== undefined)
    throw invalidCombination("MetricName and Metrics list cannot both be specified.");
  const queries = JSON.parse(JSON.stringify(input.Metrics)) as Json[];
  const [only] = input.Metrics;
  const metricStat = input.Metrics.length === 1 ? only?.MetricStat : undefined;
  if (!metricStat?.Metric) return { stat: null, queries };
  const { Period, Stat, Unit, Metric } = metricStat;
  const statistic = checkedStatistic(Stat);
  const periodSeconds = checkedPeriod(Period);
  return { stat: { ...toMetric(Metric), statistic, periodSeconds, unit: Unit ?? null }, queries };
}

function plainStat(input: Input): MetricStatState {
  if (input.MetricName === undefined || input.Namespace === undefined)
    throw validation("Exactly one of MetricName and Metrics must be specified, with a Namespace.");
  if (input.ExtendedStatistic !== undefined)
    throw validation("The practice cloud does not simulate percentile statistics.");
  return {
    ...toMetric(input),
    statistic: checkedStatistic(input.Statistic),
    periodSeconds: checkedPeriod(input.Period),
    unit: input.Unit ?? null,
  };
}

function checkedStatistic(name: string | undefined): string {
  if (name === undefined) throw missing("Statistic");
  if (isStatistic(name)) return name;
  throw validation(`The practice cloud does not simulate the statistic ${name}.`);
}

const COMPARISONS: readonly ComparisonName[] = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
];

function comparisonOf(name: string | undefined): ComparisonName {
  const found = COMPARISONS.find((each) => each === name);
  if (found) return found;
  throw validation(`The practice cloud does not simulate the comparison ${name ?? "(none)"}.`);
}

const TREATMENTS: readonly MissingDataName[] = ["breaching", "notBreaching", "ignore", "missing"];

function treatmentOf(name: string | undefined): MissingDataName | null {
  if (name === undefined) return null;
  const found = TREATMENTS.find((each) => each === name);
  if (found) return found;
  throw validation(`Option ${name} is not supported for TreatMissingData.`);
}
