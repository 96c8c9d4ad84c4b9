/** Filters of DescribeInstances, and how a server's row is read for each. */
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { FilterFields } from "../filters.ts";
import { attachmentIdOf, macAddressOf } from "../network/interface-facts.ts";
import { privateDnsName } from "./instance-network-shape.ts";
import { metadataShape, reasonShape, stateShape } from "./instance-shape.ts";

type Fields = FilterFields<InstanceState>;

export function instanceFields(world: World): Fields {
  return {
    ...identity(world),
    ...machine,
    ...placeFields(world),
    ...network(world),
    ...interfaces(world),
    ...storage,
  };
}

/** Filters that DescribeInstances and DescribeInstanceStatus share. */
export function placeFields({ state: { zones } }: World): Fields {
  return {
    "instance-state-name": (row) => [row.state],
    "instance-state-code": (row) => [String(stateShape(row.state).Code)],
    "availability-zone": (row) => [row.zone],
    "availability-zone-id": (row) => [zones.get(row.zone)?.id ?? null],
  };
}

const identity = (world: World): Fields => ({
  "metadata-options.state": (row) => [metadataShape(row, world.nowMs).State ?? null],
  "instance-id": (row) => [row.id],
  "image-id": (row) => [row.imageId],
  "reservation-id": (row) => [row.reservationId],
  "launch-index": (row) => [String(row.launchIndex)],
  "launch-time": (row) => [new Date(row.launchedAtMs).toISOString()],
  "client-token": (row) => [row.clientToken],
  "owner-id": () => [world.accountId],
  "key-name": (row) => [row.keyName],
  "iam-instance-profile.arn": (row) => [row.instanceProfileArn],
  "iam-instance-profile.name": (row) => [row.instanceProfileArn?.split("/").at(-1) ?? null],
  "instance-lifecycle": (row) => [row.isSpot ? "spot" : null],
  "state-reason-code": (row) => [reasonShape(row)?.Code ?? null],
  "state-reason-message": (row) => [reasonShape(row)?.Message ?? null],
  reason: (row) => [row.transitionReason],
});

const machine: Fields = {
  "instance-type": (row) => [row.instanceType],
  architecture: (row) => [row.architecture],
  hypervisor: () => ["xen"],
  "virtualization-type": () => ["hvm"],
  tenancy: () => ["default"],
  "platform-details": () => ["Linux/UNIX"],
  "usage-operation": () => ["RunInstances"],
  "boot-mode": () => ["uefi-preferred"],
  "current-instance-boot-mode": () => ["uefi"],
  "monitoring-state": (row) => [row.monitoring ? "enabled" : "disabled"],
  "metadata-options.http-tokens": (row) => [row.metadataOptions.httpTokens],
  "metadata-options.http-endpoint": (row) => [row.metadataOptions.httpEndpoint ?? "enabled"],
  "metadata-options.http-put-response-hop-limit": (row) => [
    String(row.metadataOptions.hopLimit ?? 2),
  ],
  "metadata-options.instance-metadata-tags": (row) => [row.metadataOptions.instanceMetadataTags],
  "maintenance-options.auto-recovery": () => ["default"],
};

/** A server that has ended has no network any more. */
const living = <T>(row: InstanceState, values: T[]): T[] =>
  row.state === "terminated" ? [] : values;

const network = (world: World): Fields => ({
  "subnet-id": (row) => living(row, [row.subnetId]),
  "vpc-id": (row) => living(row, [row.vpcId]),
  "private-ip-address": (row) => living(row, [row.privateIp]),
  "private-dns-name": (row) => living(row, [privateDnsName(world, row)]),
  "source-dest-check": (row) => living(row, [String(row.sourceDestCheck ?? true)]),
  "instance.group-id": (row) => living(row, row.securityGroupIds),
  "instance.group-name": (row) => living(row, groupNames(world, row)),
});

const groupNames = ({ state }: World, { securityGroupIds }: InstanceState) =>
  securityGroupIds.map((id) => state.securityGroups.get(id)?.name ?? null);

const interfaces = (world: World): Fields => ({
  "network-interface.network-interface-id": (row) => living(row, [row.networkInterfaceId]),
  "network-interface.subnet-id": (row) => living(row, [row.subnetId]),
  "network-interface.vpc-id": (row) => living(row, [row.vpcId]),
  "network-interface.availability-zone": (row) => living(row, [row.zone]),
  "network-interface.group-id": (row) => living(row, row.securityGroupIds),
  "network-interface.group-name": (row) => living(row, groupNames(world, row)),
  "network-interface.addresses.private-ip-address": (row) => living(row, [row.privateIp]),
  "network-interface.private-dns-name": (row) => living(row, [privateDnsName(world, row)]),
  "network-interface.mac-address": (row) => living(row, [macAddressOf(row)]),
  "network-interface.attachment.attachment-id": (row) => living(row, [attachmentIdOf(row)]),
  "network-interface.attachment.instance-id": (row) => living(row, [row.id]),
  "network-interface.owner-id": (row) => living(row, [world.accountId]),
  "network-interface.status": (row) => living(row, ["in-use"]),
});

const storage: Fields = {
  "root-device-name": (row) => [row.rootDevice],
  "root-device-type": () => ["ebs"],
  "block-device-mapping.volume-id": (row) => row.volumes.map(({ volumeId }) => volumeId),
  "block-device-mapping.device-name": (row) => row.volumes.map(({ device }) => device),
  "block-device-mapping.status": (row) => row.volumes.map(({ status }) => status ?? "attached"),
  "block-device-mapping.attach-time": (row) =>
    row.volumes.map(({ attachedAtMs }) => new Date(attachedAtMs).toISOString()),
  "block-device-mapping.delete-on-termination": (row) =>
    row.volumes.map(({ deleteOnTermination }) => String(deleteOnTermination)),
};
