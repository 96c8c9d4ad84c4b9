/** Subnets, networks and zones: read only. */
import type {
  DescribeAvailabilityZonesCommandInput,
  DescribeAvailabilityZonesCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
} from "@aws-sdk/client-ec2";
import { findSubnet } from "../../../world/ec2/lookups.ts";
import { findVpc } from "../../../world/ec2/network/security-groups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { SubnetState, VpcState, ZoneState } from "../../../world/kernel/state/ec2/network.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfList, refuseIdsWithPages } from "../paging.ts";
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
  "map-public-ip-on-launch": () => ["false"],
  "available-ip-address-count": (row) => [String(row.freeAddresses)],
};

export function DescribeSubnets(
  input: DescribeSubnetsCommandInput,
  { world }: CallContext,
): Reply<DescribeSubnetsCommandOutput> {
  refuseDryRun(input);
  const fields = { ...SUBNET_FIELDS, "owner-id": () => [world.accountId] };
  const matches = matcher<SubnetState>(input.Filters, fields, (subnet) => subnet.tags);
  refuseIdsWithPages(input.SubnetIds, input, "subnetIds");
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
  const fields = { ...VPC_FIELDS, "owner-id": () => [world.accountId] };
  const matches = matcher<VpcState>(input.Filters, fields, (vpc) => vpc.tags);
  const { vpcs } = world.state;
  refuseIdsWithPages(input.VpcIds, input, "vpcIds");
  const named = input.VpcIds?.map((id) => findVpc(world, id)) ?? [...vpcs.values()];
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
  const fields = { ...ZONE_FIELDS, "region-name": () => [world.region] };
  const matches = matcher(input.Filters, fields);
  const zones = zonesNamed(world, input).filter(matches);
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

/** All, or those that are named; one that is not there is refused. */
function zonesNamed(world: World, input: DescribeAvailabilityZonesCommandInput): ZoneState[] {
  const all = [...world.state.zones.values()];
  const wanted = [...(input.ZoneNames ?? []), ...(input.ZoneIds ?? [])];
  if (wanted.length === 0) return all;
  const unknown = wanted.find(
    (name) => !all.some((zone) => zone.name === name || zone.id === name),
  );
  if (unknown === undefined)
    return all.filter((zone) => wanted.includes(zone.name) || wanted.includes(zone.id));
  const words = `Invalid availability zone: [${unknown}]`;
  throw new PracticeError("InvalidParameterValue", words);
}
