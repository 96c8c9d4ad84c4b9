/**
 * Room and alarms around a fleet, for a plan's outlook. What can't be read, for want of permission or of an answer, is
 * null: an outlook says that it doesn't know, and no plan fails for it.
 */
import { DescribeAlarmsCommand, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import {
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
} from "@aws-sdk/client-ec2";
import { GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import { BennuError } from "../../../shared/errors.ts";
import type {
  InstanceTypeFact,
  OfferingFact,
  ProspectQuestion,
  Prospects,
} from "../../../shared/model/facts/outlook-facts.ts";
import type { AlarmFact } from "../../../shared/model/facts/watch-facts.ts";
import { standardVcpuQuota } from "../../../shared/plan/outlook/quota.ts";
import { inBatches, pagesOf } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

export async function readProspects(
  context: ReadingContext,
  { types, offered, watched }: ProspectQuestion,
): Promise<Prospects> {
  const [known, offerings, vcpuLimit, alarms] = await Promise.all([
    orNull(readTypes(context, types)),
    offered === null ? null : orNull(readOfferings(context, offered)),
    orNull(readVcpuLimit(context)),
    orNull(readAlarmsOn(context, new Set(watched))),
  ]);
  return { types: known, offerings, vcpuLimit, alarms };
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof BennuError) return null;
    throw error;
  }
}

const TYPES_A_CALL = 100;

/** As a filter, a type that AWS doesn't know is no error. */
function readTypes(
  context: ReadingContext,
  names: readonly string[],
): Promise<readonly InstanceTypeFact[]> {
  const read = reads(context, "ec2", 1);
  return inBatches(names, TYPES_A_CALL, async (batch) => {
    const command = new DescribeInstanceTypesCommand({
      Filters: [{ Name: "instance-type", Values: [...batch] }],
      MaxResults: TYPES_A_CALL,
    });
    const answer = await read("DescribeInstanceTypes", () => context.clients.ec2.send(command));
    return (answer.InstanceTypes ?? []).map((type) => ({
      name: type.InstanceType ?? "",
      vcpus: type.VCpuInfo?.DefaultVCpus ?? 0,
      instanceStore: type.InstanceStorageSupported ?? false,
    }));
  });
}

async function readOfferings(
  context: ReadingContext,
  instanceType: string,
): Promise<readonly OfferingFact[]> {
  const read = reads(context, "ec2", 1);
  const command = new DescribeInstanceTypeOfferingsCommand({
    LocationType: "availability-zone",
    Filters: [{ Name: "instance-type", Values: [instanceType] }],
  });
  const answer = await read("DescribeInstanceTypeOfferings", () =>
    context.clients.ec2.send(command),
  );
  return (answer.InstanceTypeOfferings ?? []).map(({ Location }) => ({
    instanceType,
    zone: Location ?? "",
  }));
}

async function readVcpuLimit(context: ReadingContext): Promise<number | null> {
  const read = reads(context, "servicequotas", 1);
  const command = new GetServiceQuotaCommand({ ServiceCode: "ec2", QuotaCode: standardVcpuQuota });
  const answer = await read("GetServiceQuota", () => context.clients.quotas.send(command));
  return answer.Quota?.Value ?? null;
}

const ALARMS_A_PAGE = 100;
/** An account may have thousands of alarms, and no filter by what they watch: beyond this, none is better than some. */
const MOST_PAGES = 20;

async function readAlarmsOn(
  context: ReadingContext,
  watched: ReadonlySet<string>,
): Promise<readonly AlarmFact[] | null> {
  const read = reads(context, "cloudwatch", 1);
  const readPage = (token: string | undefined) => {
    const command = new DescribeAlarmsCommand({
      AlarmTypes: ["MetricAlarm"],
      MaxRecords: ALARMS_A_PAGE,
      NextToken: token,
    });
    return read("DescribeAlarms", () => context.clients.cloudWatch.send(command));
  };
  const found: MetricAlarm[] = [];
  let pages = 0;
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
    found.push(...(page.MetricAlarms ?? []).filter((alarm) => isOn(alarm, watched)));
    pages += 1;
    if (pages === MOST_PAGES && page.NextToken !== undefined) return null;
  }
  return found.map(toAlarm);
}

/** Also those of metric math, whose metrics have the dimensions. */
function isOn({ Dimensions = [], Metrics = [] }: MetricAlarm, watched: ReadonlySet<string>) {
  const within = Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric?.Dimensions ?? []);
  return [...Dimensions, ...within].some(({ Value }) => watched.has(Value ?? ""));
}

const toAlarm = (alarm: MetricAlarm): AlarmFact => ({
  name: alarm.AlarmName ?? "",
  state: alarm.StateValue ?? "",
  reason: alarm.StateReason ?? "",
  sinceMs: alarm.StateUpdatedTimestamp?.getTime() ?? null,
});
