/** Schedules, hooks, notifications and the warm pool of a group, each as the input of its Put call. All pages. */
import {
  DescribeLifecycleHooksCommand,
  DescribeNotificationConfigurationsCommand,
  DescribeScheduledActionsCommand,
  DescribeWarmPoolCommand,
  type DescribeNotificationConfigurationsAnswer,
  type ScheduledActionsType,
} from "@aws-sdk/client-auto-scaling";
import type { GroupExtra, GroupExtras } from "../../../../shared/model/facts.ts";
import type { GroupName } from "../../../../shared/model/ids.ts";
import { awsFields } from "../../mapping/aws-fields.ts";
import { allOf, pagesOf } from "../paged.ts";
import { reads, type ReadingContext } from "../reading-context.ts";

const PAGE = 100;

export async function readSchedules(context: ReadingContext, name: GroupName) {
  return (await allOf(schedulePages(context, name))).map((action) => ({
    name: action.ScheduledActionName ?? "",
    definition: awsFields(action, [
      "AutoScalingGroupName",
      "ScheduledActionARN",
      // AWS's older word for StartTime.
      ...(action.StartTime === undefined ? [] : ["Time"]),
    ]),
  }));
}

async function* schedulePages(context: ReadingContext, name: GroupName) {
  const read = reads(context, "autoscaling", 0);
  const readPage = (token: string | undefined): Promise<ScheduledActionsType> => {
    const command = new DescribeScheduledActionsCommand({
      AutoScalingGroupName: name,
      MaxRecords: PAGE,
      NextToken: token,
    });
    return read("DescribeScheduledActions", () => context.clients.autoScaling.send(command));
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken))
    yield page.ScheduledUpdateGroupActions ?? [];
}

/** AWS gives them all at once. */
export async function readHooks(
  context: ReadingContext,
  name: GroupName,
): Promise<readonly GroupExtra[]> {
  const read = reads(context, "autoscaling", 0);
  const command = new DescribeLifecycleHooksCommand({ AutoScalingGroupName: name });
  const { LifecycleHooks = [] } = await read("DescribeLifecycleHooks", () =>
    context.clients.autoScaling.send(command),
  );
  return LifecycleHooks.map((hook) => ({
    name: hook.LifecycleHookName ?? "",
    definition: awsFields(hook, ["AutoScalingGroupName", "GlobalTimeout"]),
  }));
}

/** AWS lists one row for each kind of event; one call puts all of a topic. */
export async function readNotifications(
  context: ReadingContext,
  name: GroupName,
): Promise<readonly GroupExtra[]> {
  const rows = await allOf(notificationPages(context, name));
  const topics = [...new Set(rows.map(({ TopicARN = "" }) => TopicARN))];
  return topics.map((topic) => ({
    name: topic,
    definition: {
      TopicARN: topic,
      NotificationTypes: rows
        .filter(({ TopicARN = "" }) => TopicARN === topic)
        .map(({ NotificationType = "" }) => NotificationType)
        .toSorted(),
    },
  }));
}

async function* notificationPages(context: ReadingContext, name: GroupName) {
  const read = reads(context, "autoscaling", 0);
  const readPage = (
    token: string | undefined,
  ): Promise<DescribeNotificationConfigurationsAnswer> => {
    const command = new DescribeNotificationConfigurationsCommand({
      AutoScalingGroupNames: [name],
      MaxRecords: PAGE,
      NextToken: token,
    });
    return read("DescribeNotificationConfigurations", () =>
      context.clients.autoScaling.send(command),
    );
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken))
    yield page.NotificationConfigurations ?? [];
}

/** One that is being deleted is none. */
export async function readWarmPool(
  context: ReadingContext,
  name: GroupName,
): Promise<GroupExtras["warmPool"]> {
  const read = reads(context, "autoscaling", 0);
  const command = new DescribeWarmPoolCommand({ AutoScalingGroupName: name, MaxRecords: 1 });
  const { WarmPoolConfiguration: pool } = await read("DescribeWarmPool", () =>
    context.clients.autoScaling.send(command),
  );
  if (pool === undefined || pool.Status === "PendingDelete") return null;
  return { definition: awsFields(pool, ["Status"]) };
}
