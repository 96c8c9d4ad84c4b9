/** AWS/EC2: how busy servers are, one by one and as a group, what they send, and their status checks. */
import { memberOf } from "../../autoscaling/groups.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { MetricIdentity } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { loadAt } from "../load.ts";
import { capacityAt } from "./capacity-log.ts";
import { dimensionOf, single, spread, waver } from "./samples.ts";
import type { Sample } from "./samples.ts";
import { MINUTE_MS } from "./sampler.ts";
import type { Sampler } from "./sampler.ts";

const BETWEEN_SERVERS = 0.04;
const IDLE_PERCENT = 2;
/** A server that is busy all the time sends and gets as much in a minute. */
const BYTES_AT_FULL = 600_000_000;

const BUSY: ReadonlyMap<string, number> = new Map([
  ["CPUUtilization", 1],
  ["NetworkIn", BYTES_AT_FULL / 100],
  ["NetworkOut", (2 * BYTES_AT_FULL) / 100],
]);
const CHECKS = ["StatusCheckFailed", "StatusCheckFailed_Instance", "StatusCheckFailed_System"];

export const SERVER_METRICS: readonly string[] = [...BUSY.keys(), ...CHECKS];

export function serverSampler(world: World, metric: MetricIdentity): Sampler | null {
  const instance = world.state.instances.get(dimensionOf(metric, "InstanceId") ?? "");
  const group = world.state.groups.get(dimensionOf(metric, "AutoScalingGroupName") ?? "");
  const factor = BUSY.get(metric.name);
  if (factor !== undefined && group) return groupBusiness(world, group, factor);
  if (factor !== undefined && instance) return serverBusiness(world, instance, factor);
  if (!CHECKS.includes(metric.name)) return null;
  if (instance) return (atMs) => checkOf(instance, metric.name, atMs);
  return group ? groupChecks(world, group, metric.name) : null;
}

/** Of all that serve together; what can't be carried shows as 100 %. */
const percentAt = (world: World, group: GroupState, atMs: number, serving: number): number =>
  Math.min(100, (100 * loadAt(world, group, atMs)) / serving);

const servingAt = (world: World, group: GroupState, atMs: number): number =>
  capacityAt(world, group, atMs)[4];

function groupBusiness(world: World, group: GroupState, factor: number): Sampler {
  return (atMs) => {
    const serving = servingAt(world, group, atMs);
    if (serving === 0) return null;
    return spread(percentAt(world, group, atMs, serving) * factor, serving, BETWEEN_SERVERS);
  };
}

function serverBusiness(world: World, instance: InstanceState, factor: number): Sampler {
  const group = world.state.groups.get(instance.groupName ?? "");
  const member = group && memberOf(group, instance.id);
  return (atMs) => {
    if (!isRunningAt(instance, atMs)) return null;
    const serves = (member?.inServiceAtMs ?? Infinity) <= atMs;
    const serving = group && serves ? Math.max(1, servingAt(world, group, atMs)) : 0;
    const shared = group && serves ? percentAt(world, group, atMs, serving) : IDLE_PERCENT;
    const own = 1 + BETWEEN_SERVERS * (2 * waver(instance.id, Math.floor(atMs / MINUTE_MS)) - 1);
    return single(Math.min(100, shared * own) * factor);
  };
}

/** Before its present state nothing is known of a server, but that it has run since its launch. */
const isRunningAt = (instance: InstanceState, atMs: number) =>
  atMs >= instance.launchedAtMs &&
  (instance.state === "running" || atMs < instance.stateChangedAtMs);

function checkOf(instance: InstanceState, name: string, atMs: number): Sample | null {
  if (!isRunningAt(instance, atMs)) return null;
  const failed = {
    StatusCheckFailed_Instance: instance.instanceCheck === "impaired",
    StatusCheckFailed_System: instance.systemCheck === "impaired",
  };
  const isFailed =
    name === "StatusCheckFailed"
      ? failed.StatusCheckFailed_Instance || failed.StatusCheckFailed_System
      : failed[name as keyof typeof failed];
  return single(isFailed ? 1 : 0);
}

function groupChecks(world: World, group: GroupState, name: string): Sampler {
  return (atMs) => {
    const checks = group.members.flatMap(({ instanceId }) => {
      const instance = world.state.instances.get(instanceId);
      return (instance && checkOf(instance, name, atMs)) ?? [];
    });
    const failed = checks.reduce((sum, check) => sum + check.sum, 0);
    if (checks.length === 0) return null;
    const [min, max] = [failed === checks.length ? 1 : 0, failed > 0 ? 1 : 0];
    return { count: checks.length, sum: failed, min, max };
  };
}
