/** When a scheduled action acts next. */
import type { ScheduledActionState } from "../../../kernel/state/autoscaling.ts";
import { matchesDay, parseCron } from "./cron.ts";
import type { Cron } from "./cron.ts";
import { localDay, momentOf, nextDay } from "./local-time.ts";
import type { LocalDay } from "./local-time.ts";

/** A leap day is at most eight years ahead. */
const LOOKED_AHEAD_DAYS = 8 * 366;

/** Strictly after `afterMs`. Null: never again. */
export function nextTime(action: ScheduledActionState, afterMs: number): number | null {
  const startsAtMs = action.startsAtMs ?? null;
  const endsAtMs = action.endsAtMs ?? Infinity;
  const nextMs = action.recurrence === null ? startsAtMs : recurring(action, startsAtMs, afterMs);
  return nextMs !== null && nextMs > afterMs && nextMs <= endsAtMs ? nextMs : null;
}

function recurring(
  { recurrence, timeZone }: ScheduledActionState,
  startsAtMs: number | null,
  afterMs: number,
): number | null {
  const cron = parseCron(recurrence ?? "");
  if (!cron) return null;
  // The start itself counts, if it is one of the schedule's times.
  return nextMatch(cron, timeZone ?? "UTC", Math.max(afterMs, (startsAtMs ?? 0) - 1));
}

export function nextMatch(cron: Cron, timeZone: string, afterMs: number): number | null {
  let day = localDay(timeZone, afterMs);
  for (let ahead = 0; ahead < LOOKED_AHEAD_DAYS; ahead++, day = nextDay(day)) {
    const found = matchesDay(cron, day) ? firstOn(cron, timeZone, day, afterMs) : null;
    if (found !== null) return found;
  }
  return null;
}

function firstOn(cron: Cron, timeZone: string, day: LocalDay, afterMs: number): number | null {
  for (const hour of cron.hours) {
    for (const minute of cron.minutes) {
      const atMs = momentOf(timeZone, day, hour, minute);
      if (atMs !== null && atMs > afterMs) return atMs;
    }
  }
  return null;
}
