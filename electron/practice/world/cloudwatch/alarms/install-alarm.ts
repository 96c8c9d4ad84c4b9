/** A new configuration of an alarm: it keeps the state that it has, and begins without data if it is new. */
import { writeAlarmState } from "../../autoscaling/refresh/alarms.ts";
import type { AlarmState } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { watchMetric } from "../watch-metric.ts";
import { restartAlarmClock } from "./alarm-clock.ts";
import { writeHistory } from "./alarms.ts";

type Standing =
  | "state"
  | "reason"
  | "reasonData"
  | "updatedAtMs"
  | "transitionedAtMs"
  | "evaluatedToMs"
  | "tags";
export type AlarmConfiguration = Omit<AlarmState, Standing | "arn" | "configuredAtMs">;

export function installAlarm(
  world: World,
  configuration: AlarmConfiguration,
  tags: Record<string, string> = {},
): AlarmState {
  const { name } = configuration;
  const known = world.state.alarms.get(name);
  const arn = world.arn("cloudwatch", `alarm:${name}`);
  const standing = known ? standingOf(known) : beginning(world, tags);
  const alarm: AlarmState = { ...configuration, arn, configuredAtMs: world.nowMs, ...standing };
  world.state.alarms.set(name, alarm);
  const summary = `Alarm "${name}" ${known ? "updated" : "created"}`;
  const data = JSON.stringify({ version: "1.0", type: known ? "Update" : "Create" });
  writeHistory(world, name, { kind: "ConfigurationUpdate", summary, data });
  if (!known) writeAlarmState(world, name, alarm.state);
  if (alarm.stat) watchMetric(world, alarm.stat);
  restartAlarmClock(world);
  return alarm;
}

const standingOf = (alarm: AlarmState): Pick<AlarmState, Standing> => ({
  state: alarm.state,
  reason: alarm.reason,
  reasonData: alarm.reasonData,
  updatedAtMs: alarm.updatedAtMs,
  transitionedAtMs: alarm.transitionedAtMs,
  evaluatedToMs: 0,
  tags: alarm.tags,
});

const beginning = ({ nowMs }: World, tags: Record<string, string>): Pick<AlarmState, Standing> => ({
  state: "INSUFFICIENT_DATA",
  reason: "Unchecked: Initial alarm creation",
  reasonData: null,
  updatedAtMs: nowMs,
  transitionedAtMs: nowMs,
  evaluatedToMs: 0,
  tags,
});
