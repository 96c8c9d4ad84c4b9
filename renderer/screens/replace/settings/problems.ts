/** What of the settings can't be right, field by field, for the strategy that is chosen. Pure. */
import { assertNever } from "../../../../shared/assert-never.ts";
import type { Strategy } from "../../../../shared/model/intent.ts";
import { batchServers, canaryServers, type ReplaceSettings } from "../replace-settings.ts";
import { inServers, minutesToMs, rising, secondsOrNone, wholeNumber } from "./numbers.ts";

export type SettingProblems = Partial<Record<keyof ReplaceSettings, string>>;

export function settingProblems(
  settings: ReplaceSettings,
  desired: number,
  strategy: Strategy = "parallel",
): SettingProblems {
  return { ...minutes(settings, ["soakMinutes"]), ...ofStrategy(settings, desired, strategy) };
}

function ofStrategy(
  settings: ReplaceSettings,
  desired: number,
  strategy: Strategy,
): SettingProblems {
  switch (strategy) {
    case "parallel":
      return parallel(settings, desired);
    case "grow-shrink":
    case "root-volume":
      return { ...minutes(settings, ["batchSoakMinutes"]), ...batch(settings, desired) };
    case "refresh":
      return refresh(settings);
    default:
      return assertNever(strategy, "strategy");
  }
}

type MinuteField =
  | "canarySoakMinutes"
  | "waveSoakMinutes"
  | "warmMinutes"
  | "soakMinutes"
  | "batchSoakMinutes"
  | "checkpointMinutes"
  | "bakeMinutes";

function minutes(settings: ReplaceSettings, names: readonly MinuteField[]): SettingProblems {
  const problems: SettingProblems = {};
  for (const name of names)
    if (minutesToMs(settings[name]) === null) problems[name] = "Minutes, from 0 to 2880.";
  return problems;
}

function parallel(settings: ReplaceSettings, desired: number): SettingProblems {
  const problems = minutes(settings, ["canarySoakMinutes", "warmMinutes"]);
  const canary = canaryServers(settings, desired);
  if (canary === null) problems.canary = "A whole number, 0 for none.";
  else if (canary > desired) problems.canary = `The fleet has ${String(desired)} servers.`;
  const sizes = waveServers(settings, desired);
  if (sizes === null) problems.waves = "Rising whole numbers, e.g. 25, 50.";
  else if (sizes.length > 0) Object.assign(problems, minutes(settings, ["waveSoakMinutes"]));
  if (sizes?.some((size) => size >= desired))
    problems.waves = `Below the whole fleet of ${String(desired)}, which comes last by itself.`;
  else if (sizes?.some((size) => size <= (canary ?? 0)))
    problems.waves = "Each wave is more than the canary.";
  return problems;
}

/** Absolute sizes; null: can't be read, or don't rise. */
export function waveServers(settings: ReplaceSettings, desired: number): number[] | null {
  return rising(
    settings.waves,
    (value) => inServers(String(value), settings.wavesUnit, desired) ?? value,
  );
}

function batch(settings: ReplaceSettings, desired: number): SettingProblems {
  const size = batchServers(settings, desired);
  if (size === null || size === 0) return { batch: "A whole number, at least 1." };
  return size > desired ? { batch: `The fleet has ${String(desired)} servers.` } : {};
}

function refresh(settings: ReplaceSettings): SettingProblems {
  const problems = minutes(settings, ["bakeMinutes"]);
  const [least, most] = [wholeNumber(settings.minHealthy), wholeNumber(settings.maxHealthy)];
  if (least === null || least > 100) problems.minHealthy = "Percent, from 0 to 100.";
  if (most === null || most < 100 || most > 200) problems.maxHealthy = "Percent, from 100 to 200.";
  else if (least !== null && most - least > 100)
    problems.maxHealthy = "AWS allows at most 100 between the two.";
  if (secondsOrNone(settings.warmupSeconds) === null)
    problems.warmupSeconds = "Seconds, or empty for the group's own.";
  const points = rising(settings.checkpoints, (value) => value);
  if (points === null || points.some((point) => point < 1 || point > 100))
    problems.checkpoints = "Rising percentages, e.g. 10, 50, 100.";
  else if (points.length > 0) Object.assign(problems, minutes(settings, ["checkpointMinutes"]));
  return problems;
}
