/** An alarm on a metric of a group wants the group's history from now on. */
import type { MetricIdentity } from "../kernel/state/cloudwatch.ts";
import type { World } from "../kernel/world.ts";
import { fitLoad } from "./load.ts";
import { watchCapacity } from "./metrics/capacity-log.ts";
import { dimensionOf } from "./metrics/samples.ts";

export function watchMetric(world: World, metric: MetricIdentity): void {
  for (const group of watchedGroups(world, metric)) {
    watchCapacity(world, group);
    fitLoad(world, group);
  }
}

function watchedGroups(world: World, metric: MetricIdentity) {
  const named = world.state.groups.get(dimensionOf(metric, "AutoScalingGroupName") ?? "");
  const label = dimensionOf(metric, "TargetGroup");
  if (named || label === undefined) return named ? [named] : [];
  return [...world.state.groups.values()].filter(({ trafficSources }) =>
    trafficSources.some(({ identifier }) => identifier.endsWith(`:${label}`)),
  );
}
