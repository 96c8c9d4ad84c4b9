/** What a metric was in a stretch of time: the four numbers that every simple statistic comes from. */
import type { DimensionState, MetricIdentity } from "../../kernel/state/cloudwatch.ts";

export interface Sample {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

export const single = (value: number): Sample => ({ count: 1, sum: value, min: value, max: value });

/** The same value of so many sources, a little apart from each other. */
export function spread(value: number, count: number, share: number): Sample {
  const [min, max] = count > 1 ? [value * (1 - share), value * (1 + share)] : [value, value];
  return { count, sum: value * count, min, max };
}

export function joined(a: Sample | null, b: Sample): Sample {
  if (!a) return b;
  const { min, max } = Math;
  return {
    count: a.count + b.count,
    sum: a.sum + b.sum,
    min: min(a.min, b.min),
    max: max(a.max, b.max),
  };
}

export const STATISTICS = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"] as const;
export type StatisticName = (typeof STATISTICS)[number];

export const isStatistic = (name: string): name is StatisticName =>
  (STATISTICS as readonly string[]).includes(name);

export function statisticOf(sample: Sample, name: StatisticName): number {
  switch (name) {
    case "SampleCount":
      return sample.count;
    case "Average":
      return sample.sum / sample.count;
    case "Sum":
      return sample.sum;
    case "Minimum":
      return sample.min;
    case "Maximum":
      return sample.max;
  }
}

export const sorted = (dimensions: readonly DimensionState[]): readonly DimensionState[] =>
  dimensions.toSorted((a, b) => (a.name < b.name ? -1 : 1));

export const metricKey = ({ namespace, name, dimensions }: MetricIdentity): string =>
  JSON.stringify([namespace, name, ...dimensions.map((each) => [each.name, each.value])]);

export const isSameMetric = (a: MetricIdentity, b: MetricIdentity): boolean =>
  metricKey(a) === metricKey(b);

/** The value of a dimension; undefined if the metric has not got it. */
export const dimensionOf = ({ dimensions }: MetricIdentity, name: string): string | undefined =>
  dimensions.find((each) => each.name === name)?.value;

/** In [0, 1): the same for the same words. A metric wavers without drawing on the world's chance. */
export function waver(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of words.join("|")) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}
