/**
 * Turns a refresh that is under way: AWS's own roll back while it can, which a refresh that has ended can't; else it
 * is cancelled, as it is where turning it would leave too few in service. Done when none is active any more. The step after it brings back whatever is not back by then.
 */
import { isActiveRefresh, type RefreshFact } from "../../model/facts/signs.ts";
import type { Call } from "../../model/call.ts";
import {
  acceptedAtMs,
  BELIEVED_AFTER_MS,
  failed,
  mayArrive,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { POLL_EVERY_MS } from "../proof.ts";
import { suspended } from "../stall/by-processes.ts";
import { findStall, stuckBy } from "../stall/stall.ts";
import { isSuspended } from "../../guard/held-processes.ts";
import { vanished } from "../vanished.ts";
import type { RefreshSeen } from "./refresh.ts";
import { staysTurned } from "./stays-turned.ts";

type Work = WorkOf<"turn-refresh">;

export function decideTurnRefresh(
  work: Work,
  seen: RefreshSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const gone = vanished(group, work.group);
  if (gone || !group) return gone ?? failed("The group is gone.");
  const refresh = seen.refreshes.find(({ id }) => id === work.refreshId);
  const active = refresh && isActiveRefresh(refresh) ? refresh : null;
  if (!active) return refresh ? ended(refresh) : unlisted(memory, nowMs);
  if (active.status === "RollbackInProgress" || active.status === "Cancelling")
    return turning(seen, work, active, nowMs);
  if (isSuspended(group, "InstanceRefresh"))
    return stuck(active, suspended(group, "InstanceRefresh", "so AWS has paused the refresh"));
  const isSafe = staysTurned(seen, group, active, nowMs) >= Math.max(1, memory.floor);
  return turn(isSafe ? work : { ...work, how: "cancel" }, active, memory, nowMs);
}

const ended = ({ status, reason }: RefreshFact): Decision => ({
  kind: "done",
  note: `The refresh has ended: ${status}${reason === null ? "" : ` ("${reason}")`}`,
});

/** AWS's lists may lag: one that began a moment ago isn't taken for gone. */
function unlisted(memory: Memory, nowMs: number): Decision {
  if (nowMs - memory.startedAtMs >= BELIEVED_AFTER_MS)
    return { kind: "done", note: "AWS lists no such refresh any more" };
  const note = "AWS doesn't list the refresh; looking again, since its lists may lag behind";
  return { kind: "wait", note, recheckMs: POLL_EVERY_MS, progress: null };
}

/** AWS can't roll back what is only pending. */
function turn(work: Work, active: RefreshFact, memory: Memory, nowMs: number): Decision {
  const name = isRefused(memory) || work.how === "cancel" ? "CancelInstanceRefresh" : ROLL_BACK;
  if (name === ROLL_BACK && active.status === "Pending")
    return wait(active, "AWS has not begun with it; it is turned as soon as it has");
  const askedMs = acceptedAtMs(memory, name);
  const isListed = askedMs === null || nowMs - askedMs >= BELIEVED_AFTER_MS;
  if (!isListed || mayArrive(memory.unansweredAtMs(work.group, name), nowMs))
    return wait(active, "AWS was asked, and doesn't list it yet");
  return { kind: "act", note: `Turning the refresh ${active.id}`, calls: [callOf(work, name)] };
}

const ROLL_BACK = "RollbackInstanceRefresh";

/** AWS said that this one can't be rolled back: then it is cancelled. */
const isRefused = ({ calls }: Memory) =>
  calls.some(
    ({ name, outcome }) =>
      name === ROLL_BACK && outcome?.kind === "failed" && /Irreversible/.test(outcome.code),
  );

function callOf(work: Work, name: typeof ROLL_BACK | "CancelInstanceRefresh"): Call {
  const { group: groupName, minHealthyPercentage, maxHealthyPercentage } = work;
  return name === ROLL_BACK
    ? { call: name, groupName, minHealthyPercentage, maxHealthyPercentage }
    : { call: name, groupName, waitForTransitioning: false };
}

function turning(seen: RefreshSeen, work: Work, active: RefreshFact, nowMs: number): Decision {
  const sinceMs = active.rollback?.startedAtMs ?? null;
  const late = sinceMs !== null && nowMs - sinceMs > work.lateAfterMs;
  const stall = findStall(seen, work.group, { late, nowMs, inTraffic: true });
  return stall ? stuck(active, stall) : wait(active, null);
}

function wait(active: RefreshFact, note: string | null): Decision {
  const said = active.reason === null ? "" : `. AWS says: "${active.reason}"`;
  const doing = active.status === "Cancelling" ? "is being cancelled" : "is being turned back";
  return {
    kind: "wait",
    note: note ?? `The refresh ${doing}${said}`,
    recheckMs: POLL_EVERY_MS,
    progress: null,
  };
}

const stuck = (active: RefreshFact, stall: Parameters<typeof stuckBy>[0]): Decision => ({
  kind: "stuck",
  note: `The refresh ${active.id} is ${active.status}`,
  ...stuckBy(stall),
  recheckMs: POLL_EVERY_MS,
});
