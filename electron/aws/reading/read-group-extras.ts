import { DescribeInstanceRefreshesCommand } from "@aws-sdk/client-auto-scaling";
import type { GroupExtras } from "../../../shared/model/facts.ts";
import type { GroupName } from "../../../shared/model/ids.ts";
import {
  readHooks,
  readNotifications,
  readSchedules,
  readWarmPool,
} from "./extras/read-hanging.ts";
import { readPolicies } from "./extras/read-policies.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

const FINISHED = ["Successful", "Failed", "Cancelled", "RollbackSuccessful", "RollbackFailed"];

/** Whole: what can't be read fails the reading, since a clone that silently lacks a hook is an outage later. */
export async function readGroupExtras(
  context: ReadingContext,
  name: GroupName,
): Promise<GroupExtras> {
  const [policies, schedules, hooks, notifications, warmPool, activeRefresh] = await Promise.all([
    readPolicies(context, name),
    readSchedules(context, name),
    readHooks(context, name),
    readNotifications(context, name),
    readWarmPool(context, name),
    readActiveRefresh(context, name),
  ]);
  return {
    scalingPolicies: policies,
    scheduledActions: schedules,
    lifecycleHooks: hooks,
    notifications,
    warmPool,
    activeRefresh,
  };
}

async function readActiveRefresh(context: ReadingContext, name: GroupName) {
  const read = reads(context, "autoscaling", 0);
  const command = new DescribeInstanceRefreshesCommand({
    AutoScalingGroupName: name,
    MaxRecords: 10,
  });
  const answer = await read("DescribeInstanceRefreshes", () =>
    context.clients.autoScaling.send(command),
  );
  const active = (answer.InstanceRefreshes ?? []).find(
    ({ Status }) => !FINISHED.includes(Status ?? ""),
  );
  return active ? `${active.InstanceRefreshId ?? ""} ${active.Status ?? ""}` : null;
}
