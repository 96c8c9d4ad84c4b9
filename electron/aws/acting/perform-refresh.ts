/** AWS's instance refresh: started, cancelled, rolled back. */
import {
  CancelInstanceRefreshCommand,
  RollbackInstanceRefreshCommand,
  StartInstanceRefreshCommand,
  type RefreshPreferences as SdkPreferences,
  type StartInstanceRefreshType,
} from "@aws-sdk/client-auto-scaling";
import { assertNever } from "../../../shared/assert-never.ts";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import type { RefreshPreferences } from "../../../shared/model/calls/refreshes.ts";
import type { Clients } from "../sending/clients.ts";
import { done, type Once } from "./answers.ts";
import { launchInput } from "./launch-input.ts";

type RefreshCall = Extract<Call, { readonly call: `${string}InstanceRefresh` }>;

export async function performRefresh(
  { autoScaling }: Clients,
  once: Once,
  call: RefreshCall,
): Promise<CallOutcome> {
  const group = { AutoScalingGroupName: call.groupName };
  switch (call.call) {
    case "StartInstanceRefresh":
      return started(
        await once(() => autoScaling.send(new StartInstanceRefreshCommand(startInput(call)))),
      );
    case "CancelInstanceRefresh": {
      const input = { ...group, WaitForTransitioningInstances: call.waitForTransitioning };
      return started(await once(() => autoScaling.send(new CancelInstanceRefreshCommand(input))));
    }
    case "RollbackInstanceRefresh":
      return started(await once(() => autoScaling.send(new RollbackInstanceRefreshCommand(group))));
    default:
      return assertNever(call, "call");
  }
}

const started = (answer: {
  readonly InstanceRefreshId?: string | undefined;
  readonly $metadata: { readonly requestId?: string | undefined };
}) =>
  done(
    answer,
    answer.InstanceRefreshId === undefined ? {} : { refreshId: answer.InstanceRefreshId },
  );

type Start = Extract<RefreshCall, { readonly call: "StartInstanceRefresh" }>;

const startInput = (call: Start): StartInstanceRefreshType => ({
  AutoScalingGroupName: call.groupName,
  Strategy: call.strategy,
  DesiredConfiguration: launchInput(call.mixedInstances ?? null, {
    id: call.templateId,
    version: call.templateVersion,
  }),
  Preferences: preferencesInput(call.preferences),
});

function preferencesInput(wanted: RefreshPreferences): SdkPreferences {
  const { instanceWarmupSeconds, checkpointDelaySeconds, bakeTimeSeconds, alarms } = wanted;
  return {
    MinHealthyPercentage: wanted.minHealthyPercentage,
    MaxHealthyPercentage: wanted.maxHealthyPercentage,
    SkipMatching: wanted.skipMatching,
    AutoRollback: wanted.autoRollback,
    ScaleInProtectedInstances: wanted.scaleInProtectedInstances,
    StandbyInstances: wanted.standbyInstances,
    ...(instanceWarmupSeconds === null ? {} : { InstanceWarmup: instanceWarmupSeconds }),
    ...(wanted.checkpointPercentages.length === 0
      ? {}
      : { CheckpointPercentages: [...wanted.checkpointPercentages] }),
    ...(checkpointDelaySeconds === null ? {} : { CheckpointDelay: checkpointDelaySeconds }),
    ...(bakeTimeSeconds === null ? {} : { BakeTime: bakeTimeSeconds }),
    ...(alarms.length === 0 ? {} : { AlarmSpecification: { Alarms: [...alarms] } }),
  };
}
