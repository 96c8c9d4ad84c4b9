/**
 * Takes a group out of traffic and keeps its servers: first its processes are held, so that nothing scales it in,
 * then it is detached, then it is seen that no traffic goes to it. Only while the other group serves enough.
 */
import type { Call } from "../../model/call.ts";
import type { GroupFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { isSuspended } from "../../guard/held-processes.ts";
import { servingMembers, type FleetReading } from "../../guard/serving.ts";
import {
  failed,
  hasAsked,
  wasAccepted,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { noteHeldCalls } from "./held-processes.ts";
import { OBSERVE_EVERY_MS, POLL_EVERY_MS } from "../proof.ts";
import { vanished } from "../vanished.ts";
import { servers, span } from "../words.ts";

export interface ShiftSeen {
  readonly fleet: FleetReading;
}
type Work = WorkOf<"shift-away">;

export function decideShiftAway(
  work: Work,
  seen: ShiftSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const to = seen.fleet.groups.get(work.toGroup);
  const gone = vanished(group, work.group) ?? vanished(to, work.toGroup);
  if (gone || !group || !to) return gone ?? failed("A group is gone.");
  const shifting = shiftingCalls(work, group, memory);
  if (shifting.length > 0) return tooFew(work, seen.fleet, memory) ?? shift(work, group, shifting);
  const served = stillServed(work, seen.fleet, group);
  if (served > 0) return leaving(work, group, served, memory, nowMs);
  return (
    mark(work, group, to, nowMs) ?? {
      kind: "done",
      note: `${group.name} gets no traffic; its servers are kept`,
    }
  );
}

/** Zero servers on the other side is never enough, whatever the floor says. */
function tooFew(work: Work, fleet: FleetReading, memory: Memory): Decision | null {
  const serving = servingMembers(fleet, work.toGroup).length;
  const needed = Math.max(1, memory.floor);
  if (serving >= needed) return null;
  return {
    kind: "stuck",
    note: `${work.group} stays in traffic`,
    cause: `Only ${servers(serving)} of ${work.toGroup} in service, and ${String(needed)} are needed.`,
    cure: "It goes on by itself when enough serve. If they don't come, roll back.",
    recheckMs: POLL_EVERY_MS,
  };
}

/** A detaching that AWS has accepted may stay listed while connections drain: it isn't asked for again. */
function shiftingCalls(work: Work, group: GroupFact, memory: Memory): Call[] {
  const processes = unheld(work, group);
  const attached = work.targetGroupArns.filter((arn) =>
    group.settings.targetGroupArns.includes(arn),
  );
  const targetGroupArns = wasAccepted(memory, "DetachTrafficSources") ? [] : attached;
  const calls: Call[] = [];
  if (processes.length > 0) {
    if (!hasAsked(memory, "SuspendProcesses")) calls.push(...noteHeldCalls(group));
    calls.push({ call: "SuspendProcesses", groupName: group.name, processes });
  }
  if (targetGroupArns.length > 0) {
    calls.push({ call: "DetachTrafficSources", groupName: group.name, targetGroupArns });
  }
  return calls;
}

const unheld = (work: Work, group: GroupFact) =>
  work.processes.filter((process) => !isSuspended(group, process));

function shift(work: Work, group: GroupFact, calls: readonly Call[]): Decision {
  const processes = unheld(work, group);
  const original = { kind: "suspended", group: group.name, processes } as const;
  return {
    kind: "act",
    note: `Taking ${group.name} out of traffic`,
    calls,
    originals: processes.length > 0 ? [{ original, until: "step" }] : [],
  };
}

function stillServed(work: Work, fleet: FleetReading, group: GroupFact): number {
  const ids = new Set(group.members.map((member) => member.serverId));
  const gone = ["draining", "unused", "unhealthy.draining"];
  const targets = fleet.targetHealth.filter((target) =>
    work.targetGroupArns.includes(target.targetGroupArn),
  );
  const served = targets.filter(
    (target) => ids.has(target.serverId) && !gone.includes(target.state),
  );
  return new Set(served.map((target) => target.serverId)).size;
}

function leaving(
  work: Work,
  group: GroupFact,
  served: number,
  memory: Memory,
  nowMs: number,
): Decision {
  const note = `${servers(served)} of ${group.name} still at the load balancer`;
  const elapsedMs = nowMs - memory.startedAtMs;
  const progress = 1 - served / Math.max(group.members.length, served);
  if (elapsedMs < Math.max(5 * 60_000, memory.expected.worstMs)) {
    return { kind: "wait", note, recheckMs: OBSERVE_EVERY_MS, progress };
  }
  return {
    kind: "stuck",
    note,
    cause: `${note} ${span(elapsedMs)} after ${group.name} was detached from it.`,
    cure: `Someone may have registered them by hand: deregister them from ${String(work.targetGroupArns.length)} target group(s).`,
    recheckMs: POLL_EVERY_MS,
    progress,
  };
}

/** The tags by which every console sees when a generation served and how long it is kept. */
function mark(work: Work, group: GroupFact, to: GroupFact, nowMs: number): Decision | null {
  const calls: Call[] = [];
  const tags = { [TAG.servedUntil]: iso(nowMs), [TAG.warmUntil]: iso(nowMs + work.warmForMs) };
  if (!isMarked(group, TAG.warmUntil))
    calls.push({ call: "CreateOrUpdateTags", groupName: group.name, tags });
  const old = [TAG.servedUntil, TAG.warmUntil, TAG.heldProcesses].filter((key) =>
    isMarked(to, key),
  );
  if (old.length > 0) calls.push({ call: "DeleteTags", groupName: to.name, keys: old });
  if (old.length > 0 || !isMarked(to, TAG.servedFrom)) {
    calls.push({
      call: "CreateOrUpdateTags",
      groupName: to.name,
      tags: { [TAG.servedFrom]: iso(nowMs) },
    });
  }
  return calls.length === 0
    ? null
    : { kind: "act", note: `Marking ${group.name} as kept warm`, calls };
}

const isMarked = (group: GroupFact, key: string) => group.tags.some((tag) => tag.key === key);

/** ISO time without a clock: a Date of a given moment only. */
const iso = (ms: number) => new Date(ms).toISOString();
