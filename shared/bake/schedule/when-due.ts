/**
 * When a schedule bakes. Runs that were slept through are told and made up for once, not each. In a freeze it waits, and
 * after failures in a row it stops until a person turns it on again. It holds no clock: it is told the time.
 */
import { Cron } from "croner";
import type { BakeSchedule, ScheduleTime } from "../../model/bake.ts";
import type { OperationId } from "../../model/ids.ts";
import type { Freeze } from "../../rules/freezes.ts";
import { countWords } from "../../words/counts.ts";

/** What is kept of a schedule beside itself. */
export interface ScheduleState {
  /** It was made, or turned on, then: nothing before that was ever due. */
  readonly sinceMs: number;
  /** The time for which it last baked; null: it never did. */
  readonly lastSlotMs: number | null;
  readonly lastOperations: readonly OperationId[];
  /** What came of them is counted already. */
  readonly isCounted: boolean;
  readonly failures: number;
  /** Of a schedule that follows its base: the one that it last baked on, whatever came of it. */
  readonly lastBases: readonly string[];
  readonly words: string;
}

export const newState = (nowMs: number): ScheduleState => ({
  ...{ sinceMs: nowMs, lastSlotMs: null, lastOperations: [], isCounted: true, failures: 0 },
  ...{ lastBases: [], words: "" },
});

export const MOST_FAILURES = 3;
/** Later than that, it wasn't on time. */
const ON_TIME_MS = 10 * 60_000;
const MOST_COUNTED = 60;

export type Due =
  | { readonly kind: "not-yet" }
  /** Why it waits, though its time has come. */
  | { readonly kind: "held"; readonly words: string }
  | { readonly kind: "due"; readonly slotMs: number; readonly words: string };

export function whenDue(
  { when, isOn }: Pick<BakeSchedule, "when" | "isOn">,
  state: ScheduleState,
  { nowMs, freeze }: { readonly nowMs: number; readonly freeze: Freeze | null },
): Due {
  if (!isOn) return { kind: "not-yet" };
  if (state.failures >= MOST_FAILURES)
    return {
      kind: "held",
      words: `It failed ${String(state.failures)} times in a row, and waits until someone turns it on again.`,
    };
  const slots = when.kind === "weekly" ? slotsSince(when, state, nowMs) : [nowMs];
  const slotMs = slots.at(-1);
  if (slotMs === undefined) return { kind: "not-yet" };
  if (freeze !== null)
    return {
      kind: "held",
      words: `It waits: the freeze "${freeze.name}" is in force until ${minuteOf(freeze.untilMs)}.`,
    };
  return { kind: "due", slotMs, words: when.kind === "weekly" ? lateWords(slots, nowMs) : "" };
}

/** Null: it follows its base, or is off. */
export function nextSlot(
  schedule: Pick<BakeSchedule, "when" | "isOn">,
  nowMs: number,
): number | null {
  if (!schedule.isOn || schedule.when.kind !== "weekly") return null;
  return cronOf(schedule.when).nextRun(new Date(nowMs))?.getTime() ?? null;
}

/** After the last one until now, oldest first; of many the newest. */
function slotsSince(
  when: Extract<ScheduleTime, { kind: "weekly" }>,
  { sinceMs, lastSlotMs }: ScheduleState,
  nowMs: number,
): readonly number[] {
  const cron = cronOf(when);
  const slots: number[] = [];
  let fromMs = Math.max(sinceMs, lastSlotMs ?? 0, nowMs - MOST_COUNTED * 24 * 3600_000);
  for (;;) {
    const next = cron.nextRun(new Date(fromMs))?.getTime();
    if (next === undefined || next > nowMs) return slots;
    slots.push(next);
    fromMs = next;
  }
}

function cronOf({ days, minute, timeZone }: Extract<ScheduleTime, { kind: "weekly" }>): Cron {
  const time = `${String(minute % 60)} ${String(Math.floor(minute / 60))}`;
  return new Cron(`${time} * * ${days.join(",")}`, { timezone: timeZone, mode: "5-part" });
}

function lateWords(slots: readonly number[], nowMs: number): string {
  const [first = nowMs] = slots;
  const last = slots.at(-1) ?? nowMs;
  if (slots.length > 1)
    return `${countWords(slots.length, "run")} since ${minuteOf(first)} were missed, for no console was running; made up for once.`;
  return nowMs - last > ON_TIME_MS
    ? `It was due at ${minuteOf(last)}, when no console was running or a freeze was in force; made up for now.`
    : "";
}

const minuteOf = (atMs: number) =>
  `${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
