/** Calls those whom an alarm names for the state that it is in. */
import type { AlarmStateValue } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { actionsFor, writeHistory } from "./alarms.ts";
import type { AlarmListener, AnyAlarm } from "./alarms.ts";

const SCALING_POLICY = /:scalingPolicy:/;

interface Calling {
  readonly before: AlarmStateValue;
  readonly isTransition: boolean;
}

/** A scaling policy is called each minute for as long as the state lasts, others once. */
export function callActions(
  world: World,
  alarm: AnyAlarm,
  { before, isTransition }: Calling,
  listener: AlarmListener,
): void {
  if (!alarm.actionsEnabled) return;
  for (const actionArn of actionsFor(alarm)) {
    if (!isTransition && !SCALING_POLICY.test(actionArn)) continue;
    if (isTransition) noteAction(world, alarm, actionArn);
    listener(world, { alarm, actionArn, isTransition, before });
  }
}

function noteAction(world: World, alarm: AnyAlarm, actionArn: string): void {
  const data = { actionState: "Succeeded", stateUpdateTimestamp: alarm.updatedAtMs };
  writeHistory(world, alarm.name, {
    kind: "Action",
    summary: `Successfully executed action ${actionArn}`,
    data: JSON.stringify({ ...data, notificationResource: actionArn }),
  });
}
