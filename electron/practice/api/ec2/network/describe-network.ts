/** The network that servers live in: read only. */
import type {
  DescribeAvailabilityZonesCommandInput,
  DescribeAvailabilityZonesCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
} from "@aws-sdk/client-ec2";
import { findSubnet } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type {
  SecurityGroupState,
  SubnetState,
  VpcState,
  ZoneState,
} from "../../../world/kernel/state-ec2.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfList } from "../paging.ts";
import { refuseDryRun, tagList } from "../reply.ts";
import type { Reply } from "../reply.ts";

const LIMITS = { least: 5, most: 1000 };

const SUBNET_FIELDS: FilterFields<SubnetState> = {
  "subnet-id": (row) => [row.id],
  "vpc-id": (row) => [row.vpcId],
  "availability-zone": (row) => [row.zone],
  "availability-zone-id": (row) => [row.zoneId],
  "cidr-block": (row) => [row.cidr],
  state: () => ["available"],
  "default-for-az": () => ["false"],
};

export function DescribeSubnets(
  input: DescribeSubnetsCommandInput,
  { world }: CallContext,
): Reply<DescribeSubnetsCommandOutput> {
  refuseDryRun(input);
  const matches = matcher(input.Filters, SUBNET_FIELDS, (subnet) => subnet.tags);
  const named = input.SubnetIds?.map((id) => findSubnet(world, id)) ?? [
    ...world.state.subnets.values(),
  ];
  const { items, NextToken } = pageOfList(named.filter(matches), input, LIMITS);
  const Subnets = items.map((subnet) => ({
    SubnetId: subnet.id,
    SubnetArn: world.arn("ec2", `subnet/${subnet.id}`),
    VpcId: subnet.vpcId,
    AvailabilityZone: subnet.zone,
    AvailabilityZoneId: subnet.zoneId,
    CidrBlock: subnet.cidr,
    AvailableIpAddressCount: subnet.freeAddresses,
    State: "available" as const,
    DefaultForAz: false,
    MapPublicIpOnLaunch: false,
    OwnerId: world.accountId,
    Tags: tagList(subnet.tags),
  }));
  return { Subnets, NextToken };
}

const GROUP_FIELDS: FilterFields<SecurityGroupState> = {
  "group-id": (row) => [row.id],
  "group-name": (row) => [row.name],
  "vpc-id": (row) => [row.vpcId],
  description: (row) => [row.description],
};

export function DescribeSecurityGroups(
  input: DescribeSecurityGroupsCommandInput,
  { world }: CallContext,
): Reply<DescribeSecurityGroupsCommandOutput> {
  refuseDryRun(input);
  const matches = matcher(input.Filters, GROUP_FIELDS, (group) => group.tags);
  const { securityGroups } = world.state;
  const named = input.GroupIds?.map((id) =>
    found(
      securityGroups.get(id),
      "InvalidGroup.NotFound",
      `The security group '${id}' does not exist`,
    ),
  ) ?? [...securityGroups.values()];
  const { items, NextToken } = pageOfList(named.filter(matches), input, LIMITS);
  const SecurityGroups = items.map((group) => ({
    GroupId: group.id,
    GroupName: group.name,
    Description: group.description,
    SecurityGroupArn: world.arn("ec2", `security-group/${group.id}`),
    VpcId: group.vpcId,
    OwnerId: world.accountId,
    IpPermissions: [],
    IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
    Tags: tagList(group.tags),
  }));
  return { SecurityGroups, NextToken };
}

function found<T>(resource: T | undefined, code: string, words: string): T {
  if (resource !== undefined) return resource;
  throw new PracticeError(code, words);
}

const VPC_FIELDS: FilterFields<VpcState> = {
  "vpc-id": (row) => [row.id],
  cidr: (row) => [row.cidr],
  state: () => ["available"],
  "is-default": () => ["false"],
};

export function DescribeVpcs(
  input: DescribeVpcsCommandInput,
  { world }: CallContext,
): Reply<DescribeVpcsCommandOutput> {
  refuseDryRun(input);
  const matches = matcher(input.Filters, VPC_FIELDS, (vpc) => vpc.tags);
  const { vpcs } = world.state;
  const named = input.VpcIds?.map((id) =>
    found(vpcs.get(id), "InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`),
  ) ?? [...vpcs.values()];
  const { items, NextToken } = pageOfList(named.filter(matches), input, LIMITS);
  const Vpcs = items.map((vpc) => ({
    VpcId: vpc.id,
    CidrBlock: vpc.cidr,
    State: "available" as const,
    IsDefault: false,
    OwnerId: world.accountId,
    Tags: tagList(vpc.tags),
  }));
  return { Vpcs, NextToken };
}

const ZONE_FIELDS: FilterFields<ZoneState> = {
  "zone-name": (row) => [row.name],
  "zone-id": (row) => [row.id],
  state: () => ["available"],
  "zone-type": () => ["availability-zone"],
  "opt-in-status": () => ["opt-in-not-required"],
};

export function DescribeAvailabilityZones(
  input: DescribeAvailabilityZonesCommandInput,
  { world }: CallContext,
): Reply<DescribeAvailabilityZonesCommandOutput> {
  refuseDryRun(input);
  const matches = matcher(input.Filters, ZONE_FIELDS);
  const wanted = new Set([...(input.ZoneNames ?? []), ...(input.ZoneIds ?? [])]);
  const zones = [...world.state.zones.values()]
    .filter(matches)
    .filter((zone) => wanted.size === 0 || wanted.has(zone.name) || wanted.has(zone.id));
  return {
    AvailabilityZones: zones.map((zone) => ({
      ZoneName: zone.name,
      ZoneId: zone.id,
      RegionName: world.region,
      GroupName: `${world.region}-zg-1`,
      NetworkBorderGroup: world.region,
      ZoneType: "availability-zone",
      State: "available",
      OptInStatus: "opt-in-not-required",
      Messages: [],
    })),
  };
}
