/** Which of a group's metrics CloudWatch is given. */
import type {
  DisableMetricsCollectionQuery,
  EnableMetricsCollectionQuery,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import { watchCapacity } from "../../../world/cloudwatch/metrics/capacity-log.ts";
import type { CallContext } from "../../call-context.ts";
import { groupNameOf } from "../input.ts";

const OF = ["Instances", "Capacity"];
const STATES = ["InService", "Pending", "Standby", "Terminating", "Total"];
const WARM = ["Desired", "Warmed", "Pending", "Terminating", "Total"];

export const METRICS: readonly string[] = [
  "GroupMinSize",
  "GroupMaxSize",
  "GroupDesiredCapacity",
  ...OF.flatMap((unit) => STATES.map((state) => `Group${state}${unit}`)),
  ...WARM.map((state) => `WarmPool${state}Capacity`),
  "GroupAndWarmPoolDesiredCapacity",
  "GroupAndWarmPoolTotalCapacity",
];

/** None named means all. */
function metricsOf(names: readonly string[] | undefined): readonly string[] {
  const unknown = names?.find((name) => !METRICS.includes(name));
  if (unknown !== undefined) throw validationError(`Invalid metric: ${unknown}`);
  return names?.length ? names : METRICS;
}

export function enableMetricsCollection(
  input: EnableMetricsCollectionQuery,
  { world }: CallContext,
): void {
  const group = findLivingGroup(world, groupNameOf(input));
  if (input.Granularity !== "1Minute")
    throw validationError("Invalid metric granularity: the only valid value is 1Minute.");
  group.enabledMetrics = [...new Set([...group.enabledMetrics, ...metricsOf(input.Metrics)])];
  watchCapacity(world, group);
}

export function disableMetricsCollection(
  input: DisableMetricsCollectionQuery,
  { world }: CallContext,
): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const ended = metricsOf(input.Metrics);
  group.enabledMetrics = group.enabledMetrics.filter((metric) => !ended.includes(metric));
}
