/** Single members of a group: ended, protected, set aside and taken back, let on by a hook. */
import {
  CompleteLifecycleActionCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
  SetInstanceProtectionCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { assertNever } from "../../../shared/assert-never.ts";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import type { Clients } from "../sending/clients.ts";
import { done, type Once } from "./answers.ts";

type MemberCall = Extract<
  Call,
  {
    readonly call:
      | "TerminateInstanceInAutoScalingGroup"
      | "SetInstanceProtection"
      | "EnterStandby"
      | "ExitStandby"
      | "CompleteLifecycleAction";
  }
>;

export async function performMember(
  { autoScaling }: Clients,
  once: Once,
  call: MemberCall,
): Promise<CallOutcome> {
  const group = { AutoScalingGroupName: call.groupName };
  switch (call.call) {
    case "TerminateInstanceInAutoScalingGroup": {
      const command = new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId: call.serverId,
        ShouldDecrementDesiredCapacity: call.decrement,
      });
      return done(await once(() => autoScaling.send(command)));
    }
    case "SetInstanceProtection": {
      const command = new SetInstanceProtectionCommand({
        ...group,
        InstanceIds: [...call.serverIds],
        ProtectedFromScaleIn: call.protectedFromScaleIn,
      });
      return done(await once(() => autoScaling.send(command)));
    }
    case "EnterStandby": {
      const command = new EnterStandbyCommand({
        ...group,
        InstanceIds: [...call.serverIds],
        ShouldDecrementDesiredCapacity: call.decrement,
      });
      return done(await once(() => autoScaling.send(command)));
    }
    case "ExitStandby": {
      const command = new ExitStandbyCommand({ ...group, InstanceIds: [...call.serverIds] });
      return done(await once(() => autoScaling.send(command)));
    }
    case "CompleteLifecycleAction": {
      const command = new CompleteLifecycleActionCommand({
        ...group,
        LifecycleHookName: call.hook,
        InstanceId: call.serverId,
        LifecycleActionResult: call.result,
      });
      return done(await once(() => autoScaling.send(command)));
    }
    default:
      return assertNever(call, "call");
  }
}
