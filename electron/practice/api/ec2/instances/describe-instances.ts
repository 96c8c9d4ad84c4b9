/** Reading servers: DescribeInstances, DescribeInstanceStatus, GetConsoleOutput, DescribeInstanceAttribute. */
import type {
  DescribeInstanceAttributeCommandInput,
  DescribeInstanceAttributeCommandOutput,
  DescribeInstancesCommandInput,
  DescribeInstancesCommandOutput,
  DescribeInstanceStatusCommandInput,
  DescribeInstanceStatusCommandOutput,
  GetConsoleOutputCommandInput,
  GetConsoleOutputCommandOutput,
  InstanceStatus,
  InstanceStatusSummary,
  StatusType,
} from "@aws-sdk/client-ec2";
import type { CheckStatus, InstanceState } from "../../../world/kernel/state-ec2.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import { findInstance, findInstances } from "../../../world/ec2/lookups.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { privateDnsName, reservations, stateShape } from "./instance-shape.ts";
import { pageOfTable, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";

const LIMITS = { least: 5, most: 1000 };

export function DescribeInstances(
  input: DescribeInstancesCommandInput,
  { world }: CallContext,
): Reply<DescribeInstancesCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.InstanceIds, input, "instancesSet");
  const matches = matcher(input.Filters, fieldsOf(world), (instance) => instance.tags);
  if (input.InstanceIds && input.InstanceIds.length > 0) {
    return {
      Reservations: reservations(world, findInstances(world, input.InstanceIds).filter(matches)),
    };
  }
  const { items, NextToken } = pageOfTable(world.state.instances, input, LIMITS, matches);
  return { Reservations: reservations(world, items), NextToken };
}

function fieldsOf(world: World): FilterFields<InstanceState> {
  return {
    "instance-id": (row) => [row.id],
    "image-id": (row) => [row.imageId],
    "instance-type": (row) => [row.instanceType],
    "instance-state-name": (row) => [row.state],
    "instance-state-code": (row) => [String(stateShape(row.state).Code)],
    "availability-zone": (row) => [row.zone],
    "subnet-id": (row) => [row.subnetId],
    "network-interface.subnet-id": (row) => [row.subnetId],
    "vpc-id": (row) => [row.vpcId],
    "private-ip-address": (row) => [row.privateIp],
    "private-dns-name": (row) => [privateDnsName(world, row)],
    "instance.group-id": (row) => row.securityGroupIds,
    "network-interface.group-id": (row) => row.securityGroupIds,
    "client-token": (row) => [row.clientToken],
    "reservation-id": (row) => [row.reservationId],
    "key-name": (row) => [row.keyName],
    architecture: (row) => [row.architecture],
    "root-device-name": (row) => [row.rootDevice],
    "iam-instance-profile.arn": (row) => [row.instanceProfileArn],
    "block-device-mapping.volume-id": (row) => row.volumes.map((volume) => volume.volumeId),
    "block-device-mapping.device-name": (row) => row.volumes.map((volume) => volume.device),
    "launch-time": (row) => [new Date(row.launchedAtMs).toISOString()],
    "owner-id": () => [world.accountId],
  };
}

export function DescribeInstanceStatus(
  input: DescribeInstanceStatusCommandInput,
  { world }: CallContext,
): Reply<DescribeInstanceStatusCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.InstanceIds, input, "instancesSet");
  const passes = matcher(input.Filters, statusFields(world));
  const matches = (row: InstanceState) =>
    (input.IncludeAllInstances || row.state === "running") && passes(row);
  if (input.InstanceIds && input.InstanceIds.length > 0) {
    const found = findInstances(world, input.InstanceIds).filter(matches);
    return { InstanceStatuses: found.map((row) => statusShape(row)) };
  }
  const { items, NextToken } = pageOfTable(world.state.instances, input, LIMITS, matches);
  return { InstanceStatuses: items.map((row) => statusShape(row)), NextToken };
}

function statusFields(world: World): FilterFields<InstanceState> {
  return {
    ...fieldsOf(world),
    "instance-status.status": (row) => [row.instanceCheck],
    "system-status.status": (row) => [row.systemCheck],
    "instance-status.reachability": (row) => [reachability(row.instanceCheck)],
    "system-status.reachability": (row) => [reachability(row.systemCheck)],
  };
}

function statusShape(row: InstanceState): InstanceStatus {
  return {
    InstanceId: row.id,
    AvailabilityZone: row.zone,
    InstanceState: stateShape(row.state),
    InstanceStatus: checkShape(row.instanceCheck),
    SystemStatus: checkShape(row.systemCheck),
  };
}

function checkShape(check: CheckStatus): InstanceStatusSummary {
  if (check === "not-applicable") return { Status: check };
  return { Status: check, Details: [{ Name: "reachability", Status: reachability(check) }] };
}

function reachability(check: CheckStatus): StatusType {
  switch (check) {
    case "ok":
      return "passed";
    case "impaired":
      return "failed";
    case "initializing":
      return "initializing";
    default:
      return "insufficient-data";
  }
}

export function GetConsoleOutput(
  input: GetConsoleOutputCommandInput,
  { world }: CallContext,
): Reply<GetConsoleOutputCommandOutput> {
  refuseDryRun(input);
  const instance = findInstance(world, required(input.InstanceId, "InstanceId"));
  return {
    InstanceId: instance.id,
    Timestamp: new Date(instance.consoleAtMs),
    Output: Buffer.from(instance.console, "utf8").toString("base64"),
  };
}

export function DescribeInstanceAttribute(
  input: DescribeInstanceAttributeCommandInput,
  { world }: CallContext,
): Reply<DescribeInstanceAttributeCommandOutput> {
  refuseDryRun(input);
  const instance = findInstance(world, required(input.InstanceId, "InstanceId"));
  return {
    InstanceId: instance.id,
    ...attribute(instance, required(input.Attribute, "Attribute")),
  };
}

function attribute(
  instance: InstanceState,
  name: string,
): Reply<DescribeInstanceAttributeCommandOutput> {
  switch (name) {
    case "userData":
      return { UserData: instance.userData === null ? {} : { Value: instance.userData } };
    case "instanceType":
      return { InstanceType: { Value: instance.instanceType } };
    case "disableApiTermination":
      return { DisableApiTermination: { Value: instance.disableApiTermination } };
    case "instanceInitiatedShutdownBehavior":
      return { InstanceInitiatedShutdownBehavior: { Value: instance.shutdownBehaviour } };
    case "rootDeviceName":
      return { RootDeviceName: { Value: instance.rootDevice } };
    case "groupSet":
      return { Groups: instance.securityGroupIds.map((GroupId) => ({ GroupId })) };
    default:
      throw new PracticeError(
        "InvalidParameterValue",
        `Value (${name}) for parameter attribute is invalid.`,
      );
  }
}
