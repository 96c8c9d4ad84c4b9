/** The network of a practice region: one VPC, three zones with a subnet each, and security groups. */
import type { World } from "../kernel/world.ts";

export interface SeededNetwork {
  readonly vpcId: string;
  /** One a zone, in the zones' order. */
  readonly subnetIds: readonly string[];
  readonly zones: readonly string[];
  /** By name. */
  readonly securityGroups: ReadonlyMap<string, string>;
  readonly loadBalancerArn: string;
}

const SECURITY_GROUPS = [
  "default",
  "web",
  "api",
  "worker",
  "cache",
  "database",
  "debug-open",
] as const;

export function makeNetwork(world: World, name: string): SeededNetwork {
  const vpcId = world.id("vpc");
  world.state.vpcs.set(vpcId, { id: vpcId, cidr: "10.40.0.0/16", tags: { Name: name } });
  const zones = ["a", "b", "c"].map((letter) => `${world.region}${letter}`);
  const subnetIds = zones.map((zone, index) => makeZone(world, vpcId, zone, index));
  const securityGroups = new Map(
    SECURITY_GROUPS.map((each) => [each, makeGroup(world, vpcId, each)]),
  );
  const loadBalancerArn = makeLoadBalancer(world, name, vpcId, subnetIds);
  return { vpcId, subnetIds, zones, securityGroups, loadBalancerArn };
}

/** eu-west-1 has euw1-az1, ap-southeast-2 has apse2-az1. */
export function zonePrefix(region: string): string {
  const [area = "", side = "", number = ""] = region.split("-");
  const initials = /^(north|south|central)?(east|west)?$/.exec(side)?.slice(1) ?? [side];
  return `${area}${initials.map((word) => (word ?? "").slice(0, 1)).join("")}${number}`;
}

function makeZone(world: World, vpcId: string, zone: string, index: number): string {
  const zoneId = `${zonePrefix(world.region)}-az${index + 1}`;
  world.state.zones.set(zone, { name: zone, id: zoneId });
  const id = world.id("subnet");
  const cidr = `10.40.${index * 64}.0/18`;
  const tags = { Name: `private-${zone.slice(-1)}` };
  world.state.subnets.set(id, {
    id,
    vpcId,
    zone,
    zoneId,
    cidr,
    freeAddresses: 16_379,
    nextHost: 4,
    tags,
  });
  return id;
}

function makeGroup(world: World, vpcId: string, name: string): string {
  const id = world.id("sg");
  const description = name === "default" ? "default VPC security group" : `${name} servers`;
  world.state.securityGroups.set(id, { id, name, description, vpcId, tags: { Name: name } });
  return id;
}

function makeLoadBalancer(
  world: World,
  name: string,
  vpcId: string,
  subnetIds: readonly string[],
): string {
  const path = `app/${name}/${world.chance.hex(16)}`;
  const arn = world.arn("elasticloadbalancing", `loadbalancer/${path}`);
  const dnsName = `internal-${name}-1702398514.${world.region}.elb.amazonaws.com`;
  const kind = { scheme: "internal", type: "application", listeners: [] };
  const createdAtMs = world.nowMs - 90 * 86_400_000;
  world.state.loadBalancers.set(arn, {
    arn,
    name,
    dnsName,
    createdAtMs,
    vpcId,
    subnetIds,
    ...kind,
  });
  return arn;
}
