/** Load balancers as AWS shows them. */
import type {
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
  LoadBalancer,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { findLoadBalancer } from "../../../world/elb/elb-lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { LoadBalancerState } from "../../../world/kernel/state/elb.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { PAGE } from "../input.ts";

export function describeLoadBalancers(
  input: DescribeLoadBalancersInput,
  { world }: CallContext,
): DescribeLoadBalancersOutput {
  const page = pageOf(chosenBalancers(world, input), (balancer) => balancer.arn, {
    token: input.Marker,
    size: input.PageSize,
    ...PAGE,
  });
  const balancers = page.items.map((balancer) => toLoadBalancer(world, balancer));
  return { LoadBalancers: balancers, NextMarker: page.nextToken };
}

function chosenBalancers(
  world: World,
  input: DescribeLoadBalancersInput,
): readonly LoadBalancerState[] {
  if (input.LoadBalancerArns?.length)
    return input.LoadBalancerArns.map((arn) => findLoadBalancer(world, arn));
  const all = [...world.state.loadBalancers.values()];
  return input.Names?.length ? input.Names.map((name) => named(all, name)) : all;
}

function named(balancers: readonly LoadBalancerState[], name: string): LoadBalancerState {
  const found = balancers.find((balancer) => balancer.name === name);
  if (found) return found;
  throw new PracticeError("LoadBalancerNotFound", `Load balancers '[${name}]' not found`);
}

export function toLoadBalancer(world: World, balancer: LoadBalancerState): LoadBalancer {
  const isApplication = balancer.type === "application";
  return {
    LoadBalancerArn: balancer.arn,
    LoadBalancerName: balancer.name,
    DNSName: balancer.dnsName,
    CanonicalHostedZoneId: isApplication ? "Z32O12XQLNTSW2" : "Z2IFOLAFXWLO4F",
    Scheme: balancer.scheme as NonNullable<LoadBalancer["Scheme"]>,
    Type: balancer.type as NonNullable<LoadBalancer["Type"]>,
    CreatedTime: new Date(balancer.createdAtMs),
    VpcId: balancer.vpcId,
    State: { Code: balancer.state ?? "active" },
    IpAddressType: "ipv4",
    SecurityGroups: [...(balancer.securityGroupIds ?? [])],
    AvailabilityZones: zonesOf(world, balancer.subnetIds),
  };
}

export const zonesOf = (world: World, subnetIds: readonly string[]) =>
  subnetIds.map((id) => ({
    ZoneName: world.state.subnets.get(id)?.zone,
    SubnetId: id,
    LoadBalancerAddresses: [],
  }));
