/** Target groups as AWS shows them. */
import type {
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput,
  TargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { findTargetGroup } from "../../../world/elb/elb-lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { TargetGroupState } from "../../../world/kernel/state/elb.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";

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

export function toTargetGroup(group: TargetGroupState): TargetGroup {
  const { healthCheck: check } = group;
  const isHttp = group.protocol.startsWith("HTTP");
  const asksPath = check.protocol.startsWith("HTTP");
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: group.protocol as NonNullable<TargetGroup["Protocol"]>,
    ...(isHttp ? { ProtocolVersion: group.protocolVersion ?? "HTTP1" } : {}),
    Port: group.port,
    VpcId: group.vpcId,
    TargetType: group.targetType,
    IpAddressType: "ipv4",
    HealthCheckProtocol: check.protocol as NonNullable<TargetGroup["HealthCheckProtocol"]>,
    HealthCheckPort: check.port,
    HealthCheckEnabled: true,
    ...(asksPath ? { HealthCheckPath: check.path } : {}),
    HealthCheckIntervalSeconds: check.intervalSeconds,
    HealthCheckTimeoutSeconds: check.timeoutSeconds,
    HealthyThresholdCount: check.healthyThreshold,
    UnhealthyThresholdCount: check.unhealthyThreshold,
    ...(asksPath ? { Matcher: { HttpCode: check.matcher } } : {}),
    LoadBalancerArns: group.loadBalancerArns,
  };
}
