/**
 * Waits while all is well, for so long without a break. Health that is lost starts the time again; servers that are
 * lost again and again, or all at once, are what a soak is there to find, and it fails. Only time that was looked at
 * counts: a laptop that slept, a pause or a restart in between proves nothing.
 */
import { findStall, stuckBy } from "../stall/stall.ts";
import {
  BELIEVED_AFTER_MS,
  failed,
  failedIfItStays,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { wellMembers } from "../../guard/serving.ts";
import { POLL_EVERY_MS, watchedMs } from "../proof.ts";
import type { RiseSeen } from "./raise.ts";
import { vanished } from "../vanished.ts";
import { servers, span } from "../words.ts";

interface Soaking {
  /** How long all was seen to be well, and when that was last looked at; null: it wasn't. */
  readonly wellForMs: number;
  readonly wellAtMs: number | null;
  /** The same of being ill. */
  readonly illForMs: number;
  readonly illAtMs: number | null;
  /** Servers that served when all was last well. */
  readonly served: number;
  /** Of them, those lost in the break that lasts, and in all that were over before; lists that lag tell of none. */
  readonly losing: number;
  readonly lost: number;
}

const nothingSeen: Soaking = {
  wellForMs: 0,
  wellAtMs: null,
  illForMs: 0,
  illAtMs: null,
  served: 0,
  losing: 0,
  lost: 0,
};

/** One server may fail by itself, and of many some: a tenth. */
const mayBeLost = (served: number) => Math.max(1, Math.floor(served / 10));

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
  // A list from before the group was raised says the same.
  if (target === 0)
    return failedIfItStays(`${work.group} wants no servers: nothing can be observed on it.`);
  const serving = wellMembers(seen.fleet, work.group, work.targetGroupArns).length;
  const before = { ...nothingSeen, ...(memory.kept as Partial<Soaking> | null) };
  return serving >= target
    ? well(work, serving, before, nowMs)
    : ill(work, seen, { serving, target }, before, nowMs);
}

function well(work: WorkOf<"soak">, serving: number, before: Soaking, nowMs: number): Decision {
  const wellForMs = before.wellForMs + watchedMs(before.wellAtMs, nowMs);
  const leftMs = work.durationMs - wellForMs;
  const lost = before.lost + before.losing;
  const kept: Soaking = { ...nothingSeen, wellForMs, wellAtMs: nowMs, served: serving, lost };
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
  before: Soaking,
  nowMs: number,
): Decision {
  const illForMs = before.illForMs + watchedMs(before.illAtMs, nowMs);
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
  const { served, lost } = before;
  const missing = illForMs < BELIEVED_AFTER_MS ? 0 : Math.max(0, served - serving);
  const losing = Math.max(before.losing, missing);
  if (losing > 0 && (serving === 0 || lost + losing > mayBeLost(served)))
    return failed(lostWords(work, { serving, lost: lost + losing }, stall.cause));
  return {
    kind: "stuck",
    note: `${String(serving)} of ${servers(target)} in service; the time starts again when all are`,
    kept: { ...nothingSeen, illForMs, illAtMs: nowMs, served, losing, lost },
    ...stuckBy(stall),
    recheckMs: POLL_EVERY_MS,
  };
}

function lostWords(
  { group }: WorkOf<"soak">,
  { serving, lost }: { readonly serving: number; readonly lost: number },
  cause: string,
): string {
  const left = serving === 0 ? "none that was watched serves any more" : `${servers(serving)} left`;
  return (
    `${group} lost ${servers(lost)} while it was watched, ${left}. ${cause} ` +
    "Servers that served and fail speak against the image: roll back."
  );
}
