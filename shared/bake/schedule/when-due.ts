/**
 * When a schedule bakes. Runs that were slept through are told and made up for once, not each. In a freeze it waits, and
 * after failures in a row it stops until a person turns it on again. It holds no clock: it is told the time.
 */
import { Cron } from "croner";
import type { BakeSchedule, ScheduleTime } from "../../model/bake.ts";
import type { OperationId } from "../../model/ids.ts";
import type { Freeze } from "../../rules/freezes.ts";
import { MOST_FAILURES } from "./most-failures.ts";
import { countWords } from "../../words/counts.ts";
import { durationWords } from "../../words/durations.ts";

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
  /** The freeze for which it waited when it was looked at last; null or left out: for none. */
  readonly heldBy?: string | null | undefined;
}

/** What is known of the time at which it is looked at. */
export interface Looking {
  readonly nowMs: number;
  readonly freeze: Freeze | null;
  /** When this console looked at it before; null or left out: not since it was started. */
  readonly lookedMs?: number | null;
}

export const newState = (nowMs: number): ScheduleState => ({
  ...{ sinceMs: nowMs, lastSlotMs: null, lastOperations: [], isCounted: true, failures: 0 },
  ...{ lastBases: [], words: "" },
});

/** Later than that, it wasn't on time. */
const ON_TIME_MS = 10 * 60_000;
const MOST_COUNTED = 60;

export type Due =
  | { readonly kind: "not-yet" }
  /** Why it waits, though its time has come. */
  | { readonly kind: "held"; readonly words: string; readonly heldBy: string | null }
  | { readonly kind: "due"; readonly slotMs: number; readonly words: string };

export function whenDue(
  { when, isOn }: Pick<BakeSchedule, "when" | "isOn">,
  state: ScheduleState,
  { nowMs, freeze, lookedMs = null }: Looking,
): Due {
  if (!isOn) return { kind: "not-yet" };
  if (state.failures >= MOST_FAILURES)
    return {
      ...{ kind: "held", heldBy: null },
      words: `It failed ${String(state.failures)} times in a row, and waits until someone turns it on again.`,
    };
  const slots = when.kind === "weekly" ? slotsSince(when, state, nowMs) : [nowMs];
  const slotMs = slots.at(-1);
  if (slotMs === undefined) return { kind: "not-yet" };
  if (freeze !== null)
    return {
      ...{ kind: "held", heldBy: freeze.name },
      words: `It waits: the freeze "${freeze.name}" is in force until ${minuteOf(freeze.untilMs)}.`,
    };
  if (when.kind !== "weekly") return { kind: "due", slotMs, words: "" };
  return { kind: "due", slotMs, words: lateWords(slots, nowMs, causeOf(state, slotMs, lookedMs)) };
}

/** Null: it follows its base, or is off. */
export function nextSlot(
  schedule: Pick<BakeSchedule, "when" | "isOn">,
  nowMs: number,
): number | null {
  if (!schedule.isOn || schedule.when.kind !== "weekly") return null;
  return cronOf(schedule.when).nextRun(new Date(nowMs))?.getTime() ?? null;
}

/** The time that has come and that it didn't bake for yet; null: none. */
export function overdueSlot(
  { when, isOn }: Pick<BakeSchedule, "when" | "isOn">,
  state: ScheduleState,
  nowMs: number,
): number | null {
  if (!isOn || when.kind !== "weekly" || state.failures >= MOST_FAILURES) return null;
  return slotsSince(when, state, nowMs).at(-1) ?? null;
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

/** Only what is known: a freeze that held it, or that nobody looked. Null: nothing is known. */
function causeOf(state: ScheduleState, slotMs: number, lookedMs: number | null): string | null {
  if (state.heldBy) return `the freeze "${state.heldBy}" was in force`;
  if (lookedMs === null) return "this console was not running, or not connected";
  return lookedMs < slotMs ? `this console looked at it last at ${minuteOf(lookedMs)}` : null;
}

function lateWords(slots: readonly number[], nowMs: number, cause: string | null): string {
  const [first = nowMs] = slots;
  const last = slots.at(-1) ?? nowMs;
  const why = cause === null ? "" : `: ${cause}`;
  if (slots.length > 1)
    return `${countWords(slots.length, "run")} since ${minuteOf(first)} were missed${why}. Made up for once.`;
  return nowMs - last > ON_TIME_MS
    ? `Late by ${durationWords(nowMs - last)}, due at ${minuteOf(last)}${why}.`
    : "";
}

const minuteOf = (atMs: number) =>
  `${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
