/**
 * Waits while all is well, for so long without a break. Health that is lost starts the time again. Only time that
 * was looked at counts: a laptop that slept, a pause or a restart in between proves nothing.
 */
import { findStall, stuckBy } from "./stall/stall.ts";
import type { Decision, Memory, WorkOf } from "./decision.ts";
import { failed } from "./decision.ts";
import { wellMembers } from "../guard/serving.ts";
import { POLL_EVERY_MS, watchedMs } from "./proof.ts";
import type { RiseSeen } from "./raise.ts";
import { vanished } from "./vanished.ts";
import { servers, span } from "./words.ts";

interface Soaking {
  /** How long all was seen to be well, and when that was last looked at; null: it wasn't. */
  readonly wellForMs: number;
  readonly wellAtMs: number | null;
  /** The same of being ill. */
  readonly illForMs: number;
  readonly illAtMs: number | null;
}

const nothingSeen: Soaking = { wellForMs: 0, wellAtMs: null, illForMs: 0, illAtMs: null };

export function decideSoak(
  work: WorkOf<"soak">,
  seen: RiseSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const gone =
    vanished(group, work.group) ?? vanished(seen.fleet.groups.get(work.liveGroup), work.liveGroup);
  if (gone || !group) return gone ?? failed("The group is gone.");
  const target = work.size === "live" ? group.desiredCapacity : work.size;
  if (target === 0) return failed(`${work.group} wants no servers: nothing can be observed on it.`);
  const serving = wellMembers(seen.fleet, work.group, work.targetGroupArns).length;
  const before = { ...nothingSeen, ...(memory.kept as Partial<Soaking> | null) };
  return serving >= target
    ? well(work, serving, before.wellForMs + watchedMs(before.wellAtMs, nowMs), nowMs)
    : ill(
        work,
        seen,
        { serving, target },
        before.illForMs + watchedMs(before.illAtMs, nowMs),
        nowMs,
      );
}

function well(work: WorkOf<"soak">, serving: number, wellForMs: number, nowMs: number): Decision {
  const leftMs = work.durationMs - wellForMs;
  const kept: Soaking = { ...nothingSeen, wellForMs, wellAtMs: nowMs };
  if (leftMs <= 0)
    return {
      kind: "done",
      note: `${servers(serving)} stayed well for ${span(work.durationMs)}`,
      kept: { ...kept },
    };
  return {
    kind: "wait",
    note: `${servers(serving)} in service and well; ${span(leftMs)} left`,
    kept: { ...kept },
    recheckMs: Math.min(leftMs, POLL_EVERY_MS),
    progress: 1 - leftMs / work.durationMs,
    leftMs,
  };
}

const GIVE_UP_AFTER_MS = 10 * 60_000;

function ill(
  work: WorkOf<"soak">,
  seen: RiseSeen,
  { serving, target }: { serving: number; target: number },
  illForMs: number,
  nowMs: number,
): Decision {
  const stall = findStall(seen, work.group, { late: true, nowMs, wanted: target }) ?? {
    cause: `Only ${String(serving)} of ${servers(target)} of ${work.group} in service.`,
    cure: "Wait for them to come back. If the image is at fault, roll back.",
    kind: "health" as const,
  };
  if (illForMs > GIVE_UP_AFTER_MS) {
    return failed(
      `${work.group} was not well for ${span(illForMs)} while it was observed. ${stall.cause} Roll back.`,
    );
  }
  return {
    kind: "stuck",
    note: `${String(serving)} of ${servers(target)} in service; the time starts again when all are`,
    kept: { ...nothingSeen, illForMs, illAtMs: nowMs },
    ...stuckBy(stall),
    recheckMs: POLL_EVERY_MS,
  };
}
