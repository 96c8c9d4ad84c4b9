/** Composite alarms: judged whenever others have been. One may stand on another, but never on itself. */
import type { CompositeAlarmState } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { alarmsIn, holds, parseRule } from "./alarm-rule.ts";
import { anyAlarm, enterState } from "./alarms.ts";
import type { AlarmListener } from "./alarms.ts";
import { callActions } from "./call-actions.ts";

const DEEPEST = 10;

/** Again as long as one changes, for others may stand on it. */
export function evaluateComposites(world: World, listener: AlarmListener): void {
  const { compositeAlarms } = world.state;
  if (compositeAlarms.size === 0) return;
  for (let round = 0; round < DEEPEST; round++) {
    const changed = [...compositeAlarms.values()].filter((alarm) => judge(world, alarm, listener));
    if (changed.length === 0) return;
  }
}

function judge(world: World, alarm: CompositeAlarmState, listener: AlarmListener): boolean {
  const rule = parseRule(alarm.rule);
  if (!rule) return false;
  const stateOf = (name: string) => anyAlarm(world, name)?.state ?? "INSUFFICIENT_DATA";
  const state = holds(rule, stateOf) ? "ALARM" : "OK";
  if (state === alarm.state) return false;
  const before = alarm.state;
  const names = [...new Set(alarmsIn(rule))];
  enterState(world, alarm, {
    state,
    reason: reasonOf(world, names, state),
    reasonData: JSON.stringify({ triggeringAlarms: names.map((name) => told(world, name)) }),
  });
  callActions(world, alarm, { before, isTransition: true }, listener);
  return true;
}

function reasonOf(world: World, names: readonly string[], state: string): string {
  const [newest] = names
    .map((name) => anyAlarm(world, name))
    .filter((alarm) => alarm !== undefined)
    .toSorted((a, b) => b.transitionedAtMs - a.transitionedAtMs);
  if (!newest) return `The alarm's rule evaluates to ${state}.`;
  const at = new Date(newest.transitionedAtMs).toUTCString();
  return `${newest.arn} transitioned to ${newest.state} at ${at}`;
}

function told(world: World, name: string) {
  const alarm = anyAlarm(world, name);
  const value = alarm?.state ?? "INSUFFICIENT_DATA";
  const timestamp = new Date(alarm?.transitionedAtMs ?? world.nowMs).toISOString();
  return { arn: alarm?.arn ?? name, state: { value, timestamp } };
}

/** Whether a rule leads back to the alarm that is to have it. */
export function leadsTo(world: World, text: string, name: string, depth = 0): boolean {
  const rule = parseRule(text);
  if (!rule || depth > DEEPEST) return depth > DEEPEST;
  return alarmsIn(rule).some((each) => {
    const next = world.state.compositeAlarms.get(each);
    return each === name || (next !== undefined && leadsTo(world, next.rule, name, depth + 1));
  });
}
