/**
 * What a return to an earlier generation needs, looked at in the background: after everything else that waits for
 * AWS's budget. A part that can't be read is left out, so that it shows as not looked at.
 */
import { DescribeScalingActivitiesCommand } from "@aws-sdk/client-auto-scaling";
import {
  DescribeInstanceTypeOfferingsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
} from "@aws-sdk/client-ec2";
import { BennuError } from "../../../shared/errors.ts";
import type { GroupName } from "../../../shared/model/ids.ts";
import type {
  Looked,
  ReturnFacts,
  ReturnQuestion,
} from "../../../shared/model/facts/return-facts.ts";
import { mapActivity } from "../mapping/map-activity.ts";
import { inBatches, pagesOf } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

type Found<Value> = ReadonlyMap<string, Looked<Value | null>>;
type Row<Value> = readonly [id: string, value: Value];

const IDS_A_CALL = 200;
const SHORTAGE_COUNTS_MS = 60 * 60_000;
const NEWEST_ACTIVITIES = 20;
const isShortage = /InsufficientInstanceCapacity|do not have sufficient .* capacity/i;

export async function readReturnFacts(
  context: ReadingContext,
  asked: ReturnQuestion,
): Promise<ReturnFacts> {
  const [snapshots, subnets, securityGroups, offerings, shortages] = await Promise.all([
    lookUp(context, asked.snapshots, (ids) => readSnapshots(context, ids)),
    lookUp(context, asked.subnets, (ids) => readSubnets(context, ids)),
    lookUp(context, asked.securityGroups, (ids) => readSecurityGroups(context, ids)),
    lookUp(context, asked.offerings, (types) => readZones(context, types)),
    lookUp(context, asked.shortages, (names) => readShortages(context, names)),
  ]);
  return { snapshots, subnets, securityGroups, offerings, shortages };
}

/** What was asked for and isn't among the answers, AWS doesn't know. */
async function lookUp<Id extends string, Value>(
  { clock }: ReadingContext,
  ids: readonly Id[],
  read: (ids: readonly Id[]) => Promise<readonly Row<Value>[]>,
): Promise<Found<Value>> {
  const atMs = clock.now();
  try {
    const found = new Map<string, Value>(ids.length === 0 ? [] : await read(ids));
    return new Map(ids.map((id) => [id, { atMs, found: found.get(id) ?? null }]));
  } catch (error) {
    if (error instanceof BennuError) return new Map();
    throw error;
  }
}

/** Filters, not ids: an id that AWS doesn't know is then no error. */
const where = (name: string, values: readonly string[]) => [{ Name: name, Values: [...values] }];

const readSnapshots = (context: ReadingContext, ids: readonly string[]) =>
  inBatches(ids, IDS_A_CALL, async (batch) => {
    const command = new DescribeSnapshotsCommand({ Filters: where("snapshot-id", batch) });
    const answer = await reads(
      context,
      "ec2",
      3,
    )("DescribeSnapshots", () => context.clients.ec2.send(command));
    return (answer.Snapshots ?? []).map(
      ({ SnapshotId, State, KmsKeyId }) =>
        [SnapshotId ?? "", { state: State ?? "", kmsKeyId: KmsKeyId ?? null }] as const,
    );
  });

const readSubnets = (context: ReadingContext, ids: readonly string[]) =>
  inBatches(ids, IDS_A_CALL, async (batch) => {
    const command = new DescribeSubnetsCommand({ Filters: where("subnet-id", batch) });
    const answer = await reads(
      context,
      "ec2",
      3,
    )("DescribeSubnets", () => context.clients.ec2.send(command));
    return (answer.Subnets ?? []).map(
      ({ SubnetId, AvailabilityZone, AvailableIpAddressCount }) =>
        [
          SubnetId ?? "",
          { zone: AvailabilityZone ?? "", freeAddresses: AvailableIpAddressCount ?? 0 },
        ] as const,
    );
  });

const readSecurityGroups = (context: ReadingContext, ids: readonly string[]) =>
  inBatches(ids, IDS_A_CALL, async (batch) => {
    const command = new DescribeSecurityGroupsCommand({ Filters: where("group-id", batch) });
    const answer = await reads(
      context,
      "ec2",
      3,
    )("DescribeSecurityGroups", () => context.clients.ec2.send(command));
    return (answer.SecurityGroups ?? []).map(({ GroupId }) => [GroupId ?? "", true] as const);
  });

async function readZones(context: ReadingContext, types: readonly string[]) {
  const read = reads(context, "ec2", 3);
  const zones = new Map<string, string[]>();
  const readPage = (token: string | undefined) => {
    const command = new DescribeInstanceTypeOfferingsCommand({
      LocationType: "availability-zone",
      Filters: where("instance-type", types),
      NextToken: token,
    });
    return read("DescribeInstanceTypeOfferings", () => context.clients.ec2.send(command));
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
    for (const { InstanceType = "", Location = "" } of page.InstanceTypeOfferings ?? [])
      zones.set(InstanceType, [...(zones.get(InstanceType) ?? []), Location]);
  }
  return [...zones];
}

/** The newest page tells: what AWS refused is tried again and again. */
async function readShortages(context: ReadingContext, names: readonly GroupName[]) {
  const sinceMs = context.clock.now() - SHORTAGE_COUNTS_MS;
  const found = await Promise.all(names.map((name) => newestShortage(context, name, sinceMs)));
  return found.flatMap((shortage, at) => {
    const name = names[at];
    return shortage === null || name === undefined ? [] : [[name, shortage] as const];
  });
}

async function newestShortage(context: ReadingContext, name: GroupName, sinceMs: number) {
  const command = new DescribeScalingActivitiesCommand({
    AutoScalingGroupName: name,
    MaxRecords: NEWEST_ACTIVITIES,
  });
  const answer = await reads(
    context,
    "autoscaling",
    3,
  )("DescribeScalingActivities", () => context.clients.autoScaling.send(command));
  const refused = (answer.Activities ?? [])
    .map(mapActivity)
    .find(
      ({ startedAtMs, statusMessage }) =>
        startedAtMs >= sinceMs && isShortage.test(statusMessage ?? ""),
    );
  return refused === undefined
    ? null
    : { atMs: refused.startedAtMs, message: refused.statusMessage ?? "" };
}
