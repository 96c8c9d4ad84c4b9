/** Every metric that has a value now: of the groups, of running servers, of target groups, and what was put. */
import type { MetricIdentity } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { balancerMetricsOf } from "./balancer-metrics.ts";
import { groupMetricsOf } from "./group-metrics.ts";
import { SERVER_METRICS } from "./server-metrics.ts";

export function* allMetrics(world: World): Iterable<MetricIdentity> {
  const { groups, instances, targetGroups, loadBalancers, customMetrics } = world.state;
  for (const group of groups.values()) {
    yield* groupMetricsOf(group);
    yield* serverMetrics("AutoScalingGroupName", group.name);
  }
  for (const { id, state } of instances.values())
    if (state === "running") yield* serverMetrics("InstanceId", id);
  for (const group of targetGroups.values())
    yield* balancerMetricsOf(loadBalancers.get(group.loadBalancerArns[0] ?? ""), group);
  for (const { namespace, name, dimensions } of customMetrics.values())
    yield { namespace, name, dimensions };
}

const serverMetrics = (name: string, value: string): readonly MetricIdentity[] =>
  SERVER_METRICS.map((metric) => ({
    namespace: "AWS/EC2",
    name: metric,
    dimensions: [{ name, value }],
  }));
