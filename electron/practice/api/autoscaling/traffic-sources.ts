/** What sends traffic to a group's members: target groups, by either of AWS's two sets of calls. */
import type {
  AttachLoadBalancerTargetGroupsType,
  AttachTrafficSourcesType,
  DescribeLoadBalancerTargetGroupsRequest,
  DescribeLoadBalancerTargetGroupsResponse,
  DescribeTrafficSourcesRequest,
  DescribeTrafficSourcesResponse,
  DetachLoadBalancerTargetGroupsType,
  DetachTrafficSourcesType,
} from "@aws-sdk/client-auto-scaling";
import { findGroup, findLivingGroup } from "../../world/autoscaling/groups.ts";
import { attachSource, detachSource } from "../../world/autoscaling/traffic.ts";
import type { TrafficSourceState } from "../../world/kernel/state/autoscaling.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";
import { checkedSource } from "./groups/create-group.ts";
import { checkBatch, limitExceeded } from "./groups/limits.ts";
import { groupNameOf } from "./input.ts";
import { refuseAttach } from "./refresh/change-refresh.ts";

const AT_ONCE = 10;
const MAX_SOURCES = 50;

type Source = { readonly arn: string; readonly type: string };

const fromArns = (arns: readonly string[] | undefined): Source[] =>
  (arns ?? []).map((arn) => ({ arn, type: "elbv2" }));

const fromSources = (sources: AttachTrafficSourcesType["TrafficSources"]): Source[] =>
  (sources ?? []).map(({ Identifier = "", Type = "elbv2" }) => ({ arn: Identifier, type: Type }));

function attach(world: World, name: string, sources: readonly Source[]): object {
  const group = findLivingGroup(world, name);
  refuseAttach(world, group);
  checkBatch("target groups", sources, AT_ONCE);
  for (const source of sources) checkedSource(world, source);
  const known = group.trafficSources.map(({ identifier }) => identifier);
  if (new Set([...known, ...sources.map(({ arn }) => arn)]).size > MAX_SOURCES)
    throw limitExceeded(`An Auto Scaling group can have at most ${MAX_SOURCES} target groups.`);
  for (const { arn, type } of sources) attachSource(world, group, arn, type);
  return {};
}

function detach(world: World, name: string, sources: readonly Source[]): object {
  const group = findLivingGroup(world, name);
  checkBatch("target groups", sources, AT_ONCE);
  for (const { arn } of sources) detachSource(world, group, arn);
  return {};
}

export const attachTargetGroups = (
  input: AttachLoadBalancerTargetGroupsType,
  { world }: CallContext,
) => attach(world, groupNameOf(input), fromArns(input.TargetGroupARNs));

export const attachTrafficSources = (input: AttachTrafficSourcesType, { world }: CallContext) =>
  attach(world, groupNameOf(input), fromSources(input.TrafficSources));

export const detachTargetGroups = (
  input: DetachLoadBalancerTargetGroupsType,
  { world }: CallContext,
) => detach(world, groupNameOf(input), fromArns(input.TargetGroupARNs));

export const detachTrafficSources = (input: DetachTrafficSourcesType, { world }: CallContext) =>
  detach(world, groupNameOf(input), fromSources(input.TrafficSources));

const idOf = (source: TrafficSourceState) => source.identifier;

export function describeTargetGroupsOfGroup(
  input: DescribeLoadBalancerTargetGroupsRequest,
  { world }: CallContext,
): DescribeLoadBalancerTargetGroupsResponse {
  const { trafficSources } = findGroup(world, groupNameOf(input));
  const limits = { token: input.NextToken, size: input.MaxRecords, defaultSize: 100, maxSize: 100 };
  const page = pageOf(trafficSources, idOf, limits);
  return {
    LoadBalancerTargetGroups: page.items.map(({ identifier, state }) => ({
      LoadBalancerTargetGroupARN: identifier,
      State: state,
    })),
    NextToken: page.nextToken,
  };
}

export function describeTrafficSources(
  input: DescribeTrafficSourcesRequest,
  { world }: CallContext,
): DescribeTrafficSourcesResponse {
  const { trafficSources } = findGroup(world, groupNameOf(input));
  const type = input.TrafficSourceType;
  const wanted = trafficSources.filter((source) => type === undefined || source.type === type);
  const limits = { token: input.NextToken, size: input.MaxRecords, defaultSize: 50, maxSize: 50 };
  const page = pageOf(wanted, idOf, limits);
  return {
    TrafficSources: page.items.map(({ identifier, state, type: kind }) => ({
      TrafficSource: identifier,
      Identifier: identifier,
      Type: kind,
      State: state,
    })),
    NextToken: page.nextToken,
  };
}
