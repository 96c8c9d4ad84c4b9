/** Values that somebody put: gathered by the minute, or by the second where that was asked for; kept for 15 days. */
import type {
  CustomMetricState,
  MetricBucket,
  MetricIdentity,
} from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { joined, metricKey } from "./samples.ts";
import type { Sample } from "./samples.ts";

const KEPT_MS = 15 * 24 * 60 * 60 * 1000;
const MOST_BUCKETS = 25_000;

export interface PutValue {
  readonly metric: MetricIdentity;
  readonly atMs: number;
  readonly resolutionSeconds: number;
  readonly unit: string | null;
  readonly sample: Sample;
}

export function putValue(world: World, value: PutValue): void {
  const metric = metricFor(world, value);
  const widthMs = value.resolutionSeconds * 1000;
  const atMs = Math.floor(value.atMs / widthMs) * widthMs;
  const index = metric.buckets.findLastIndex(([each]) => each <= atMs);
  const known = metric.buckets[index];
  if (known?.[0] === atMs)
    Object.assign(known, toBucket(atMs, joined(toSample(known), value.sample)));
  else metric.buckets.splice(index + 1, 0, toBucket(atMs, value.sample));
  forgetOld(world, metric);
}

function metricFor(world: World, { metric, resolutionSeconds, unit }: PutValue): CustomMetricState {
  const key = metricKey(metric);
  const known = world.state.customMetrics.get(key);
  if (known) return known;
  const fresh: CustomMetricState = { ...metric, resolutionSeconds, unit, buckets: [] };
  world.state.customMetrics.set(key, fresh);
  return fresh;
}

function forgetOld(world: World, metric: CustomMetricState): void {
  const oldestMs = world.nowMs - KEPT_MS;
  const isFull = metric.buckets.length > MOST_BUCKETS;
  if (isFull || (metric.buckets[0]?.[0] ?? Infinity) < oldestMs)
    metric.buckets = metric.buckets.slice(1).filter(([atMs]) => atMs >= oldestMs);
}

const toBucket = (atMs: number, { count, sum, min, max }: Sample): MetricBucket => [
  atMs,
  count,
  sum,
  min,
  max,
];
const toSample = ([, count, sum, min, max]: MetricBucket): Sample => ({ count, sum, min, max });

/** All that was put from one moment to another. */
export function customBetween(
  { buckets }: CustomMetricState,
  fromMs: number,
  toMs: number,
): Sample | null {
  let all: Sample | null = null;
  for (let index = firstFrom(buckets, fromMs); index < buckets.length; index++) {
    const bucket = buckets[index];
    if (!bucket || bucket[0] >= toMs) break;
    all = joined(all, toSample(bucket));
  }
  return all;
}

function firstFrom(buckets: readonly MetricBucket[], fromMs: number): number {
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((buckets[middle]?.[0] ?? Infinity) < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
