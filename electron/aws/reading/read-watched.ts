/** What gates look at: CloudWatch's alarms and EC2's own checks. */
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeInstanceStatusCommand } from "@aws-sdk/client-ec2";
import { BennuError } from "../../../shared/errors.ts";
import { serverId, type ServerId } from "../../../shared/model/ids.ts";
import type { AlarmFact, StatusCheckFact } from "../../../shared/model/facts/watch-facts.ts";
import { inBatches } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

const ALARMS_A_CALL = 100;
const SERVERS_A_CALL = 100;

/** Metric and composite alarms of these names; those that don't exist are left out. */
export function readAlarmStates(
  context: ReadingContext,
  names: readonly string[],
): Promise<readonly AlarmFact[]> {
  const read = reads(context, "cloudwatch", 0);
  return inBatches(names, ALARMS_A_CALL, async (batch) => {
    const command = new DescribeAlarmsCommand({
      AlarmNames: [...batch],
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
      MaxRecords: ALARMS_A_CALL,
    });
    const answer = await read("DescribeAlarms", () => context.clients.cloudWatch.send(command));
    return [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])].map(toAlarm);
  });
}

interface DescribedAlarm {
  readonly AlarmName?: string | undefined;
  readonly StateValue?: string | undefined;
  readonly StateReason?: string | undefined;
  readonly StateUpdatedTimestamp?: Date | undefined;
}

const toAlarm = (alarm: DescribedAlarm): AlarmFact => ({
  name: alarm.AlarmName ?? "",
  state: alarm.StateValue ?? "",
  reason: alarm.StateReason ?? "",
  sinceMs: alarm.StateUpdatedTimestamp?.getTime() ?? null,
});

/** Of those that run; a server that isn't reported is left out. */
export const readStatusChecks = (
  context: ReadingContext,
  ids: readonly ServerId[],
): Promise<readonly StatusCheckFact[]> =>
  inBatches(ids, SERVERS_A_CALL, (batch) => checksOf(context, batch));

/** This call has no filter by id, and one that is gone fails it as a whole: then each is asked for by itself. */
async function checksOf(
  context: ReadingContext,
  ids: readonly ServerId[],
): Promise<readonly StatusCheckFact[]> {
  const read = reads(context, "ec2", 0);
  const command = new DescribeInstanceStatusCommand({ InstanceIds: [...ids] });
  try {
    const answer = await read("DescribeInstanceStatus", () => context.clients.ec2.send(command));
    return (answer.InstanceStatuses ?? []).map((status) => ({
      serverId: serverId(status.InstanceId ?? ""),
      system: status.SystemStatus?.Status ?? "",
      instance: status.InstanceStatus?.Status ?? "",
    }));
  } catch (error) {
    if (!(error instanceof BennuError) || error.code !== "not-found") throw error;
    if (ids.length < 2) return [];
    return (await Promise.all(ids.map((id) => checksOf(context, [id])))).flat();
  }
}
