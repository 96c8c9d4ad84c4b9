/** GetMetricData and GetMetricStatistics: values in periods that begin at whole periods. */
import type {
  Datapoint,
  GetMetricDataInput,
  GetMetricDataOutput,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
  MetricDataQuery,
  MetricDataResult,
} from "@aws-sdk/client-cloudwatch";
import { readerOf } from "../../world/cloudwatch/metrics/read-metric.ts";
import { isStatistic, statisticOf } from "../../world/cloudwatch/metrics/samples.ts";
import type { Sample, StatisticName } from "../../world/cloudwatch/metrics/samples.ts";
import { unitOf } from "../../world/cloudwatch/metrics/units.ts";
import type { MetricIdentity } from "../../world/kernel/state/cloudwatch.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import {
  checkedPeriod,
  invalidCombination,
  invalidValue,
  missing,
  toMetric,
  validation,
} from "./input.ts";

const MOST_DATAPOINTS = 100_800;
const MOST_STATISTICS = 1440;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly periodSeconds: number;
}

interface Reading {
  readonly atMs: number;
  readonly sample: Sample;
}

/** What was measured in each period of the span; one without values is left out. */
function readingsOf(world: World, metric: MetricIdentity, span: Span): readonly Reading[] {
  const periodMs = span.periodSeconds * 1000;
  const read = readerOf(world, metric);
  const readings: Reading[] = [];
  const lastMs = Math.min(span.toMs, world.nowMs);
  for (let atMs = Math.floor(span.fromMs / periodMs) * periodMs; atMs < lastMs; atMs += periodMs) {
    const sample = read(atMs, atMs + periodMs);
    if (sample) readings.push({ atMs, sample });
  }
  return readings;
}

function checkedSpan(
  start: Date | undefined,
  end: Date | undefined,
  period: number,
  most: number,
): Span {
  if (!start || !end) throw missing("StartTime");
  const [fromMs, toMs] = [start.getTime(), end.getTime()];
  if (fromMs >= toMs)
    throw validation("The parameter StartTime must be less than the parameter EndTime.");
  if ((toMs - fromMs) / (period * 1000) > most)
    throw invalidCombination(
      `You have requested more datapoints than the limit of ${most}. You may reduce the datapoints requested by ` +
        "increasing Period, or decreasing the time range.",
    );
  return { fromMs, toMs, periodSeconds: period };
}

export function getMetricStatistics(
  input: GetMetricStatisticsInput,
  { world }: CallContext,
): GetMetricStatisticsOutput {
  const metric = toMetric(input);
  if (!input.Statistics?.length) throw percentiles(input.ExtendedStatistics);
  const period = checkedPeriod(input.Period);
  const span = checkedSpan(input.StartTime, input.EndTime, period, MOST_STATISTICS);
  const unit = unitOf(world, metric);
  const names = input.Statistics;
  const isMeant = input.Unit === undefined || input.Unit === unit;
  const readings = isMeant ? readingsOf(world, metric, span) : [];
  const Datapoints = readings.map(({ atMs, sample }): Datapoint => ({
    Timestamp: new Date(atMs),
    ...Object.fromEntries(names.map((name) => [name, statisticOf(sample, name)])),
    Unit: unit as NonNullable<Datapoint["Unit"]>,
  }));
  return { Label: metric.name, Datapoints };
}

const percentiles = (names: readonly string[] | undefined) =>
  names?.length
    ? invalidValue("The practice cloud does not simulate percentile statistics.")
    : missing("Statistics");

export function getMetricData(
  input: GetMetricDataInput,
  { world }: CallContext,
): GetMetricDataOutput {
  const queries = input.MetricDataQueries ?? [];
  const results = queries
    .filter(({ ReturnData: isWanted = true }) => isWanted)
    .map((query) => resultOf(world, input, query));
  return { MetricDataResults: results, Messages: [] };
}

function resultOf(
  world: World,
  input: GetMetricDataInput,
  query: MetricDataQuery,
): MetricDataResult {
  const { MetricStat: stat, Id, Label } = query;
  if (!stat?.Metric) throw validation("The practice cloud does not simulate metric math.");
  const metric = toMetric(stat.Metric);
  const period = checkedPeriod(stat.Period);
  const span = checkedSpan(input.StartTime, input.EndTime, period, MOST_DATAPOINTS);
  const statistic = checkedStatistic(stat.Stat);
  const readings = readingsOf(world, metric, span);
  const ordered = input.ScanBy === "TimestampAscending" ? readings : readings.toReversed();
  return {
    Id,
    Label: Label ?? metric.name,
    Timestamps: ordered.map(({ atMs }) => new Date(atMs)),
    Values: ordered.map(({ sample }) => statisticOf(sample, statistic)),
    StatusCode: "Complete",
  };
}

function checkedStatistic(name: string | undefined): StatisticName {
  if (name !== undefined && isStatistic(name)) return name;
  throw validation(`The practice cloud does not simulate the statistic ${name}.`);
}
