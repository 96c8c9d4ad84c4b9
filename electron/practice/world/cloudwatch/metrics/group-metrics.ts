/** AWS/AutoScaling: what a group reports of itself once its metrics collection is on. */
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { CapacityRow, MetricIdentity } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { rowAt } from "./capacity-log.ts";
import { dimensionOf, single } from "./samples.ts";
import type { Sampler } from "./sampler.ts";

type Count = (row: CapacityRow) => number;

const live: Count = ([, , , , inService, pending, standby, terminating]) =>
  inService + pending + standby + terminating;
const warm: Count = (row) => row[9] + row[10] + row[11];

/** AWS counts instances and units of capacity apart; without weights both are the same. */
const both = (name: string, count: Count) =>
  ["Instances", "Capacity"].map((unit) => [`${name}${unit}`, count] as const);

const COUNTS: ReadonlyMap<string, Count> = new Map([
  ["GroupMinSize", (row) => row[1]],
  ["GroupMaxSize", (row) => row[2]],
  ["GroupDesiredCapacity", (row) => row[3]],
  ...both("GroupInService", (row) => row[4]),
  ...both("GroupPending", (row) => row[5]),
  ...both("GroupStandby", (row) => row[6]),
  ...both("GroupTerminating", (row) => row[7]),
  ...both("GroupTotal", live),
  ["WarmPoolDesiredCapacity", (row) => row[8]],
  ["WarmPoolWarmedCapacity", (row) => row[9]],
  ["WarmPoolPendingCapacity", (row) => row[10]],
  ["WarmPoolTerminatingCapacity", (row) => row[11]],
  ["WarmPoolTotalCapacity", warm],
  ["GroupAndWarmPoolDesiredCapacity", (row) => row[3] + row[8]],
  ["GroupAndWarmPoolTotalCapacity", (row) => live(row) + warm(row)],
]);

export function groupSampler(world: World, metric: MetricIdentity): Sampler | null {
  const group = world.state.groups.get(dimensionOf(metric, "AutoScalingGroupName") ?? "");
  const count = COUNTS.get(metric.name);
  const log = group && world.state.capacityLogs.get(group.name);
  if (!group?.enabledMetrics.includes(metric.name) || !count || !log) return null;
  const sinceMs = log.rows[0]?.[0] ?? Infinity;
  return (atMs) => {
    const row = atMs + 60_000 > sinceMs ? rowAt(log, atMs) : null;
    return row && single(count(row));
  };
}

export const groupMetricsOf = (group: GroupState): readonly MetricIdentity[] =>
  group.enabledMetrics.map((name) => ({
    namespace: "AWS/AutoScaling",
    name,
    dimensions: [{ name: "AutoScalingGroupName", value: group.name }],
  }));
