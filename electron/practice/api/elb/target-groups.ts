/** Target groups, their attributes and the health of their targets. */
import type {
  DeregisterTargetsInput,
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput,
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput,
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  RegisterTargetsInput,
  TargetDescription,
  TargetGroup,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { findTargetGroup } from "../../world/elb/elb-lookups.ts";
import { deregisterTarget, isUsed, registerTarget } from "../../world/elb/targets.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { TargetGroupState, TargetState } from "../../world/kernel/state-elb.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";

export function describeTargetGroups(
  input: DescribeTargetGroupsInput,
  { world }: CallContext,
): DescribeTargetGroupsOutput {
  const wanted = chosenGroups(world, input);
  const { items, nextToken } = pageOf(wanted, (group) => group.arn, {
    token: input.Marker,
    size: input.PageSize,
    defaultSize: 400,
    maxSize: 400,
  });
  return { TargetGroups: items.map(toTargetGroup), NextMarker: nextToken };
}

function chosenGroups(world: World, input: DescribeTargetGroupsInput): readonly TargetGroupState[] {
  if (input.TargetGroupArns?.length)
    return input.TargetGroupArns.map((arn) => findTargetGroup(world, arn));
  const all = [...world.state.targetGroups.values()];
  if (input.Names?.length) return input.Names.map((name) => named(all, name));
  const { LoadBalancerArn: balancer } = input;
  return balancer === undefined
    ? all
    : all.filter((group) => group.loadBalancerArns.includes(balancer));
}

function named(groups: readonly TargetGroupState[], name: string): TargetGroupState {
  const found = groups.find((group) => group.name === name);
  if (found) return found;
  throw new PracticeError("TargetGroupNotFound", "One or more target groups not found");
}

function toTargetGroup(group: TargetGroupState): TargetGroup {
  const { healthCheck: check } = group;
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: group.protocol as NonNullable<TargetGroup["Protocol"]>,
    ProtocolVersion: "HTTP1",
    Port: group.port,
    VpcId: group.vpcId,
    TargetType: group.targetType,
    IpAddressType: "ipv4",
    HealthCheckProtocol: check.protocol as NonNullable<TargetGroup["HealthCheckProtocol"]>,
    HealthCheckPort: check.port,
    HealthCheckEnabled: true,
    HealthCheckPath: check.path,
    HealthCheckIntervalSeconds: check.intervalSeconds,
    HealthCheckTimeoutSeconds: check.timeoutSeconds,
    HealthyThresholdCount: check.healthyThreshold,
    UnhealthyThresholdCount: check.unhealthyThreshold,
    Matcher: { HttpCode: check.matcher },
    LoadBalancerArns: group.loadBalancerArns,
  };
}

export function describeTargetGroupAttributes(
  input: DescribeTargetGroupAttributesInput,
  { world }: CallContext,
): DescribeTargetGroupAttributesOutput {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  const attributes: Record<string, string> = {
    ...group.attributes,
    "deregistration_delay.timeout_seconds": String(group.deregistrationDelaySeconds),
  };
  return { Attributes: Object.entries(attributes).map(([Key, Value]) => ({ Key, Value })) };
}

export function describeTargetHealth(
  input: DescribeTargetHealthInput,
  { world }: CallContext,
): DescribeTargetHealthOutput {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  const wanted = input.Targets?.length
    ? input.Targets.map((target) => healthOfWanted(group, target))
    : Object.values(group.targets).map((target) => toHealth(group, target));
  return { TargetHealthDescriptions: wanted };
}

function healthOfWanted(
  group: TargetGroupState,
  { Id = "", Port }: TargetDescription,
): TargetHealthDescription {
  const target = group.targets[Id];
  if (target) return toHealth(group, target);
  return {
    Target: { Id, Port: Port ?? group.port },
    HealthCheckPort: String(group.port),
    TargetHealth: {
      State: "unused",
      Reason: isUsed(group) ? "Target.NotRegistered" : "Target.NotInUse",
      Description: "Target is not registered to the target group",
    },
  };
}

function toHealth(group: TargetGroupState, target: TargetState): TargetHealthDescription {
  const { check, health } = { check: group.healthCheck, health: target };
  return {
    Target: { Id: target.instanceId, Port: target.port },
    HealthCheckPort: check.port === "traffic-port" ? String(target.port) : check.port,
    TargetHealth: {
      State: health.state,
      Reason: (health.reason ?? undefined) as NonNullable<
        TargetHealthDescription["TargetHealth"]
      >["Reason"],
      Description: health.description ?? undefined,
    },
  };
}

export function registerTargets(input: RegisterTargetsInput, { world }: CallContext): object {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  const ids = (input.Targets ?? []).map(({ Id = "" }) => Id);
  for (const id of ids) mustRun(world, id);
  for (const id of ids) registerTarget(world, group, id);
  return {};
}

function mustRun(world: World, id: string): void {
  const state = world.state.instances.get(id)?.state;
  if (state === undefined)
    throw invalidTarget(`The following targets are not valid instances: '${id}'`);
  if (state !== "running") {
    throw invalidTarget(
      `The following targets are not in a running state and cannot be registered: '${id}'`,
    );
  }
}

const invalidTarget = (message: string) => new PracticeError("InvalidTarget", message);

export function deregisterTargets(input: DeregisterTargetsInput, { world }: CallContext): object {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  for (const { Id = "" } of input.Targets ?? []) deregisterTarget(world, group, Id);
  return {};
}
