/**
 * AWS/ApplicationELB: healthy and unhealthy targets, and requests. Targets remember when they changed, which is
 * all the history there is: one that has gone since is not counted for the time before.
 */
import { loadAt } from "../load.ts";
import type { MetricIdentity } from "../../kernel/state/cloudwatch.ts";
import type { LoadBalancerState, TargetGroupState, TargetState } from "../../kernel/state/elb.ts";
import type { World } from "../../kernel/world.ts";
import { dimensionOf, single } from "./samples.ts";
import type { Sampler } from "./sampler.ts";

/** What one server does in a minute when it is busy all the time. */
const REQUESTS_AT_FULL = 6000;

type Measure = (world: World, group: TargetGroupState, atMs: number) => number | null;

const MEASURES: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ["HealthyHostCount", (_, group, atMs) => hosts(group, atMs, isHealthyAt)],
  ["UnHealthyHostCount", (_, group, atMs) => hosts(group, atMs, isUnhealthyAt)],
  ["RequestCount", requests],
  ["RequestCountPerTarget", perTarget],
]);

export const BALANCER_METRICS: readonly string[] = [...MEASURES.keys()];

export function balancerSampler(world: World, metric: MetricIdentity): Sampler | null {
  const group = targetGroupNamed(world, dimensionOf(metric, "TargetGroup"));
  const measure = MEASURES.get(metric.name);
  if (!group || !measure || !isBehind(group, dimensionOf(metric, "LoadBalancer"))) return null;
  return (atMs) => {
    const value = measure(world, group, atMs);
    return value === null ? null : single(value);
  };
}

/** As the dimension has it: `targetgroup/shop/0123456789abcdef`. */
const labelOf = (arn: string) => arn.slice(arn.indexOf(":targetgroup/") + 1);
const balancerLabel = (arn: string) => arn.slice(arn.indexOf(":loadbalancer/") + 14);

function targetGroupNamed(world: World, label: string | undefined): TargetGroupState | undefined {
  if (label === undefined) return undefined;
  return [...world.state.targetGroups.values()].find(({ arn }) => arn.endsWith(`:${label}`));
}

function isBehind(group: TargetGroupState, label: string | undefined): boolean {
  if (label === undefined) return true;
  return group.loadBalancerArns.some((arn) => balancerLabel(arn) === label);
}

const hosts = (
  group: TargetGroupState,
  atMs: number,
  isMeant: (target: TargetState, atMs: number) => boolean,
) => Object.values(group.targets).filter((target) => isMeant(target, atMs)).length;

/** A target that is ill or drains now was healthy until then; one that is healthy was not before. */
function isHealthyAt({ state, changedAtMs, registeredAtMs }: TargetState, atMs: number): boolean {
  if (state === "healthy") return changedAtMs <= atMs;
  const wasHealthy = state === "draining" || state.startsWith("unhealthy");
  return wasHealthy && registeredAtMs < changedAtMs && registeredAtMs <= atMs && atMs < changedAtMs;
}

const isUnhealthyAt = ({ state, changedAtMs }: TargetState, atMs: number) =>
  state.startsWith("unhealthy") && changedAtMs <= atMs;

/** The load of the groups that are attached to it. */
function requests(world: World, { arn }: TargetGroupState, atMs: number): number {
  let servers = 0;
  for (const group of world.state.groups.values()) {
    const isAttached = group.trafficSources.some((source) => source.identifier === arn);
    if (isAttached) servers += loadAt(world, group, atMs);
  }
  return Math.round(servers * REQUESTS_AT_FULL);
}

function perTarget(world: World, group: TargetGroupState, atMs: number): number | null {
  const healthy = hosts(group, atMs, isHealthyAt);
  return healthy === 0 ? null : requests(world, group, atMs) / healthy;
}

export function balancerMetricsOf(
  balancer: LoadBalancerState | undefined,
  { arn }: TargetGroupState,
): readonly MetricIdentity[] {
  const target = { name: "TargetGroup", value: labelOf(arn) };
  const before = balancer ? [{ name: "LoadBalancer", value: balancerLabel(balancer.arn) }] : [];
  const dimensions = [...before, target];
  return BALANCER_METRICS.map((name) => ({ namespace: "AWS/ApplicationELB", name, dimensions }));
}
