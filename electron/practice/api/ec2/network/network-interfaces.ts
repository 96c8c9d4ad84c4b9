/** Network interfaces: each server has one of its own, as long as it has not ended. */
import type {
  DescribeNetworkInterfacesCommandInput,
  DescribeNetworkInterfacesCommandOutput,
  NetworkInterface,
} from "@aws-sdk/client-ec2";
import { isSeen } from "../../../world/ec2/visibility/visibility.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { exactValues, matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { addresses, groupShapes, privateDnsName } from "../instances/instance-network-shape.ts";
import { pageOfList, pageOfRows, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { attachmentIdOf, macAddressOf } from "./interface-facts.ts";

type Input = DescribeNetworkInterfacesCommandInput;

const LIMITS = { least: 5, most: 1000 };

export function DescribeNetworkInterfaces(
  input: Input,
  { world }: CallContext,
): Reply<DescribeNetworkInterfacesCommandOutput> {
  refuseDryRun(input);
  const ids = input.NetworkInterfaceIds ?? [];
  refuseIdsWithPages(ids, input, "networkInterfaceIds");
  const passes = matcher(input.Filters, fieldsOf(world), () => ({}));
  const matches = (row: InstanceState) => hasInterface(world, row) && passes(row);
  const { items, NextToken } =
    ids.length > 0
      ? pageOfList(owners(world, ids).filter(matches), input, LIMITS)
      : pageOfAll(world, input, matches);
  return { NetworkInterfaces: items.map((row) => shapeOf(world, row)), NextToken };
}

const hasInterface = (world: World, row: InstanceState) =>
  row.state !== "terminated" && isSeen(world, row.id);

function pageOfAll(world: World, input: Input, matches: (row: InstanceState) => boolean) {
  const { instances } = world.state;
  const servers = exactValues(input.Filters, "attachment.instance-id");
  return pageOfRows(instances, servers, input, LIMITS, matches);
}

function owners(world: World, ids: readonly string[]): InstanceState[] {
  const wanted = new Set(ids);
  const found = new Map<string, InstanceState>();
  for (const row of world.state.instances.values()) {
    if (wanted.has(row.networkInterfaceId) && hasInterface(world, row))
      found.set(row.networkInterfaceId, row);
  }
  return ids.map((id) => {
    const row = found.get(id);
    if (row) return row;
    const words = `The networkInterface ID '${id}' does not exist`;
    throw new PracticeError("InvalidNetworkInterfaceID.NotFound", words);
  });
}

const fieldsOf = (world: World): FilterFields<InstanceState> => ({
  "network-interface-id": (row) => [row.networkInterfaceId],
  "attachment.instance-id": (row) => [row.id],
  "attachment.attachment-id": (row) => [attachmentIdOf(row)],
  "attachment.status": (row) => [attachmentStatus(row)],
  "attachment.device-index": () => ["0"],
  "attachment.delete-on-termination": () => ["true"],
  "attachment.instance-owner-id": () => [world.accountId],
  "addresses.private-ip-address": (row) => [row.privateIp],
  "private-ip-address": (row) => [row.privateIp],
  "private-dns-name": (row) => [privateDnsName(world, row)],
  "mac-address": (row) => [macAddressOf(row)],
  "availability-zone": (row) => [row.zone],
  "subnet-id": (row) => [row.subnetId],
  "vpc-id": (row) => [row.vpcId],
  "group-id": (row) => row.securityGroupIds,
  "group-name": (row) => groupShapes(world, row).map(({ GroupName }) => GroupName ?? null),
  "owner-id": () => [world.accountId],
  "interface-type": () => ["interface"],
  "requester-managed": () => ["false"],
  "source-dest-check": (row) => [String(row.sourceDestCheck ?? true)],
  status: () => ["in-use"],
});

const attachmentStatus = ({ state }: InstanceState) =>
  state === "pending" ? "attaching" : "attached";

function shapeOf(world: World, row: InstanceState): NetworkInterface {
  return {
    ...addresses(world, row),
    NetworkInterfaceId: row.networkInterfaceId,
    AvailabilityZone: row.zone,
    AvailabilityZoneId: world.state.zones.get(row.zone)?.id,
    Description: "",
    Groups: groupShapes(world, row),
    InterfaceType: "interface",
    Ipv6Addresses: [],
    OwnerId: world.accountId,
    RequesterManaged: false,
    SourceDestCheck: row.sourceDestCheck ?? true,
    Status: "in-use",
    SubnetId: row.subnetId,
    VpcId: row.vpcId,
    TagSet: [],
    Attachment: {
      AttachmentId: attachmentIdOf(row),
      AttachTime: new Date(row.launchedAtMs),
      DeleteOnTermination: true,
      DeviceIndex: 0,
      NetworkCardIndex: 0,
      InstanceId: row.id,
      InstanceOwnerId: world.accountId,
      Status: attachmentStatus(row),
    },
  };
}
