/**
 * A refresh under way, or ended: what it says becomes a note, a stall or an end. Progress is counted in servers: AWS's
 * percentage is no share of them.
 */
import type { GroupFact } from "../../model/facts.ts";
import { servingMembers } from "../../guard/serving.ts";
import type { EventLevel } from "../../model/operation.ts";
import type { RefreshFact } from "../../model/facts/signs.ts";
import type { Decision, Memory, WorkOf } from "../decision.ts";
import { watchedMs } from "../proof.ts";
import { stuckBy } from "../stall/stall.ts";
import { servers, span } from "../words.ts";
import { endedBadly } from "./endings.ts";
import type { Wanted } from "./own-refresh.ts";
import type { RefreshSeen } from "./refresh.ts";
import { refreshStall } from "./refresh-stall.ts";
import { proveRefreshed, runs } from "./refreshed.ts";

export interface Followed {
  readonly work: WorkOf<"refresh">;
  readonly seen: RefreshSeen;
  readonly memory: Memory;
  readonly nowMs: number;
  readonly group: GroupFact;
  readonly wanted: Wanted;
}

/** AWS itself looks at the group three or four times a minute. */
const AWS_LOOKS_SELDOM_MS = 5000;

/** What is kept from look to look, beside the refresh's id. */
interface Following {
  readonly refreshId: string;
  readonly status: string;
  /** The most that ever ran the version and served. */
  readonly best: number;
  readonly quietForMs: number;
  readonly belowForMs: number;
  readonly lookedAtMs: number;
}

export function followRefresh(followed: Followed, own: RefreshFact): Decision {
  switch (own.status) {
    case "Successful":
      return proveRefreshed(followed, own.id);
    case "Failed":
    case "Cancelled":
    case "RollbackSuccessful":
    case "RollbackFailed":
      return endedBadly(followed, own);
    default:
      return underWay(followed, own);
  }
}

function underWay(followed: Followed, own: RefreshFact): Decision {
  const { work, group, seen, wanted } = followed;
  const isNew = (one: GroupFact["members"][number]) => runs(one, wanted);
  const serving = servingMembers(seen.fleet, work.group).filter(isNew).length;
  const kept = keep(followed, own, serving);
  const late = kept.quietForMs > work.lateAfterMs;
  const stall = refreshStall(followed, own, { late, belowForMs: kept.belowForMs });
  const common = {
    note: noteOf(own, serving, group.desiredCapacity),
    kept: { ...kept },
    events: eventsOf(followed, own),
    recheckMs: AWS_LOOKS_SELDOM_MS,
    progress: 0.95 * Math.min(1, serving / Math.max(1, group.desiredCapacity)),
  };
  if (stall) return { kind: "stuck", ...common, ...stuckBy(stall) };
  return { kind: "wait", ...common, leftMs: own.status === "Baking" ? leftMs(own) : null };
}

function keep(
  { memory, seen, work, nowMs }: Followed,
  own: RefreshFact,
  serving: number,
): Following {
  const before = memory.kept as Partial<Following> | null;
  const watched = watchedMs(before?.lookedAtMs ?? null, nowMs);
  const better = serving > (before?.best ?? 0) || leftMs(own) !== null || own.status === "Pending";
  const below = servingMembers(seen.fleet, work.group).length < memory.floor;
  return {
    refreshId: own.id,
    status: own.status,
    best: Math.max(serving, before?.best ?? 0),
    quietForMs: better ? 0 : (before?.quietForMs ?? 0) + watched,
    belowForMs: below ? (before?.belowForMs ?? 0) + watched : 0,
    lookedAtMs: nowMs,
  };
}

/** Of a bake time or a checkpoint: AWS says how long it waits on purpose. */
export function leftMs({ reason }: RefreshFact): number | null {
  const seconds = /There are (\d+) seconds left/i.exec(reason ?? "")?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

export function noteOf(own: RefreshFact, serving: number, desired: number): string {
  const counted = `${String(serving)} of ${servers(desired)} new and in service`;
  const left = leftMs(own);
  if (own.status === "Pending") return `${counted}; AWS begins in a moment`;
  if (own.status === "Baking") return `${counted}; AWS watches them${forSpan(left)}`;
  if (own.status === "Cancelling") return `${counted}; the refresh is being cancelled`;
  if (own.status === "RollbackInProgress") return `AWS is turning back${saying(own)}`;
  if (left !== null) return `${counted}; checkpoint reached, AWS waits${forSpan(left)}`;
  return `${counted}${saying(own)}`;
}

const forSpan = (left: number | null) => (left === null ? "" : ` for ${span(left)}`);
const saying = ({ reason }: RefreshFact) => (reason === null ? "" : `. AWS says: "${reason}"`);

/** Each status is told once. */
function eventsOf({ memory }: Followed, own: RefreshFact) {
  if (memory.kept?.["status"] === own.status) return [];
  const text = statusWords(own);
  const level: EventLevel = /Rollback|Cancelling/.test(own.status) ? "warn" : "info";
  return text === null ? [] : [{ level, text }];
}

function statusWords(own: RefreshFact): string | null {
  switch (own.status) {
    case "Pending":
      return `AWS has taken the refresh (${own.id})`;
    case "InProgress":
      return "AWS replaces servers; it goes on when this computer is off";
    case "Baking":
      return "AWS has replaced them all, and watches them";
    case "Cancelling":
      return `The refresh is being cancelled${saying(own)}`;
    case "RollbackInProgress":
      return `AWS is turning back${saying(own)}`;
    default:
      return null;
  }
}
