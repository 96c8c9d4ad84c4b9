/** When a schedule bakes, in words. */
import type { ScheduleTime, ScheduleView } from "../../../../shared/model/bake.ts";
import { listWords } from "../../../../shared/words/counts.ts";

export const dayNames = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;

export function whenWords(when: ScheduleTime): string {
  if (when.kind === "newer-base") return "When a newer base appears";
  const days = when.days.toSorted((a, b) => a - b).map((day) => dayNames[day] ?? "?");
  const which = days.length === 7 ? "every day" : `every ${listWords(days, 7)}`;
  return `${which} at ${clockText(when.minute)}, ${when.timeZone}`;
}

export const clockText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Null: no such time. */
export function minuteOf(text: string): number | null {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Without what only the console adds. */
export function scheduleOf(view: ScheduleView) {
  const { connectionId, recipeFile, lanes, when, isOn, reason } = view;
  return {
    ...{ connectionId, recipeFile, isOn, reason },
    lanes: lanes.map(({ instanceType, subnetId }) => ({ instanceType, subnetId })),
    when: when.kind === "weekly" ? { ...when, days: [...when.days] } : when,
  };
}
