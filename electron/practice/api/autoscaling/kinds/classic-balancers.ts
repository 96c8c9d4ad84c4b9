/**
 * Classic Load Balancers of a group. The practice cloud has none: a name that a group was made with is kept and
 * shown, and can be taken away; a further one is refused as one that doesn't exist.
 */
import type {
  AttachLoadBalancersType,
  DescribeLoadBalancersRequest,
  DescribeLoadBalancersResponse,
  DetachLoadBalancersType,
} from "@aws-sdk/client-auto-scaling";
import { findGroup, findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { groupNameOf } from "../input.ts";

const NONE = "Provided Load Balancers may not be valid. Please ensure they exist and try again.";

export function attachClassic(input: AttachLoadBalancersType, { world }: CallContext): object {
  const group = findLivingGroup(world, groupNameOf(input));
  const known = group.classicLoadBalancers;
  if (input.LoadBalancerNames?.every((name) => known.includes(name))) return {};
  throw validationError(NONE);
}

export function detachClassic(input: DetachLoadBalancersType, { world }: CallContext): object {
  const group = findLivingGroup(world, groupNameOf(input));
  const names = input.LoadBalancerNames ?? [];
  group.classicLoadBalancers = group.classicLoadBalancers.filter((name) => !names.includes(name));
  return {};
}

export function describeClassic(
  input: DescribeLoadBalancersRequest,
  { world }: CallContext,
): DescribeLoadBalancersResponse {
  const group = findGroup(world, groupNameOf(input));
  const limits = { token: input.NextToken, size: input.MaxRecords, defaultSize: 100, maxSize: 100 };
  const page = pageOf(group.classicLoadBalancers, (name) => name, limits);
  const balancers = page.items.map((LoadBalancerName) => ({ LoadBalancerName, State: "Added" }));
  return { LoadBalancers: balancers, NextToken: page.nextToken };
}
