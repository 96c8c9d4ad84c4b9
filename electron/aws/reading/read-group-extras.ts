import {
  DescribeInstanceRefreshesCommand,
  DescribeLifecycleHooksCommand,
  DescribeNotificationConfigurationsCommand,
  DescribePoliciesCommand,
  DescribeScheduledActionsCommand,
  DescribeWarmPoolCommand,
} from "@aws-sdk/client-auto-scaling";
import type { GroupExtras } from "../../../shared/model/facts.ts";
import type { GroupName } from "../../../shared/model/ids.ts";
import { reads, type Read, type ReadingContext } from "./reading-context.ts";

const FINISHED = ["Successful", "Failed", "Cancelled", "RollbackSuccessful", "RollbackFailed"];

/** A first page of each is enough to know that there are some. */
export async function readGroupExtras(
  context: ReadingContext,
  name: GroupName,
): Promise<GroupExtras> {
  const read = reads(context, "autoscaling", 0);
  const [policies, scheduled, hooks, notifications, warmPool, activeRefresh] = await Promise.all([
    readPolicies(context, read, name),
    readScheduledActions(context, read, name),
    readHooks(context, read, name),
    readNotifications(context, read, name),
    readWarmPool(context, read, name),
    readActiveRefresh(context, read, name),
  ]);
  return {
    scalingPolicies: policies,
    scheduledActions: scheduled,
    lifecycleHooks: hooks,
    notifications,
    warmPool,
    activeRefresh,
  };
}

const named = <Item>(
  items: readonly Item[] | undefined,
  nameOf: (item: Item) => string | undefined,
) => (items ?? []).map((item) => nameOf(item) ?? "");

async function readPolicies({ clients }: ReadingContext, read: Read, name: GroupName) {
  const command = new DescribePoliciesCommand({ AutoScalingGroupName: name });
  const answer = await read("DescribePolicies", () => clients.autoScaling.send(command));
  return named(answer.ScalingPolicies, (policy) => policy.PolicyName);
}

async function readScheduledActions({ clients }: ReadingContext, read: Read, name: GroupName) {
  const command = new DescribeScheduledActionsCommand({ AutoScalingGroupName: name });
  const answer = await read("DescribeScheduledActions", () => clients.autoScaling.send(command));
  return named(answer.ScheduledUpdateGroupActions, (action) => action.ScheduledActionName);
}

async function readHooks({ clients }: ReadingContext, read: Read, name: GroupName) {
  const command = new DescribeLifecycleHooksCommand({ AutoScalingGroupName: name });
  const answer = await read("DescribeLifecycleHooks", () => clients.autoScaling.send(command));
  return named(answer.LifecycleHooks, (hook) => hook.LifecycleHookName);
}

async function readNotifications({ clients }: ReadingContext, read: Read, name: GroupName) {
  const command = new DescribeNotificationConfigurationsCommand({ AutoScalingGroupNames: [name] });
  const answer = await read("DescribeNotificationConfigurations", () =>
    clients.autoScaling.send(command),
  );
  return named(answer.NotificationConfigurations, (notification) => notification.TopicARN);
}

async function readWarmPool({ clients }: ReadingContext, read: Read, name: GroupName) {
  const command = new DescribeWarmPoolCommand({ AutoScalingGroupName: name });
  const answer = await read("DescribeWarmPool", () => clients.autoScaling.send(command));
  return answer.WarmPoolConfiguration !== undefined;
}

async function readActiveRefresh({ clients }: ReadingContext, read: Read, name: GroupName) {
  const command = new DescribeInstanceRefreshesCommand({
    AutoScalingGroupName: name,
    MaxRecords: 10,
  });
  const answer = await read("DescribeInstanceRefreshes", () => clients.autoScaling.send(command));
  const active = (answer.InstanceRefreshes ?? []).find(
    ({ Status }) => !FINISHED.includes(Status ?? ""),
  );
  return active ? `${active.InstanceRefreshId ?? ""} ${active.Status ?? ""}` : null;
}
