/** Making, changing and deleting load balancers, and their attributes. */
import type {
  CreateLoadBalancerInput,
  CreateLoadBalancerOutput,
  DeleteLoadBalancerInput,
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancerAttributesOutput,
  ModifyLoadBalancerAttributesInput,
  ModifyLoadBalancerAttributesOutput,
  SetSecurityGroupsInput,
  SetSecurityGroupsOutput,
  SetSubnetsInput,
  SetSubnetsOutput,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  changeBalancer,
  checkedSubnets,
  checkSecurityGroups,
  createBalancer,
  deleteBalancer,
} from "../../../world/elb/balancers.ts";
import { findLoadBalancer } from "../../../world/elb/elb-lookups.ts";
import { MOST } from "../../../world/elb/limits.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { LoadBalancerState } from "../../../world/kernel/state/elb.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { checkedName, invalid, toPairs, toTags } from "../input.ts";
import { toLoadBalancer, zonesOf } from "./describe-balancers.ts";

/** The same once more with the same settings is the same balancer. */
export function createLoadBalancer(
  input: CreateLoadBalancerInput,
  { world }: CallContext,
): CreateLoadBalancerOutput {
  const order = orderOf(input);
  const known = [...world.state.loadBalancers.values()].find(({ name }) => name === order.name);
  if (known && known.type === order.type && known.scheme === order.scheme)
    return { LoadBalancers: [toLoadBalancer(world, known)] };
  if (known)
    throw new PracticeError(
      "DuplicateLoadBalancerName",
      `A load balancer with the same name '${order.name}' exists, but with different settings`,
    );
  if (world.state.loadBalancers.size >= MOST.balancers)
    throw new PracticeError(
      "TooManyLoadBalancers",
      "The maximum number of load balancers has been reached",
    );
  const { securityGroupIds } = order;
  const groups = securityGroupIds.length > 0 ? securityGroupIds : defaultGroup(world, order);
  const balancer = createBalancer(world, { ...order, securityGroupIds: groups });
  return { LoadBalancers: [toLoadBalancer(world, balancer)] };
}

function orderOf(input: CreateLoadBalancerInput) {
  const { Type: type = "application", Scheme: scheme = "internet-facing" } = input;
  if (type === "gateway")
    throw new PracticeError(
      "UnsupportedOperation",
      "The practice cloud does not simulate gateway load balancers.",
    );
  const name = checkedName(input.Name ?? "", "Load balancer");
  if (name.startsWith("internal-"))
    throw invalid(`Load balancer name '${name}' cannot begin with 'internal-'`);
  const mapped = (input.SubnetMappings ?? []).map(({ SubnetId = "" }) => SubnetId);
  const subnetIds = [...(input.Subnets ?? []), ...mapped];
  if (subnetIds.length === 0) throw invalid("At least one subnet must be specified");
  return {
    name,
    type,
    scheme,
    subnetIds,
    securityGroupIds: input.SecurityGroups ?? [],
    tags: toTags(input.Tags),
  };
}

/** An application load balancer without security groups gets its VPC's default one. */
function defaultGroup(
  world: World,
  { type, subnetIds }: { readonly type: string; readonly subnetIds: readonly string[] },
): readonly string[] {
  if (type !== "application") return [];
  const vpcId = world.state.subnets.get(subnetIds[0] ?? "")?.vpcId;
  const groups = [...world.state.securityGroups.values()];
  const found = groups.find((group) => group.vpcId === vpcId && group.name === "default");
  return found ? [found.id] : [];
}

/** What isn't there is deleted already. */
export function deleteLoadBalancer(input: DeleteLoadBalancerInput, { world }: CallContext): object {
  const balancer = world.state.loadBalancers.get(input.LoadBalancerArn ?? "");
  if (balancer) deleteBalancer(world, balancer);
  return {};
}

export function setSubnets(input: SetSubnetsInput, { world }: CallContext): SetSubnetsOutput {
  const balancer = findLoadBalancer(world, input.LoadBalancerArn ?? "");
  const mapped = (input.SubnetMappings ?? []).map(({ SubnetId = "" }) => SubnetId);
  const subnetIds = [...(input.Subnets ?? []), ...mapped];
  checkedSubnets(world, balancer.type, subnetIds);
  changeBalancer(world, balancer, { subnetIds });
  return { AvailabilityZones: zonesOf(world, subnetIds), IpAddressType: "ipv4" };
}

export function setSecurityGroups(
  input: SetSecurityGroupsInput,
  { world }: CallContext,
): SetSecurityGroupsOutput {
  const balancer = findLoadBalancer(world, input.LoadBalancerArn ?? "");
  const securityGroupIds = input.SecurityGroups ?? [];
  checkSecurityGroups(world, securityGroupIds);
  changeBalancer(world, balancer, { securityGroupIds });
  return { SecurityGroupIds: [...securityGroupIds] };
}

const COMMON = {
  "deletion_protection.enabled": "false",
  "access_logs.s3.enabled": "false",
  "access_logs.s3.bucket": "",
  "access_logs.s3.prefix": "",
};
const APPLICATION = {
  "load_balancing.cross_zone.enabled": "true",
  "idle_timeout.timeout_seconds": "60",
  "client_keep_alive.seconds": "3600",
  "connection_logs.s3.enabled": "false",
  "connection_logs.s3.bucket": "",
  "connection_logs.s3.prefix": "",
  "routing.http.desync_mitigation_mode": "defensive",
  "routing.http.drop_invalid_header_fields.enabled": "false",
  "routing.http.preserve_host_header.enabled": "false",
  "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
  "routing.http.xff_client_port.enabled": "false",
  "routing.http.xff_header_processing.mode": "append",
  "routing.http2.enabled": "true",
  "waf.fail_open.enabled": "false",
  "zonal_shift.config.enabled": "false",
};
const NETWORK = {
  "load_balancing.cross_zone.enabled": "false",
  "dns_record.client_routing_policy": "any_availability_zone",
  "zonal_shift.config.enabled": "false",
};

const attributesOf = (balancer: LoadBalancerState): Readonly<Record<string, string>> => ({
  ...COMMON,
  ...(balancer.type === "application" ? APPLICATION : NETWORK),
  ...balancer.attributes,
});

export function describeLoadBalancerAttributes(
  input: DescribeLoadBalancerAttributesInput,
  { world }: CallContext,
): DescribeLoadBalancerAttributesOutput {
  const balancer = findLoadBalancer(world, input.LoadBalancerArn ?? "");
  return { Attributes: toPairs(attributesOf(balancer)) };
}

export function modifyLoadBalancerAttributes(
  input: ModifyLoadBalancerAttributesInput,
  { world }: CallContext,
): ModifyLoadBalancerAttributesOutput {
  const balancer = findLoadBalancer(world, input.LoadBalancerArn ?? "");
  const known = attributesOf(balancer);
  const wishes = (input.Attributes ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const);
  const unknown = wishes.find(([key]) => known[key] === undefined);
  if (unknown) throw invalid(`Load balancer attribute key '${unknown[0]}' is not recognized`);
  const attributes = { ...balancer.attributes, ...Object.fromEntries(wishes) };
  return { Attributes: toPairs(attributesOf(changeBalancer(world, balancer, { attributes }))) };
}
