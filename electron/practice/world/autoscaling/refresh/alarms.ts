/**
 * The one place where an instance refresh asks about CloudWatch alarms. What keeps alarms writes their states here;
 * an alarm that nobody wrote about is OK.
 */
import type { World } from "../../kernel/world.ts";

export type AlarmStateName = "OK" | "ALARM" | "INSUFFICIENT_DATA";

const keyOf = (name: string) => `alarm-state|${name}`;

export function alarmState(world: World, name: string): AlarmStateName {
  const state = world.state.loose.get(keyOf(name));
  return state === "ALARM" || state === "INSUFFICIENT_DATA" ? state : "OK";
}

export function writeAlarmState(world: World, name: string, state: AlarmStateName): void {
  world.state.loose.set(keyOf(name), state);
}

export const firstInAlarm = (world: World, names: readonly string[]): string | null =>
  names.find((name) => alarmState(world, name) === "ALARM") ?? null;

export function forgetAlarmState(world: World, name: string): void {
  world.state.loose.delete(keyOf(name));
}
