/** Freeze windows: whether one is in force, and until when. */
import type { FreezeWindow, WeekTime } from "../model/guard-rails.ts";

export interface Freeze {
  readonly name: string;
  readonly untilMs: number;
}

const minuteMs = 60_000;
const weekMinutes = 7 * 24 * 60;

/** The one that lasts longest, if any is in force. */
export function freezeAt(windows: readonly FreezeWindow[], nowMs: number): Freeze | null {
  const inForce = windows.flatMap(({ name, when }) => {
    const untilMs = when.kind === "once" ? endOfOnce(when, nowMs) : endOfWeekly(when, nowMs);
    return untilMs === null ? [] : [{ name, untilMs }];
  });
  return inForce.toSorted((left, right) => right.untilMs - left.untilMs)[0] ?? null;
}

type Once = Extract<FreezeWindow["when"], { kind: "once" }>;
type Weekly = Extract<FreezeWindow["when"], { kind: "weekly" }>;

const endOfOnce = ({ fromMs, toMs }: Once, nowMs: number) =>
  fromMs <= nowMs && nowMs < toMs ? toMs : null;

/** From equal to to: the whole week. */
function endOfWeekly({ from, to, timeZone }: Weekly, nowMs: number): number | null {
  const now = minuteOfWeek(nowMs, timeZone);
  const [first, last] = [inWeek(from), inWeek(to)];
  const isIn = first < last ? first <= now && now < last : now >= first || now < last;
  if (!isIn) return null;
  const left = (last - now + weekMinutes) % weekMinutes || weekMinutes;
  return Math.floor(nowMs / minuteMs) * minuteMs + left * minuteMs;
}

const inWeek = ({ day, minute }: WeekTime) => day * 24 * 60 + minute;

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function minuteOfWeek(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  }).formatToParts(atMs);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return inWeek({
    day: days.indexOf(part("weekday")),
    minute: Number(part("hour")) * 60 + Number(part("minute")),
  });
}

/** Whether a zone of IANA's names is known here. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}
