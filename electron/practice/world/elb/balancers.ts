/** Load balancers: made, active after a while, changed, deleted with their listeners. */
import { PracticeError } from "../kernel/practice-error.ts";
import type { LoadBalancerState } from "../kernel/state/elb.ts";
import type { SubnetState } from "../kernel/state/ec2/network.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { replaceBalancer } from "./links.ts";

type OfBalancer = { readonly arn: string };
export const balancerActive = timerKind<OfBalancer>("elb.balancer-active");

/** Not documented; it takes some minutes. */
const PROVISIONING_MS = 150_000;

export interface BalancerOrder {
  readonly name: string;
  readonly type: "application" | "network";
  readonly scheme: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly tags: Record<string, string>;
}

export function createBalancer(world: World, order: BalancerOrder): LoadBalancerState {
  const subnets = checkedSubnets(world, order.type, order.subnetIds);
  checkSecurityGroups(world, order.securityGroupIds);
  const kind = order.type === "application" ? "app" : "net";
  const id = world.chance.hex(16);
  const prefix = order.scheme === "internal" ? "internal-" : "";
  const isApplication = order.type === "application";
  const number = isApplication ? Number.parseInt(id.slice(0, 8), 16) : id;
  const domain = isApplication ? `${world.region}.elb` : `elb.${world.region}`;
  const balancer: LoadBalancerState = {
    arn: world.arn("elasticloadbalancing", `loadbalancer/${kind}/${order.name}/${id}`),
    dnsName: `${prefix}${order.name}-${number}.${domain}.amazonaws.com`,
    vpcId: subnets[0]?.vpcId ?? "",
    createdAtMs: world.nowMs,
    listeners: [],
    state: "provisioning",
    attributes: {},
    ...order,
  };
  world.state.loadBalancers.set(balancer.arn, balancer);
  world.after(balancerActive, PROVISIONING_MS, { arn: balancer.arn });
  return balancer;
}

export function finishProvisioning(world: World, { arn }: OfBalancer): void {
  const balancer = world.state.loadBalancers.get(arn);
  if (balancer) world.state.loadBalancers.set(arn, { ...balancer, state: "active" });
}

export function deleteBalancer(world: World, balancer: LoadBalancerState): void {
  if (balancer.attributes?.["deletion_protection.enabled"] === "true") {
    throw new PracticeError(
      "OperationNotPermitted",
      `Load balancer '${balancer.arn}' cannot be deleted because deletion protection is enabled`,
    );
  }
  replaceBalancer(world, balancer, null);
}

/** The changed one is in the table afterwards. */
export function changeBalancer(
  world: World,
  balancer: LoadBalancerState,
  change: Partial<LoadBalancerState>,
): LoadBalancerState {
  const after = { ...balancer, ...change };
  world.state.loadBalancers.set(balancer.arn, after);
  return after;
}

export function checkedSubnets(
  world: World,
  type: string,
  ids: readonly string[],
): readonly SubnetState[] {
  const subnets = ids.map((id) => world.state.subnets.get(id) ?? noSubnet(id));
  const zones = new Set(subnets.map(({ zone }) => zone));
  if (zones.size < subnets.length)
    throw badRequest(
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    );
  if (type === "application" && zones.size < 2)
    throw badRequest("At least two subnets in two different Availability Zones must be specified");
  if (new Set(subnets.map(({ vpcId }) => vpcId)).size > 1)
    throw badRequest("All subnets must be in the same VPC");
  return subnets;
}

const badRequest = (message: string) => new PracticeError("InvalidConfigurationRequest", message);

function noSubnet(id: string): never {
  throw new PracticeError("SubnetNotFound", `The subnet ID '${id}' does not exist`);
}

export function checkSecurityGroups(world: World, ids: readonly string[]): void {
  const unknown = ids.find((id) => !world.state.securityGroups.has(id));
  if (unknown === undefined) return;
  throw new PracticeError(
    "InvalidSecurityGroup",
    `One or more security groups are invalid: '${unknown}'`,
  );
}
