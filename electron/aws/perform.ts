/**
 * The one dispatcher of calls that change a cloud. It says what came of each: done, refused by AWS, or no answer.
 * A call without AWS's idempotency token is never sent again after a lost answer: the caller looks first.
 */
import {
  AttachTrafficSourcesCommand,
  CreateAutoScalingGroupCommand,
  CreateOrUpdateTagsCommand,
  DeleteAutoScalingGroupCommand,
  DeleteTagsCommand,
  DetachTrafficSourcesCommand,
  EnableMetricsCollectionCommand,
  ResumeProcessesCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateImageCommand,
  CreateLaunchTemplateVersionCommand,
  CreateReplaceRootVolumeTaskCommand,
  CreateTagsCommand,
  DeleteSnapshotCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { assertNever } from "../../shared/assert-never.ts";
import { BennuError } from "../../shared/errors.ts";
import { serviceOf } from "../../shared/model/calls/service-of.ts";
import type { Call, CallOutcome, Produced } from "../../shared/model/call.ts";
import { imageId, serverId } from "../../shared/model/ids.ts";
import type { CloudActor } from "../ports.ts";
import { done, type Answer } from "./acting/answers.ts";
import {
  createGroupInput,
  createImageInput,
  deleteTagsInput,
  groupTagsInput,
  rootVolumeInput,
  runInstancesInput,
  trafficSources,
  updateGroupInput,
} from "./acting/call-inputs.ts";
import { performExtra } from "./acting/perform-extra.ts";
import { performCommand } from "./acting/perform-command.ts";
import { performImage } from "./acting/perform-image.ts";
import { performMember } from "./acting/perform-member.ts";
import { performObject } from "./acting/perform-object.ts";
import { performRefresh } from "./acting/perform-refresh.ts";
import { performRouting } from "./acting/perform-routing.ts";
import { toSdkTags } from "./mapping/tags.ts";
import type { Clients } from "./sending/clients.ts";
import type { Send } from "./sending/send.ts";

export interface ActingContext {
  readonly clients: Clients;
  readonly send: Send;
}

export function createActor(context: ActingContext): CloudActor {
  return {
    perform: async (call) => {
      try {
        return await dispatch(context, call);
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

async function dispatch({ clients, send }: ActingContext, call: Call): Promise<CallOutcome> {
  const { ec2, autoScaling } = clients;
  const outgoing = { service: serviceOf(call), operation: call.call, priority: 0 as const };
  const once = <Output extends Answer>(run: () => Promise<Output>) => send({ ...outgoing, run });
  const withToken = <Output extends Answer>(run: () => Promise<Output>) =>
    send({ ...outgoing, repeatable: true, run });

  switch (call.call) {
    case "RunInstances": {
      const answer = await withToken(() =>
        ec2.send(new RunInstancesCommand(runInstancesInput(call))),
      );
      return done(answer, {
        serverIds: (answer.Instances ?? []).map(({ InstanceId }) => serverId(InstanceId ?? "")),
      });
    }
    case "TerminateInstances":
      return done(
        await once(() =>
          ec2.send(new TerminateInstancesCommand({ InstanceIds: [...call.serverIds] })),
        ),
      );
    case "CreateImage": {
      const answer = await once(() => ec2.send(new CreateImageCommand(createImageInput(call))));
      return done(answer, { imageId: imageId(answer.ImageId ?? "") });
    }
    case "DeleteSnapshot":
      return done(
        await once(() => ec2.send(new DeleteSnapshotCommand({ SnapshotId: call.snapshotId }))),
      );
    case "CreateTags": {
      const input = { Resources: [call.resourceId], Tags: toSdkTags(call.tags) };
      return done(await once(() => ec2.send(new CreateTagsCommand(input))));
    }
    case "CreateLaunchTemplateVersion": {
      const input = {
        LaunchTemplateId: call.templateId,
        SourceVersion: call.sourceVersion,
        VersionDescription: call.description,
        LaunchTemplateData: { ImageId: call.imageId },
        ClientToken: call.clientToken,
      };
      const answer = await withToken(() => ec2.send(new CreateLaunchTemplateVersionCommand(input)));
      return done(answer, versionOf(answer.LaunchTemplateVersion?.VersionNumber));
    }
    case "CreateAutoScalingGroup": {
      if (call.settings.launchConfiguration !== null) throw notCarried(call.groupName);
      const input = createGroupInput(call);
      return done(await once(() => autoScaling.send(new CreateAutoScalingGroupCommand(input))));
    }
    case "EnableMetricsCollection": {
      const { groupName, metrics } = call;
      const input = { AutoScalingGroupName: groupName, Granularity: "1Minute" };
      const command = () => new EnableMetricsCollectionCommand({ ...input, Metrics: [...metrics] });
      return done(await once(() => autoScaling.send(command())));
    }
    case "UpdateAutoScalingGroup": {
      const input = updateGroupInput(call);
      return done(await once(() => autoScaling.send(new UpdateAutoScalingGroupCommand(input))));
    }
    case "DeleteAutoScalingGroup": {
      const input = { AutoScalingGroupName: call.groupName, ForceDelete: call.force };
      return done(await once(() => autoScaling.send(new DeleteAutoScalingGroupCommand(input))));
    }
    case "SuspendProcesses":
    case "ResumeProcesses": {
      const Command =
        call.call === "SuspendProcesses" ? SuspendProcessesCommand : ResumeProcessesCommand;
      const input = { AutoScalingGroupName: call.groupName, ScalingProcesses: [...call.processes] };
      return done(await once(() => autoScaling.send(new Command(input))));
    }
    case "AttachTrafficSources":
    case "DetachTrafficSources": {
      const Command =
        call.call === "AttachTrafficSources"
          ? AttachTrafficSourcesCommand
          : DetachTrafficSourcesCommand;
      const input = {
        AutoScalingGroupName: call.groupName,
        TrafficSources: trafficSources(call.targetGroupArns),
      };
      return done(await once(() => autoScaling.send(new Command(input))));
    }
    case "ModifyRule":
    case "ModifyListener":
      return performRouting(clients, once, call);
    case "CreateOrUpdateTags":
      return done(
        await once(() => autoScaling.send(new CreateOrUpdateTagsCommand(groupTagsInput(call)))),
      );
    case "DeleteTags":
      return done(await once(() => autoScaling.send(new DeleteTagsCommand(deleteTagsInput(call)))));
    case "PutScalingPolicy":
    case "PutScheduledUpdateGroupAction":
    case "PutLifecycleHook":
    case "PutWarmPool":
    case "PutNotificationConfiguration":
    case "PutMetricAlarm":
    case "DeleteAlarms":
      return performExtra(clients, once, call);
    case "StartInstanceRefresh":
    case "CancelInstanceRefresh":
    case "RollbackInstanceRefresh":
      return performRefresh(clients, once, call);
    case "TerminateInstanceInAutoScalingGroup":
    case "SetInstanceProtection":
    case "EnterStandby":
    case "ExitStandby":
    case "CompleteLifecycleAction":
      return performMember(clients, once, call);
    case "CreateReplaceRootVolumeTask": {
      const input = rootVolumeInput(call);
      const answer = await withToken(() => ec2.send(new CreateReplaceRootVolumeTaskCommand(input)));
      const task = answer.ReplaceRootVolumeTask?.ReplaceRootVolumeTaskId;
      return done(answer, task === undefined ? {} : { rootVolumeTaskId: task });
    }
    case "CopyImage":
    case "DeregisterImage":
    case "ModifyImageAttribute":
    case "ModifySnapshotAttribute":
    case "EnableImageDeprecation":
    case "DisableImageDeprecation":
    case "DisableImage":
    case "EnableImage":
    case "EnableImageDeregistrationProtection":
    case "DisableImageDeregistrationProtection":
      return performImage(clients, { once, withToken }, call);
    case "PutObject":
    case "DeleteObject":
      return performObject(clients, withToken, call);
    case "SendCommand":
      return performCommand(clients, once, call);
    default:
      return assertNever(call, "call");
  }
}

const versionOf = (version: number | undefined): Produced =>
  version === undefined ? {} : { templateVersion: version };

const notCarried = (name: string) =>
  new BennuError({
    code: "refused",
    message: `The group ${name} was not made: a generation is made from a launch template, and the settings name a launch configuration. Nothing was changed.`,
  });

function outcomeOf(error: unknown): CallOutcome {
  if (!(error instanceof BennuError)) throw error;
  if (error.retry === "look") return { kind: "unknown", message: error.message };
  const { awsCode, requestId } = error.details;
  return {
    kind: "failed",
    code: typeof awsCode === "string" ? awsCode : error.code,
    message: error.message,
    requestId: typeof requestId === "string" ? requestId : null,
  };
}
