/**
 * Alarms are looked at once a minute, and only while there are any: one timer for all of them. An alarm with a
 * period below a minute makes it ten seconds.
 */
import type { AlarmState } from "../../kernel/state/cloudwatch.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { readerOf } from "../metrics/read-metric.ts";
import { isStatistic, statisticOf } from "../metrics/samples.ts";
import { enterState } from "./alarms.ts";
import type { AlarmListener } from "./alarms.ts";
import { callActions } from "./call-actions.ts";
import { evaluateComposites } from "./composite-alarms.ts";
import { EXTRA_PERIODS, judge } from "./judge.ts";
import type { Datapoint } from "./judge.ts";
import { reasonData, reasonWords } from "./reason-words.ts";

export const alarmsDue = timerKind<null>("cw.alarms");

const TIMER = "alarm-timer";
const MINUTE_MS = 60_000;
const SHORT_MS = 10_000;
/** A minute's values arrive a little after its end. */
const BEHIND_MS = 5000;

/** Sees to it that alarms are looked at, if there are any. */
export function startAlarmClock(world: World): void {
  const isStarted = world.state.loose.has(TIMER);
  if (isStarted || world.state.alarms.size === 0) return;
  const stepMs = stepOf(world);
  const nextMs = (Math.floor((world.nowMs - BEHIND_MS) / stepMs) + 1) * stepMs + BEHIND_MS;
  world.state.loose.set(TIMER, world.schedule(alarmsDue, nextMs, null));
}

/** For an alarm with a shorter period than those that are there. */
export function restartAlarmClock(world: World): void {
  const timer = world.state.loose.get(TIMER);
  if (typeof timer === "number") world.cancel(timer);
  world.state.loose.delete(TIMER);
  startAlarmClock(world);
}

function stepOf(world: World): number {
  for (const { stat } of world.state.alarms.values())
    if (stat && stat.periodSeconds < 60) return SHORT_MS;
  return MINUTE_MS;
}

export function evaluateAlarms(world: World, listener: AlarmListener): void {
  world.state.loose.delete(TIMER);
  for (const alarm of [...world.state.alarms.values()]) {
    if (world.state.alarms.get(alarm.name) === alarm) evaluate(world, alarm, listener);
  }
  evaluateComposites(world, listener);
  startAlarmClock(world);
}

function evaluate(world: World, alarm: AlarmState, listener: AlarmListener): void {
  const { stat } = alarm;
  if (!stat) return;
  const before = alarm.state;
  const isChanged = judgeAnew(world, alarm, stat);
  const isMinute = Math.floor((world.nowMs - BEHIND_MS) / SHORT_MS) % 6 === 0;
  if (isChanged || isMinute)
    callActions(world, alarm, { before, isTransition: isChanged }, listener);
}

function judgeAnew(
  world: World,
  alarm: AlarmState,
  stat: NonNullable<AlarmState["stat"]>,
): boolean {
  const periodMs = stat.periodSeconds * 1000;
  const toMs = Math.floor(world.nowMs / periodMs) * periodMs;
  if (toMs === alarm.evaluatedToMs) return false;
  alarm.evaluatedToMs = toMs;
  const verdict = judge(alarm, pointsOf(world, alarm, stat, toMs));
  if (verdict.state === null || verdict.state === alarm.state) return false;
  return enterState(world, alarm, {
    state: verdict.state,
    reason: reasonWords(alarm, verdict),
    reasonData: reasonData(alarm, verdict, world.nowMs),
  });
}

function pointsOf(
  world: World,
  alarm: AlarmState,
  stat: NonNullable<AlarmState["stat"]>,
  toMs: number,
): readonly Datapoint[] {
  const read = readerOf(world, stat);
  const periodMs = stat.periodSeconds * 1000;
  const statistic = isStatistic(stat.statistic) ? stat.statistic : "Average";
  const count = alarm.evaluationPeriods + EXTRA_PERIODS;
  return Array.from({ length: count }, (_, index) => {
    const atMs = toMs - (count - index) * periodMs;
    const sample = read(atMs, atMs + periodMs);
    return sample && { atMs, value: statisticOf(sample, statistic) };
  });
}
