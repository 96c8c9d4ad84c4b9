/** Reading any metric, in periods. Nothing is stored of what the region itself measures: it is worked out when asked. */
import type { MetricIdentity } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { balancerSampler } from "./balancer-metrics.ts";
import { customBetween } from "./custom-metrics.ts";
import { groupSampler } from "./group-metrics.ts";
import { joined, metricKey } from "./samples.ts";
import type { Sample } from "./samples.ts";
import { MINUTE_MS } from "./sampler.ts";
import type { Sampler } from "./sampler.ts";
import { serverSampler } from "./server-metrics.ts";

/** What was measured from one moment to another; null: nothing. */
export type Reader = (fromMs: number, toMs: number) => Sample | null;

const NOTHING: Reader = () => null;

export function readerOf(world: World, metric: MetricIdentity): Reader {
  const custom = world.state.customMetrics.get(metricKey(metric));
  if (custom) return (fromMs, toMs) => customBetween(custom, fromMs, toMs);
  const sampler = samplerOf(world, metric);
  return sampler ? minutesOf(world, sampler) : NOTHING;
}

function samplerOf(world: World, metric: MetricIdentity): Sampler | null {
  switch (metric.namespace) {
    case "AWS/AutoScaling":
      return groupSampler(world, metric);
    case "AWS/EC2":
      return serverSampler(world, metric);
    case "AWS/ApplicationELB":
      return balancerSampler(world, metric);
    default:
      return null;
  }
}

/** A minute is told when it is over. */
function minutesOf(world: World, sampler: Sampler): Reader {
  return (fromMs, toMs) => {
    let all: Sample | null = null;
    const lastMs = Math.min(toMs, world.nowMs + 1) - MINUTE_MS;
    for (let atMs = Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS; atMs <= lastMs; atMs += MINUTE_MS) {
      const sample = sampler(atMs);
      if (sample) all = joined(all, sample);
    }
    return all;
  };
}
