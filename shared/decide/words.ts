/** Numbers, times and calls in an operator's words. */
import { targetName } from "../fleet/settings-in-words.ts";
import type { Call } from "../model/call.ts";

export const servers = (count: number) => (count === 1 ? "1 server" : `${String(count)} servers`);

/** `45 s`, `4 min`, `2 h 5 min`. */
export function span(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return `${String(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${String(minutes)} min`;
  const rest = minutes % 60;
  return `${String(Math.floor(minutes / 60))} h${rest ? ` ${String(rest)} min` : ""}`;
}

/** What a call is done to, by name. */
export function targetOf(call: Call): string {
  if ("groupName" in call) return call.groupName;
  switch (call.call) {
    case "RunInstances":
      return call.imageId;
    case "TerminateInstances":
      return call.serverIds.join(", ");
    case "CreateImage":
      return call.serverId;
    case "DeregisterImage":
    case "EnableImageDeregistrationProtection":
    case "DisableImageDeregistrationProtection":
    case "ModifyImageAttribute":
    case "EnableImageDeprecation":
    case "DisableImageDeprecation":
    case "DisableImage":
    case "EnableImage":
      return call.imageId;
    case "CopyImage":
      return call.sourceImageId;
    case "DeleteSnapshot":
    case "ModifySnapshotAttribute":
      return call.snapshotId;
    case "PutObject":
    case "DeleteObject":
      return `s3://${call.bucket}/${call.key}`;
    case "SendCommand":
      return call.serverIds.join(", ");
    case "CreateTags":
      return call.resourceId;
    case "CreateLaunchTemplateVersion":
      return call.templateId;
  }
}

const weightWords = (
  weights: Extract<Call, { call: "ModifyRule" | "ModifyListener" }>["weights"],
) =>
  weights
    .map(({ targetGroupArn, weight }) => `${String(weight)} to ${targetName(targetGroupArn)}`)
    .join(", ");

const accountWords = (call: {
  readonly addAccounts: readonly string[];
  readonly removeAccounts: readonly string[];
}) =>
  [
    ...call.addAccounts.map((account) => `with ${account}`),
    ...call.removeAccounts.map((account) => `no longer with ${account}`),
  ].join(", ");

const putWords = {
  PutScalingPolicy: "a scaling policy",
  PutScheduledUpdateGroupAction: "a scheduled action",
  PutLifecycleHook: "a lifecycle hook",
  PutWarmPool: "a warm pool",
  PutNotificationConfiguration: "notifications",
  PutMetricAlarm: "an alarm",
} as const;

/** What a call does, in a sentence. */
export function describeCall(call: Call): string {
  const target = targetOf(call);
  switch (call.call) {
    case "RunInstances":
      return `Start a server from ${target}`;
    case "TerminateInstances":
      return `End ${call.serverIds.length > 3 ? servers(call.serverIds.length) : target}`;
    case "CreateImage":
      return `Make the image ${call.name} from ${target}`;
    case "DeregisterImage":
      return `Deregister the image ${target}${call.withSnapshots ? " and delete its snapshots" : ""}`;
    case "CopyImage":
      return `Copy the image ${target} from ${call.sourceRegion} as ${call.name}`;
    case "ModifyImageAttribute":
      return `Share the image ${target}: ${accountWords(call)}`;
    case "ModifySnapshotAttribute":
      return `Share the snapshot ${target}: ${accountWords(call)}`;
    case "EnableImageDeprecation":
      return `Deprecate the image ${target} at ${new Date(call.deprecateAtMs).toISOString()}`;
    case "DisableImageDeprecation":
      return `No longer deprecate the image ${target}`;
    case "DisableImage":
      return `Disable the image ${target}`;
    case "EnableImage":
      return `Enable the image ${target} again`;
    case "PutObject":
      return `Write ${target}`;
    case "DeleteObject":
      return `Delete ${target}`;
    case "SendCommand":
      return `Run a script on ${call.serverIds.length > 3 ? servers(call.serverIds.length) : target}: ${call.comment}`;
    case "DeleteSnapshot":
      return `Delete the snapshot ${target}`;
    case "CreateTags":
    case "CreateOrUpdateTags":
      return `Write ${Object.keys(call.tags).join(", ")} on ${target}`;
    case "DeleteTags":
      return `Take ${call.keys.join(", ")} off ${target}`;
    case "CreateLaunchTemplateVersion":
      return `Make a version of the launch template ${target} with ${call.imageId}`;
    case "CreateAutoScalingGroup":
      return `Create the group ${target}`;
    case "EnableMetricsCollection":
      return `Collect ${String(call.metrics.length)} metrics of ${target}`;
    case "UpdateAutoScalingGroup":
      return `Set ${target} to ${String(call.desiredCapacity)} (min ${String(call.minSize)}, max ${String(call.maxSize)})${call.template === undefined ? "" : `, started from template version ${String(call.template.version)}`}`;
    case "DeleteAutoScalingGroup":
      return `Delete the group ${target} and its servers`;
    case "SuspendProcesses":
      return `Suspend ${call.processes.join(", ")} on ${target}`;
    case "ResumeProcesses":
      return `Resume ${call.processes.join(", ")} on ${target}`;
    case "ModifyRule":
    case "ModifyListener":
      return `Share the requests for ${target}: ${weightWords(call.weights)}`;
    case "AttachTrafficSources":
      return `Attach ${target} to its target groups`;
    case "DetachTrafficSources":
      return `Detach ${target} from its target groups`;
    case "PutScalingPolicy":
    case "PutScheduledUpdateGroupAction":
    case "PutLifecycleHook":
    case "PutWarmPool":
    case "PutNotificationConfiguration":
    case "PutMetricAlarm":
      return `Give ${target} ${putWords[call.call]}`;
    case "DeleteAlarms":
      return `Delete the alarms ${call.alarmNames.join(", ")} of ${target}`;
    case "StartInstanceRefresh":
      return `Start an instance refresh of ${target} to template version ${String(call.templateVersion)}`;
    case "CancelInstanceRefresh":
      return `Cancel the instance refresh of ${target}`;
    case "RollbackInstanceRefresh":
      return `Roll the instance refresh of ${target} back`;
    case "TerminateInstanceInAutoScalingGroup":
      return `End ${call.serverId} of ${target}${call.decrement ? ", which gets smaller by one" : ", which starts another one"}`;
    case "SetInstanceProtection":
      return `${call.protectedFromScaleIn ? "Protect" : "No longer protect"} ${servers(call.serverIds.length)} of ${target} from scale-in`;
    case "EnterStandby":
      return `Put ${servers(call.serverIds.length)} of ${target} into standby`;
    case "ExitStandby":
      return `Put ${servers(call.serverIds.length)} of ${target} back into service`;
    case "CompleteLifecycleAction":
      return `Answer the hook ${call.hook} of ${call.serverId} with ${call.result}`;
    case "CreateReplaceRootVolumeTask":
      return `Give ${call.serverId} of ${target} a new root volume from ${call.imageId}`;
    case "EnableImageDeregistrationProtection":
      return `Protect the image ${target} from deregistration`;
    case "DisableImageDeregistrationProtection":
      return `No longer protect the image ${target} from deregistration`;
  }
}
