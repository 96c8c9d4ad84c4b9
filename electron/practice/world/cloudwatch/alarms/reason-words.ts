/** StateReason and StateReasonData, in AWS's words. */
import type { AlarmState, ComparisonName } from "../../kernel/state/cloudwatch.ts";
import type { Verdict } from "./judge.ts";
import { breaches } from "./judge.ts";

const COMPARED: Readonly<Record<ComparisonName, readonly [string, string]>> = {
  GreaterThanOrEqualToThreshold: ["greater than or equal to", "greater than or equal to"],
  GreaterThanThreshold: ["greater than", "greater than"],
  LessThanThreshold: ["less than", "less than"],
  LessThanOrEqualToThreshold: ["less than or equal to", "less than or equal to"],
};

/** `75.0`, as AWS writes its numbers. */
export const decimal = (value: number) =>
  Number.isInteger(value) ? value.toFixed(1) : String(value);

/** `20/11/26 10:00:00`. */
function moment(atMs: number): string {
  const [date = "", time = ""] = new Date(atMs).toISOString().slice(0, 19).split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return `${day}/${month}/${year.slice(2)} ${time}`;
}

export function reasonWords(alarm: AlarmState, verdict: Verdict): string {
  const { decidedBy, missing, state } = verdict;
  if (decidedBy.length === 0)
    return missing === 1
      ? "Insufficient Data: 1 datapoint was unknown."
      : `Insufficient Data: ${missing} datapoints were unknown.`;
  const isAlarm = state === "ALARM";
  const meant = decidedBy.filter(({ value }) => breaches(alarm, value) === isAlarm);
  const shown = (meant.length > 0 ? meant : decidedBy).toReversed();
  const list = shown.map(({ atMs, value }) => `${decimal(value)} (${moment(atMs)})`).join(", ");
  const [words] = COMPARED[alarm.comparison];
  const isPlural = shown.length > 1;
  const verb = `${isPlural ? "were" : "was"} ${isAlarm ? "" : "not "}${words}`;
  return `Threshold Crossed: ${countWords(alarm, shown.length)} [${list}] ${verb} the threshold (${decimal(alarm.threshold)})${minimumWords(alarm, isAlarm)}.`;
}

function countWords({ evaluationPeriods }: AlarmState, count: number): string {
  if (evaluationPeriods === 1) return count === 1 ? "1 datapoint" : `${count} datapoints`;
  return `${count} out of the last ${evaluationPeriods} datapoints`;
}

function minimumWords(alarm: AlarmState, isAlarm: boolean): string {
  if (alarm.evaluationPeriods === 1) return "";
  const toAlarm = alarm.datapointsToAlarm ?? alarm.evaluationPeriods;
  const least = isAlarm ? toAlarm : alarm.evaluationPeriods - toAlarm + 1;
  const change = isAlarm ? "OK -> ALARM" : "ALARM -> OK";
  return ` (minimum ${least} datapoint${least === 1 ? "" : "s"} for ${change} transition)`;
}

const stampOf = (ms: number) => new Date(ms).toISOString().replace("Z", "+0000");

export function reasonData(alarm: AlarmState, { decidedBy }: Verdict, nowMs: number): string {
  const [first] = decidedBy;
  return JSON.stringify({
    version: "1.0",
    queryDate: stampOf(nowMs),
    ...(first ? { startDate: stampOf(first.atMs) } : {}),
    ...(alarm.stat ? { statistic: alarm.stat.statistic, period: alarm.stat.periodSeconds } : {}),
    recentDatapoints: decidedBy.map(({ value }) => value),
    threshold: alarm.threshold,
    evaluatedDatapoints: decidedBy
      .toReversed()
      .map(({ atMs, value }) => ({ timestamp: stampOf(atMs), value })),
  });
}
