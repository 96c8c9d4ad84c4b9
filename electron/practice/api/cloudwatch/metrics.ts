/** ListMetrics and PutMetricData. */
import type {
  DimensionFilter,
  ListMetricsInput,
  ListMetricsOutput,
  MetricDatum,
  PutMetricDataInput,
} from "@aws-sdk/client-cloudwatch";
import { putValue } from "../../world/cloudwatch/metrics/custom-metrics.ts";
import { allMetrics } from "../../world/cloudwatch/metrics/list-metrics.ts";
import { joined, metricKey } from "../../world/cloudwatch/metrics/samples.ts";
import type { Sample } from "../../world/cloudwatch/metrics/samples.ts";
import type { MetricIdentity } from "../../world/kernel/state/cloudwatch.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";
import { fromDimensions, invalidCombination, invalidValue, missing, toMetric } from "./input.ts";

const PAGE = 500;

export function listMetrics(input: ListMetricsInput, { world }: CallContext): ListMetricsOutput {
  const wanted = [...allMetrics(world)].filter((metric) => isWanted(input, metric));
  const wish = { token: input.NextToken, size: undefined, defaultSize: PAGE, maxSize: PAGE };
  const { items, nextToken } = pageOf(wanted, metricKey, wish);
  const Metrics = items.map(({ namespace, name, dimensions }) => ({
    Namespace: namespace,
    MetricName: name,
    Dimensions: fromDimensions(dimensions),
  }));
  return { Metrics, NextToken: nextToken };
}

function isWanted(input: ListMetricsInput, metric: MetricIdentity): boolean {
  if (input.Namespace !== undefined && input.Namespace !== metric.namespace) return false;
  if (input.MetricName !== undefined && input.MetricName !== metric.name) return false;
  return (input.Dimensions ?? []).every((filter) => hasDimension(metric, filter));
}

const hasDimension = ({ dimensions }: MetricIdentity, { Name, Value }: DimensionFilter) =>
  dimensions.some(({ name, value }) => name === Name && (Value === undefined || Value === value));

const TWO_WEEKS_MS = 14 * 24 * 3_600_000;
const TWO_HOURS_MS = 2 * 3_600_000;

export function putMetricData(input: PutMetricDataInput, { world }: CallContext): void {
  const namespace = input.Namespace ?? "";
  if (namespace.startsWith("AWS/"))
    throw invalidValue("The value AWS/ for parameter Namespace is invalid.");
  const values = (input.MetricData ?? []).map((datum) => {
    const atMs = datum.Timestamp?.getTime() ?? world.nowMs;
    if (atMs < world.nowMs - TWO_WEEKS_MS || atMs > world.nowMs + TWO_HOURS_MS)
      throw invalidValue(
        "The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.",
      );
    return {
      metric: toMetric({ Namespace: namespace, ...datum }),
      atMs,
      resolutionSeconds: datum.StorageResolution === 1 ? 1 : 60,
      unit: datum.Unit ?? null,
      sample: sampleOf(datum),
    };
  });
  for (const value of values) putValue(world, value);
}

function sampleOf(datum: MetricDatum): Sample {
  const { Value: value, StatisticValues: set, Values: list, Counts: counts } = datum;
  const given = [value, set, list].filter((each) => each !== undefined);
  if (given.length === 0) throw missing("MetricData.member.1.Value");
  if (given.length > 1)
    throw invalidCombination(
      "The parameters Value, Values and StatisticValues are mutually exclusive.",
    );
  if (value !== undefined) return sampleOfValue(value, 1);
  if (set) {
    const { SampleCount: count = 0, Sum: sum = 0, Minimum: min = 0, Maximum: max = 0 } = set;
    return { count, sum, min, max };
  }
  return sampleOfList(list ?? [], counts);
}

const sampleOfValue = (value: number, count: number): Sample => ({
  count,
  sum: value * count,
  min: value,
  max: value,
});

function sampleOfList(values: readonly number[], counts: readonly number[] | undefined): Sample {
  if (counts && counts.length !== values.length)
    throw invalidValue("The parameters Values and Counts must be of the same size.");
  const samples = values.map((value, index) => sampleOfValue(value, counts?.[index] ?? 1));
  const all = samples.reduce<Sample | null>((sofar, each) => joined(sofar, each), null);
  if (!all) throw missing("MetricData.member.1.Values");
  return all;
}
