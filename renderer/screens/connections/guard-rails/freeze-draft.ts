/** A freeze window as a user writes it, and in words. Pure. */
import type { FreezeWindow, WeekTime } from "../../../../shared/model/guard-rails.ts";
import { isTimeZone } from "../../../../shared/rules/freezes.ts";

export interface FreezeDraft {
  readonly name: string;
  readonly kind: "weekly" | "once";
  readonly fromDay: string;
  readonly fromTime: string;
  readonly toDay: string;
  readonly toTime: string;
  readonly timeZone: string;
  /** `2026-12-20 00:00`, UTC. */
  readonly from: string;
  readonly to: string;
}

export const emptyFreeze = (timeZone: string): FreezeDraft => ({
  name: "",
  kind: "weekly",
  fromDay: "5",
  fromTime: "16:00",
  toDay: "1",
  toTime: "08:00",
  timeZone,
  from: "",
  to: "",
});

export const weekdays: readonly string[] = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
];

/** The window, or why it isn't one yet. */
export function freezeOf(draft: FreezeDraft): FreezeWindow | string {
  const name = draft.name.trim();
  if (name === "") return "Give it a name: it is shown where a start is refused.";
  return draft.kind === "weekly" ? weekly(name, draft) : once(name, draft);
}

function weekly(name: string, draft: FreezeDraft): FreezeWindow | string {
  const from = weekTime(draft.fromDay, draft.fromTime);
  const to = weekTime(draft.toDay, draft.toTime);
  if (from === null || to === null) return "Times are written as 16:00.";
  if (!isTimeZone(draft.timeZone)) return `${draft.timeZone} is no time zone, e.g. Europe/Berlin.`;
  return { name, when: { kind: "weekly", from, to, timeZone: draft.timeZone } };
}

function once(name: string, draft: FreezeDraft): FreezeWindow | string {
  const [fromMs, toMs] = [utcOf(draft.from), utcOf(draft.to)];
  if (fromMs === null || toMs === null) return "Both ends are written as 2026-12-20 00:00.";
  return fromMs < toMs
    ? { name, when: { kind: "once", fromMs, toMs } }
    : "It ends before it begins.";
}

function weekTime(day: string, time: string): WeekTime | null {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(time.trim()) ?? [];
  if (hour === undefined || minute === undefined) return null;
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  return { day: Number(day), minute: Number(hour) * 60 + Number(minute) };
}

function utcOf(text: string): number | null {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/.exec(text.trim()) ?? [];
  const atMs = Date.parse(`${day ?? ""}T${time ?? ""}Z`);
  return Number.isNaN(atMs) ? null : atMs;
}

export function freezeWords({ name, when }: FreezeWindow): string {
  if (when.kind === "once")
    return `${name}: ${utcWords(when.fromMs)} to ${utcWords(when.toMs)} UTC`;
  return `${name}: every ${timeWords(when.from)} to ${timeWords(when.to)}, ${when.timeZone}`;
}

const utcWords = (atMs: number) => new Date(atMs).toISOString().slice(0, 16).replace("T", " ");

const timeWords = ({ day, minute }: WeekTime) =>
  `${weekdays[day] ?? ""} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

const two = (value: number) => String(value).padStart(2, "0");
