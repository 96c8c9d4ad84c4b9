/** How the servers of an operation look in their slots, and what is said of each. Pure. */
import { assertNever } from "../../../shared/assert-never.ts";
import type { GenerationState, ServerView } from "../../../shared/model/fleet.ts";
import type { PlanKind } from "../../../shared/model/plan.ts";
import type { Slot, SlotServerNow } from "../../../shared/slots/pair-slots.ts";
import type { SlotSide } from "../../../shared/slots/slot-server.ts";
import { isLate, isPassing, type UsualTimes } from "../../../shared/slots/usual-times.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { stateWords, type CellLook } from "../servers/server-look.ts";

/** `launching` and `late` are told apart from what else is coming; `empty`: nobody is there. */
export type SlotLook = CellLook | "launching" | "late" | "empty";

/**
 * The colour stays with the generation, whichever way it goes: green is the earlier, trusted one, orange the newer.
 * So a roll back looks like the replacement that it undoes, run backwards.
 */
export function sideState(kind: PlanKind, side: SlotSide): GenerationState {
  if (kind === "retire") return side === "from" ? "warm" : "live";
  return (side === "from") === (kind === "rollback") ? "rising" : "live";
}

export function slotLook(
  at: SlotServerNow | null,
  side: GenerationState,
  late: boolean,
  view: ServerView | undefined,
): SlotLook {
  if (at === null) return "empty";
  const { state } = at.now;
  switch (state) {
    case "launching":
      return late ? "late" : "launching";
    case "warming":
      return late ? "late" : "coming";
    case "draining":
      return late ? "late" : "leaving";
    case "in-service":
      if ((view?.snowflake.length ?? 0) > 0) return "bad";
      return side === "rising" ? "rising" : side === "warm" ? "warm" : "live";
    case "standby":
      return "standby";
    case "retained":
      return "warm";
    case "gone":
      return "off";
    default:
      return assertNever(state, "state");
  }
}

export const isLateNow = ({ now }: SlotServerNow, usual: UsualTimes, nowMs: number): boolean =>
  now.sawBegin && isLate(usual[now.state], nowMs - now.atMs);

/** "warming for 140 s, usual 95 s". */
export function stateForWords({ now }: SlotServerNow, usual: UsualTimes, nowMs: number): string {
  const state = stateWords(now.state);
  const forMs = Math.max(0, nowMs - now.atMs);
  if (!now.sawBegin) return `${state} since before it began`;
  const known = usual[now.state];
  const text = `${state} for ${durationWords(forMs)}`;
  if (!isPassing(now.state)) return text;
  return known === undefined
    ? `${text}, usual time not known yet`
    : `${text}, usual ${durationWords(known.medianMs)}`;
}

/** All that is known of who is in a slot, and of whose place it takes. */
export function slotWords(
  slot: Slot,
  side: SlotSide,
  usual: UsualTimes,
  nowMs: number,
  view: ServerView | undefined,
): string {
  const own = side === "from" ? slot.old : slot.next;
  if (own === null && side === "from" && hasChangedSides(slot))
    return `Slot ${String(slot.number)}: ${slot.next?.server.id ?? ""} has its new root volume`;
  if (own === null) return `Slot ${String(slot.number)}: nobody yet`;
  const other = side === "from" ? slot.next : slot.old;
  const placed = side === "from" ? "its place is taken by" : "takes the place of";
  const parts = [
    own.server.id,
    stateForWords(own, usual, nowMs),
    own.server.zone,
    ...(view === undefined ? [] : [`AWS: ${view.awsState}`]),
    ...(view === undefined || view.snowflake.length === 0
      ? []
      : [`snowflake: ${view.snowflake.join(", ")}`]),
    ...(other !== null && isReplacing(slot) ? [`${placed} ${other.server.id}`] : []),
  ];
  return parts.join(" · ");
}

/** Whoever was there before it began takes nobody's place, and a server doesn't take its own. */
function isReplacing({ old, next }: Slot): boolean {
  if (old === null || next === null || old.server.id === next.server.id) return false;
  return next.server.moments[0].sawBegin;
}

/** It was an old one and is a new one now, under a new root volume: its old place is empty. */
export const hasChangedSides = ({ old, next }: Slot): boolean =>
  old === null && next?.server.moments[0].side === "from";

/** "24 in service, 7 coming". */
export function sideWords(slots: readonly Slot[], side: SlotSide): string {
  const states = slots.flatMap((slot) => {
    const at = side === "from" ? slot.old : slot.next;
    return at === null ? [] : [at.now.state];
  });
  const count = (...wanted: readonly string[]) =>
    states.filter((state) => wanted.includes(state)).length;
  const counts: readonly (readonly [number, string])[] = [
    [count("launching", "warming"), "coming"],
    [count("draining"), "leaving"],
    [count("standby"), "in standby"],
    [count("retained"), "kept"],
  ];
  const rest = counts.filter(([number]) => number > 0);
  return [[count("in-service"), "in service"] as const, ...rest]
    .map(([number, word]) => `${String(number)} ${word}`)
    .join(", ");
}
