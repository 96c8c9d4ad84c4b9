/** What hangs on a group: given in AWS's own fields, so that a clone carries also what Bennu doesn't know. */
import {
  PutLifecycleHookCommand,
  PutNotificationConfigurationCommand,
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
  PutWarmPoolCommand,
  type PutLifecycleHookType,
  type PutNotificationConfigurationType,
  type PutScalingPolicyType,
  type PutScheduledUpdateGroupActionType,
  type PutWarmPoolType,
} from "@aws-sdk/client-auto-scaling";
import {
  DeleteAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from "@aws-sdk/client-cloudwatch";
import { assertNever } from "../../../shared/assert-never.ts";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import type { Clients } from "../sending/clients.ts";
import { done, type Once } from "./answers.ts";

type ExtraCall = Extract<
  Call,
  {
    readonly call:
      | "PutScalingPolicy"
      | "PutScheduledUpdateGroupAction"
      | "PutLifecycleHook"
      | "PutWarmPool"
      | "PutNotificationConfiguration"
      | "PutMetricAlarm"
      | "DeleteAlarms";
  }
>;

export async function performExtra(
  { autoScaling, cloudWatch }: Clients,
  once: Once,
  call: ExtraCall,
): Promise<CallOutcome> {
  switch (call.call) {
    case "PutScalingPolicy": {
      const command = new PutScalingPolicyCommand(named<PutScalingPolicyType>(call));
      const answer = await once(() => autoScaling.send(command));
      return done(answer, answer.PolicyARN === undefined ? {} : { policyArn: answer.PolicyARN });
    }
    case "PutScheduledUpdateGroupAction": {
      const input = timed(named<PutScheduledUpdateGroupActionType>(call));
      return done(
        await once(() => autoScaling.send(new PutScheduledUpdateGroupActionCommand(input))),
      );
    }
    case "PutLifecycleHook": {
      const input = named<PutLifecycleHookType>(call);
      return done(await once(() => autoScaling.send(new PutLifecycleHookCommand(input))));
    }
    case "PutWarmPool": {
      const input = named<PutWarmPoolType>(call);
      return done(await once(() => autoScaling.send(new PutWarmPoolCommand(input))));
    }
    case "PutNotificationConfiguration": {
      const input = named<PutNotificationConfigurationType>(call);
      return done(
        await once(() => autoScaling.send(new PutNotificationConfigurationCommand(input))),
      );
    }
    case "PutMetricAlarm": {
      const input = call.definition as unknown as PutMetricAlarmInput;
      return done(await once(() => cloudWatch.send(new PutMetricAlarmCommand(input))));
    }
    case "DeleteAlarms": {
      const command = new DeleteAlarmsCommand({ AlarmNames: [...call.alarmNames] });
      return done(await once(() => cloudWatch.send(command)));
    }
    default:
      return assertNever(call, "call");
  }
}

/** Definitions hold times as ISO texts. */
const timed = (input: PutScheduledUpdateGroupActionType): PutScheduledUpdateGroupActionType => ({
  ...input,
  ...timeOf("Time", input.Time),
  ...timeOf("StartTime", input.StartTime),
  ...timeOf("EndTime", input.EndTime),
});

const timeOf = (field: "Time" | "StartTime" | "EndTime", at: Date | string | undefined) =>
  at === undefined ? {} : { [field]: new Date(at) };

/** The definition was read from AWS's own answer about another group; only the group's name is another. */
const named = <Input>(call: Extract<ExtraCall, { readonly call: `Put${string}` }>) =>
  ({ ...call.definition, AutoScalingGroupName: call.groupName }) as unknown as Input;
