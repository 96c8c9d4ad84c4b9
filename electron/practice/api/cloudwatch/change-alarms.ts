/** Changing the state of alarms and their actions, and their end. */
import type {
  DeleteAlarmsInput,
  DisableAlarmActionsInput,
  SetAlarmStateInput,
} from "@aws-sdk/client-cloudwatch";
import { anyAlarm, enterState, removeAlarm } from "../../world/cloudwatch/alarms/alarms.ts";
import type { AnyAlarm } from "../../world/cloudwatch/alarms/alarms.ts";
import { callActions } from "../../world/cloudwatch/alarms/call-actions.ts";
import { evaluateComposites } from "../../world/cloudwatch/alarms/composite-alarms.ts";
import { performAlarmAction } from "../../world/autoscaling/scaling/alarm-actions.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { AlarmStateValue } from "../../world/kernel/state/cloudwatch.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { validation } from "./input.ts";

/** All or none: AWS deletes nothing if a name is not known. */
export function deleteAlarms(input: DeleteAlarmsInput, { world }: CallContext): void {
  for (const name of input.AlarmNames ?? []) findAlarm(world, name);
  for (const name of input.AlarmNames ?? []) removeAlarm(world, name);
  evaluateComposites(world, performAlarmAction);
}

function findAlarm(world: World, name: string): AnyAlarm {
  const alarm = anyAlarm(world, name);
  if (alarm) return alarm;
  throw new PracticeError("ResourceNotFound", `Unknown alarm: ${name}`, 404);
}

const STATES: readonly AlarmStateValue[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];

/** Until it is evaluated again, which may be a few seconds later. */
export function setAlarmState(input: SetAlarmStateInput, { world }: CallContext): void {
  const alarm = findAlarm(world, input.AlarmName ?? "");
  const state = STATES.find((each) => each === input.StateValue);
  if (!state) throw validation(`Value '${input.StateValue}' at 'stateValue' is not a state.`);
  checkJson(input.StateReasonData);
  const before = alarm.state;
  const reasonData = input.StateReasonData ?? null;
  const isTransition = enterState(world, alarm, {
    state,
    reason: input.StateReason ?? "",
    reasonData,
  });
  if (isTransition) callActions(world, alarm, { before, isTransition }, performAlarmAction);
  evaluateComposites(world, performAlarmAction);
}

function checkJson(text: string | undefined): void {
  try {
    JSON.parse(text ?? "{}");
  } catch {
    throw new PracticeError("InvalidFormat", "StateReasonData was not syntactically valid JSON");
  }
}

const switched =
  (actionsEnabled: boolean) =>
  (input: DisableAlarmActionsInput, { world }: CallContext): void => {
    for (const name of input.AlarmNames ?? []) {
      const alarm = anyAlarm(world, name);
      if (alarm) alarm.actionsEnabled = actionsEnabled;
    }
  };

export const enableAlarmActions = switched(true);
export const disableAlarmActions = switched(false);
