/** What is read only where a group doesn't get on: its lifecycle hooks and its instance refreshes. */
import {
  DescribeInstanceRefreshesCommand,
  DescribeLifecycleHooksCommand,
  type DesiredConfiguration,
  type InstanceRefresh,
} from "@aws-sdk/client-auto-scaling";
import { groupName, templateId, type GroupName } from "../../../shared/model/ids.ts";
import type { HookFact, RefreshFact } from "../../../shared/model/facts/signs.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

/** AWS gives all of a group at once: it may have 50. */
export async function readLifecycleHooks(
  context: ReadingContext,
  name: GroupName,
): Promise<readonly HookFact[]> {
  const read = reads(context, "autoscaling", 0);
  const command = new DescribeLifecycleHooksCommand({ AutoScalingGroupName: name });
  const answer = await read("DescribeLifecycleHooks", () =>
    context.clients.autoScaling.send(command),
  );
  return (answer.LifecycleHooks ?? []).map((hook) => ({
    name: hook.LifecycleHookName ?? "",
    groupName: groupName(hook.AutoScalingGroupName ?? name),
    transition: hook.LifecycleTransition ?? "",
    heartbeatSeconds: hook.HeartbeatTimeout ?? null,
    defaultResult: hook.DefaultResult ?? "ABANDON",
  }));
}

const NEWEST = 20;

/** Newest first, the active one before all others: the first page is enough. None of a group that is gone. */
export async function readRefreshes(
  context: ReadingContext,
  name: GroupName,
): Promise<readonly RefreshFact[]> {
  const read = reads(context, "autoscaling", 0);
  const command = new DescribeInstanceRefreshesCommand({
    AutoScalingGroupName: name,
    MaxRecords: NEWEST,
  });
  const answer = await read("DescribeInstanceRefreshes", () =>
    context.clients.autoScaling.send(command),
  );
  return (answer.InstanceRefreshes ?? []).map(mapRefresh);
}

/** Start, percentage and rest are absent while it is pending. */
function mapRefresh(refresh: InstanceRefresh): RefreshFact {
  const { Preferences: preferences, RollbackDetails: rollback } = refresh;
  return {
    id: refresh.InstanceRefreshId ?? "",
    groupName: groupName(refresh.AutoScalingGroupName ?? ""),
    status: refresh.Status ?? "",
    reason: refresh.StatusReason ?? null,
    startedAtMs: refresh.StartTime?.getTime() ?? null,
    percent: refresh.PercentageComplete ?? null,
    toUpdate: refresh.InstancesToUpdate ?? null,
    endedAtMs: refresh.EndTime?.getTime() ?? null,
    desired: mapDesired(refresh.DesiredConfiguration),
    minHealthyPercentage: preferences?.MinHealthyPercentage ?? null,
    maxHealthyPercentage: preferences?.MaxHealthyPercentage ?? null,
    instanceWarmupSeconds: preferences?.InstanceWarmup ?? null,
    checkpointPercentages: preferences?.CheckpointPercentages ?? [],
    rollback: rollback
      ? {
          reason: rollback.RollbackReason ?? null,
          startedAtMs: rollback.RollbackStartTime?.getTime() ?? null,
        }
      : null,
  };
}

function mapDesired(desired: DesiredConfiguration | undefined): RefreshFact["desired"] {
  const template =
    desired?.LaunchTemplate ??
    desired?.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
  if (template?.LaunchTemplateId === undefined) return null;
  return { templateId: templateId(template.LaunchTemplateId), version: template.Version ?? "" };
}
