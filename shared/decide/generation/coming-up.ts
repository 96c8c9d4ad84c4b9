/**
 * A group that should come to serve with so many servers: what raise and wake have in common. Counts progress,
 * demands proof, names a stall, and gives up only after a long time without any progress. Only time that was looked
 * at counts: nobody knows what came and went while a laptop slept or the operation was paused.
 */
import type { GroupName, TargetGroupArn } from "../../model/ids.ts";
import type { Duration } from "../../model/plan.ts";
import { servingMembers, wellMembers } from "../../guard/serving.ts";
import { failed, type Decision } from "../decision.ts";
import { OBSERVE_EVERY_MS, POLL_EVERY_MS, observe, watchedMs, type Proof } from "../proof.ts";
import { findStall, stuckBy } from "../stall/stall.ts";
import type { Stall, StallSeen } from "../stall/stall-case.ts";
import { servers, span } from "../words.ts";

export interface ComingUp {
  readonly target: number;
  readonly proof: Proof | null;
  /** The most that ever served. */
  readonly best: number;
  /** For how long it was watched without getting better, and when it was last looked at. */
  readonly quietForMs: number;
  /** Of that, since nothing held it any more, e.g. since somebody resumed what was suspended; left out: all of it. */
  readonly freeForMs?: number;
  readonly lookedAtMs: number;
}

export interface Rise extends StallSeen {
  readonly group: GroupName;
  /** Where its servers must be healthy; left out: where the group's own requests come in. */
  readonly targetGroupArns?: readonly TargetGroupArn[];
  readonly target: number;
  readonly observations: number;
  readonly expected: Duration;
  /** That the plan gave the group; left out: it gave none. */
  readonly templateVersion?: number;
  /** As in Circumstances. */
  readonly inTraffic?: boolean;
}

export function comeUp(rise: Rise, before: ComingUp | null, nowMs: number): Decision {
  const serving = upIn(rise);
  const kept = follow(rise, before, serving, nowMs);
  const note = `${String(serving)} of ${servers(rise.target)} in service`;
  if ((kept.proof?.inARow ?? 0) >= rise.observations)
    return { kind: "done", note, kept: { ...kept } };
  if (serving >= rise.target) return proving(kept, rise, note);
  return waiting(rise, kept, note, nowMs);
}

const upIn = ({ fleet, group, targetGroupArns }: Rise) =>
  (targetGroupArns ? wellMembers(fleet, group, targetGroupArns) : servingMembers(fleet, group))
    .length;

function follow(rise: Rise, before: ComingUp | null, serving: number, nowMs: number): ComingUp {
  const better = serving > (before?.best ?? 0);
  const watched = watchedMs(before?.lookedAtMs ?? null, nowMs);
  const quietForMs = before?.quietForMs ?? 0;
  return {
    target: rise.target,
    proof: observe(before?.proof ?? null, serving >= rise.target, nowMs),
    best: better ? serving : (before?.best ?? 0),
    quietForMs: better ? 0 : quietForMs + watched,
    freeForMs: better ? 0 : (before?.freeForMs ?? quietForMs) + watched,
    lookedAtMs: nowMs,
  };
}

function proving(kept: ComingUp, rise: Rise, note: string): Decision {
  const seen = `${String(kept.proof?.inARow ?? 0)} of ${String(rise.observations)}`;
  return {
    kind: "wait",
    note: `${note}; looked ${seen} times in a row`,
    kept: { ...kept },
    recheckMs: OBSERVE_EVERY_MS,
    progress: 0.98,
    leftMs: (rise.observations - (kept.proof?.inARow ?? 0)) * OBSERVE_EVERY_MS,
  };
}

function waiting(rise: Rise, known: ComingUp, note: string, nowMs: number): Decision {
  const quietMs = known.quietForMs;
  const stall = stallOf(rise, known, nowMs);
  const kept = stall?.kind === "launch" ? { ...known, freeForMs: 0 } : known;
  if (isOverPatience(rise.expected, kept)) return gaveUp(rise, kept, stall, quietMs);
  const common = {
    note,
    kept: { ...kept },
    recheckMs: quietMs < SOON_MS ? OBSERVE_EVERY_MS : POLL_EVERY_MS,
    progress: kept.best / rise.target,
  };
  return stall ? { kind: "stuck", ...common, ...stuckBy(stall) } : { kind: "wait", ...common };
}

/** Servers that could only come a moment ago aren't late: what is wrong with their health shows with time. */
function stallOf(rise: Rise, kept: ComingUp, nowMs: number): Stall | null {
  const { target: wanted, templateVersion, inTraffic = false, expected } = rise;
  const given = { inTraffic, ...(templateVersion === undefined ? {} : { templateVersion }) };
  const find = (late: boolean) => findStall(rise, rise.group, { late, nowMs, wanted, ...given });
  const found = find(freeOf(kept) > expected.worstMs);
  if (found !== null || kept.quietForMs <= expected.worstMs) return found;
  const other = find(true);
  return other?.kind === "launch" ? other : null;
}

const freeOf = ({ freeForMs, quietForMs }: ComingUp) => freeForMs ?? quietForMs;

/** Warm servers, and those that come one after the other, are there within seconds. */
const SOON_MS = 10_000;

/** What holds it may be cleared by somebody: then it has its time anew, and never more than an hour or so in all. */
function isOverPatience({ worstMs }: Duration, kept: ComingUp): boolean {
  if (kept.quietForMs > Math.max(60 * 60_000, 4 * worstMs)) return true;
  return freeOf(kept) > Math.max(10 * 60_000, 2 * worstMs);
}

function gaveUp(rise: Rise, kept: ComingUp, stall: Stall | null, quietMs: number): Decision {
  const most = kept.best === 0 ? "none ever was" : `at most ${String(kept.best)} were`;
  return failed(
    `${rise.group} should have ${servers(rise.target)} in service, but ${most}, and nothing got better for ` +
      `${span(quietMs)}. ${stall ? stall.cause : "No cause is known."} ` +
      "The servers that served before still do. Roll back, or look at the new servers first.",
  );
}
