/** Alarms and what becomes of them: every change of state is written down, told to refreshes, and acted upon. */
import { forgetAlarmState, writeAlarmState } from "../../autoscaling/refresh/alarms.ts";
import type {
  AlarmHistoryState,
  AlarmState,
  AlarmStateValue,
  CompositeAlarmState,
} from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";

export type AnyAlarm = AlarmState | CompositeAlarmState;

/** Someone whom an alarm calls: a scaling policy, a topic, a server's own action. */
export interface AlarmCall {
  readonly alarm: AnyAlarm;
  readonly actionArn: string;
  /** False: the alarm is where it was, and a scaling policy is called again each minute. */
  readonly isTransition: boolean;
  readonly before: AlarmStateValue;
}
export type AlarmListener = (world: World, call: AlarmCall) => void;

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export interface NewState {
  readonly state: AlarmStateValue;
  readonly reason: string;
  readonly reasonData: string | null;
}

/** True if it is another state than before. */
export function enterState(world: World, alarm: AnyAlarm, next: NewState): boolean {
  const before = { state: alarm.state, reason: alarm.reason, data: alarm.reasonData };
  const isChange = next.state !== alarm.state;
  Object.assign(alarm, next);
  alarm.updatedAtMs = world.nowMs;
  if (!isChange) return false;
  alarm.transitionedAtMs = world.nowMs;
  writeAlarmState(world, alarm.name, next.state);
  writeHistory(world, alarm.name, {
    kind: "StateUpdate",
    summary: `Alarm updated from ${before.state} to ${next.state}`,
    data: JSON.stringify({
      version: "1.0",
      oldState: shown(before.state, before.reason, before.data),
      newState: shown(next.state, next.reason, next.reasonData),
    }),
  });
  return true;
}

const shown = (stateValue: string, stateReason: string, data: string | null) => ({
  stateValue,
  stateReason,
  ...(data === null ? {} : { stateReasonData: JSON.parse(data) as object }),
});

type Entry = Pick<AlarmHistoryState, "kind" | "summary" | "data">;

/** Also of an alarm that is gone: AWS keeps its history for 30 days. */
export function writeHistory(world: World, alarmName: string, entry: Entry): void {
  const { alarmHistory } = world.state;
  for (const [key, { atMs }] of oldest(world)) {
    if (atMs > world.nowMs - KEPT_MS) break;
    alarmHistory.delete(key);
  }
  const number = Number(world.state.loose.get(COUNTER) ?? 0) + 1;
  world.state.loose.set(COUNTER, number);
  alarmHistory.set(String(number), { alarmName, atMs: world.nowMs, ...entry });
}

const COUNTER = "alarm-history";

function* oldest({ state }: World): Iterable<readonly [string, AlarmHistoryState]> {
  for (const key of state.alarmHistory.keys()) {
    const item = state.alarmHistory.get(key);
    if (item) yield [key, item];
  }
}

export function actionsFor(alarm: AnyAlarm): readonly string[] {
  switch (alarm.state) {
    case "OK":
      return alarm.okActions;
    case "ALARM":
      return alarm.alarmActions;
    case "INSUFFICIENT_DATA":
      return alarm.insufficientDataActions;
  }
}

export const anyAlarm = ({ state }: World, name: string): AnyAlarm | undefined =>
  state.alarms.get(name) ?? state.compositeAlarms.get(name);

export function removeAlarm(world: World, name: string): void {
  const { alarms, compositeAlarms } = world.state;
  if (!alarms.delete(name) && !compositeAlarms.delete(name)) return;
  forgetAlarmState(world, name);
  writeHistory(world, name, {
    kind: "ConfigurationUpdate",
    summary: `Alarm "${name}" deleted`,
    data: JSON.stringify({ version: "1.0", type: "Delete" }),
  });
}
