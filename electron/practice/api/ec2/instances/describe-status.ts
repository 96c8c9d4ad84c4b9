/** DescribeInstanceStatus: what EC2's own checks say. Of running servers only, unless all are asked for. */
import type {
  DescribeInstanceStatusCommandInput,
  DescribeInstanceStatusCommandOutput,
  EbsStatusSummary,
  InstanceStatus,
  InstanceStatusSummary,
  StatusType,
} from "@aws-sdk/client-ec2";
import { findInstances } from "../../../world/ec2/lookups.ts";
import { seenInstance } from "../../../world/ec2/visibility/visibility.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { CheckStatus, InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { pageOfServers } from "./describe-instances.ts";
import { placeFields } from "./instance-fields.ts";
import { stateShape } from "./instance-shape.ts";

const MOST_IDS = 100;

export function DescribeInstanceStatus(
  input: DescribeInstanceStatusCommandInput,
  { world }: CallContext,
): Reply<DescribeInstanceStatusCommandOutput> {
  refuseDryRun(input);
  const { InstanceIds: ids = [] } = input;
  if (ids.length > MOST_IDS) throw tooManyIds(ids.length);
  refuseIdsWithPages(ids, input, "instancesSet");
  const matches = matcherOf(world, input);
  if (ids.length > 0) {
    const found = findInstances(world, ids).filter(matches);
    return { InstanceStatuses: found.map((row) => statusShape(world, row)) };
  }
  const { items, NextToken } = pageOfServers(world, { ...input, Filters: undefined }, matches);
  return { InstanceStatuses: items.map((row) => statusShape(world, row)), NextToken };
}

function matcherOf(
  world: World,
  { Filters, IncludeAllInstances }: DescribeInstanceStatusCommandInput,
) {
  const passes = matcher(Filters, statusFields(world));
  return (row: InstanceState) => {
    const seen = seenInstance(world, row);
    return (IncludeAllInstances || seen.state === "running") && passes(seen);
  };
}

/** AWS's own spelling. */
function tooManyIds(count: number): PracticeError {
  const words =
    `${count} exceeds the maximum number of instance IDs that can be specificied (${MOST_IDS}). ` +
    `Please specify fewer than ${MOST_IDS} instance IDs.`;
  return new PracticeError("InvalidRequest", words);
}

function statusFields(world: World): FilterFields<InstanceState> {
  return {
    ...placeFields(world),
    "instance-status.status": (row) => [instanceCheck(row)],
    "system-status.status": (row) => [systemCheck(row)],
    "attached-ebs-status.status": (row) => [ebsCheck(row)],
    "instance-status.reachability": (row) => [reachability(instanceCheck(row))],
    "system-status.reachability": (row) => [reachability(systemCheck(row))],
    "event.code": () => [],
    "event.instance-event-id": () => [],
  };
}

/** Only a running server is checked. */
const instanceCheck = (row: InstanceState): CheckStatus =>
  row.state === "running" ? row.instanceCheck : "not-applicable";
const systemCheck = (row: InstanceState): CheckStatus =>
  row.state === "running" ? row.systemCheck : "not-applicable";
/** The practice cloud's volumes never fail: they are known to be well when the host is. */
const ebsCheck = systemCheck;

function statusShape(world: World, row: InstanceState): InstanceStatus {
  const seen = seenInstance(world, row);
  return {
    InstanceId: seen.id,
    AvailabilityZone: seen.zone,
    AvailabilityZoneId: world.state.zones.get(seen.zone)?.id,
    InstanceState: stateShape(seen.state),
    InstanceStatus: checkShape(instanceCheck(seen)),
    SystemStatus: checkShape(systemCheck(seen)),
    AttachedEbsStatus: checkShape(ebsCheck(seen)),
  };
}

function checkShape(check: CheckStatus): InstanceStatusSummary & EbsStatusSummary {
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
