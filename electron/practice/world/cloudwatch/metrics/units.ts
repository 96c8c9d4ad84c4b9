/** The unit of each metric. */
import type { MetricIdentity } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { metricKey } from "./samples.ts";

const UNITS: Readonly<Record<string, string>> = {
  CPUUtilization: "Percent",
  NetworkIn: "Bytes",
  NetworkOut: "Bytes",
  StatusCheckFailed: "Count",
  StatusCheckFailed_Instance: "Count",
  StatusCheckFailed_System: "Count",
  HealthyHostCount: "Count",
  UnHealthyHostCount: "Count",
  RequestCount: "Count",
  RequestCountPerTarget: "Count",
};

export function unitOf(world: World, metric: MetricIdentity): string {
  const custom = world.state.customMetrics.get(metricKey(metric));
  return custom ? (custom.unit ?? "None") : (UNITS[metric.name] ?? "None");
}
