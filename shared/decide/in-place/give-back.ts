/**
 * Gives a group that was changed in place back to itself: servers that were put into standby, servers that it was
 * raised by and that were never needed, its limits, its processes. The last step of the plan, and part of every way
 * out. What somebody else changed meanwhile is theirs and stays.
 */
import { isSuspended } from "../../guard/held-processes.ts";
import { isActive, servingMembers, type FleetReading } from "../../guard/serving.ts";
import type { Call, CallName } from "../../model/call.ts";
import type { GroupFact, MemberFact } from "../../model/facts.ts";
import type { ServerId } from "../../model/ids.ts";
import type { RootTaskFact } from "../../model/facts/root-volumes.ts";
import { failed, mayArrive, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { vanished } from "../vanished.ts";
import { servers } from "../words.ts";
import { endCalls, leastMissed } from "./crew.ts";
import { leaveStandby } from "./leave-standby.ts";
import {
  expectedSize,
  isAcceptedLately,
  stillListed,
  strangeSize,
  surplusOf,
  waitFor,
  type Sizing,
} from "./sizing.ts";

export interface GiveBackSeen {
  readonly fleet: FleetReading;
  /** Of the group's servers in standby. */
  readonly tasks: readonly RootTaskFact[];
}

/** A boot, its checks and a drain. */
const EXCHANGED_WITHIN_MS = 15 * 60_000;

type Acting = Extract<Decision, { readonly kind: "act" }>;

interface Scene {
  readonly work: WorkOf<"give-back">;
  readonly group: GroupFact;
  readonly seen: GiveBackSeen;
  readonly memory: Memory;
  readonly nowMs: number;
}

export function decideGiveBack(
  work: WorkOf<"give-back">,
  seen: GiveBackSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const missing = vanished(group, work.group);
  // On a way out there is nothing to give back to what somebody deletes.
  if (group && group.status !== null && (memory.leaving ?? null) !== null)
    return { kind: "done", note: `${work.group} is being deleted by someone else` };
  if (missing || !group) return missing ?? failed("The group is gone.");
  const scene = { work, group, seen, memory, nowMs };
  return standbys(scene) ?? surplus(scene) ?? oldAnswer(scene) ?? settings(scene) ?? given(scene);
}

function standbys({ memory, group, seen, nowMs }: Scene): Decision | null {
  const swapping = memory.keptBy?.("swap-roots") as Sizing | null | undefined;
  return swapping ? leaveStandby(group, swapping.away, seen.tasks, memory, nowMs) : null;
}

/** A size that was lowered by the seats that nobody took, and what it was before that. */
interface Growth extends Sizing {
  readonly loweredFrom?: number;
  /** Since when it has more servers than it wants, and all of them serve. */
  readonly overSinceMs?: number;
}

/** What this step ends is kept by itself; what was raised before it, by the step that did so. */
function growthOf({ memory, group, nowMs }: Scene): Growth | null {
  const kept = (memory.kept ?? memory.keptBy?.("grow-and-shed") ?? null) as Growth | null;
  if (kept?.loweredFrom === undefined) return kept;
  const before = { ...kept, grownTo: kept.loweredFrom };
  const unseen =
    isAcceptedLately(memory, "UpdateAutoScalingGroup", nowMs) ||
    mayArrive(memory.unansweredAtMs(group.name), nowMs);
  return !unseen && group.desiredCapacity === expectedSize(before, group) ? before : kept;
}

/** So many as the group was raised by and still has too many: those that serve nobody first, then the newest. */
function surplus(scene: Scene): Decision | null {
  const { group, seen, memory, nowMs } = scene;
  const growth = growthOf(scene);
  if (growth === null || growth.grownTo === null) return null;
  const strange = strangeSize(growth, group, theirs, memory, nowMs);
  if (strange) return strange;
  const count = surplusOf(growth, group);
  if (count <= 0) return null;
  const over = group.members.filter(isActive).length - group.desiredCapacity;
  if (over > 0) return overlapping(scene, growth, over, count);
  const seats = Math.min(count, group.desiredCapacity - group.members.filter(isActive).length);
  if (seats > 0) return fewerSeats(growth, group, seats);
  const begun = stillListed(growth, group).slice(0, count);
  const ids = [...begun, ...unneeded(seen.fleet, group, count - begun.length, begun)];
  return {
    kind: "act",
    note: `Ending ${servers(ids.length)} that ${group.name} was raised by`,
    kept: { ...growth, away: [...new Set([...growth.away, ...ids])] },
    calls: endCalls(group.name, ids),
  };
}

/** Its limits go back with the size that it has: not with one of an answer from before the others were ended. */
function oldAnswer(scene: Scene): Decision | null {
  const { group, memory, nowMs } = scene;
  const growth = growthOf(scene);
  if (growth === null || growth.grownTo !== null || limits(scene).length === 0) return null;
  return strangeSize(growth, group, theirs, memory, nowMs);
}

/**
 * AWS starts the next before it ends a sick one: while it has both, a smaller size could cost one that serves. What
 * stays so is no exchange, as where servers are protected from scale-in: then the guard says what a smaller size costs.
 */
function overlapping(
  { group, seen, nowMs }: Scene,
  growth: Growth,
  over: number,
  count: number,
): Decision {
  const ids = idle(seen.fleet, group, over);
  if (ids.length > 0)
    return {
      kind: "act",
      note: `Ending ${servers(ids.length)} of ${group.name} that serve nobody, beyond its size`,
      kept: { ...growth },
      calls: endCalls(group.name, ids, false),
    };
  const overSinceMs = growth.overSinceMs ?? nowMs;
  if (nowMs - overSinceMs >= EXCHANGED_WITHIN_MS) return smaller(growth, group, count);
  const note = `${group.name} has ${servers(over)} too many while AWS exchanges some`;
  return waitFor(note, { ...growth, overSinceMs });
}

function idle(fleet: FleetReading, group: GroupFact, count: number): readonly ServerId[] {
  const serving = new Set(servingMembers(fleet, group.name).map(({ serverId }) => serverId));
  const members = group.members.filter((one) => isActive(one) && !serving.has(one.serverId));
  return leastMissed(members, count, group, serving);
}

/** Seats that no server has taken, as where there was no capacity: the size goes down, and nothing ends for it. */
const fewerSeats = (growth: Growth, group: GroupFact, seats: number): Decision => ({
  ...smaller(growth, group, seats),
  note: `Lowering ${group.name} by ${servers(seats)} that never came`,
});

function smaller(growth: Growth, group: GroupFact, by: number): Acting {
  const desiredCapacity = group.desiredCapacity - by;
  const grownTo = (growth.grownTo ?? group.desiredCapacity) - by;
  const { name: groupName, maxSize } = group;
  const minSize = Math.min(group.minSize, desiredCapacity);
  return {
    kind: "act",
    note: `Lowering ${groupName} by the ${servers(by)} that it was raised by`,
    kept: { ...growth, grownTo, loweredFrom: growth.grownTo ?? group.desiredCapacity },
    calls: [{ call: "UpdateAutoScalingGroup", groupName, minSize, maxSize, desiredCapacity }],
  };
}

const theirs = ({ strangeSinceMs }: Growth, { desiredCapacity: wanted }: GroupFact): Growth => ({
  strangeSinceMs,
  wanted,
  grownTo: null,
  away: [],
});

function unneeded(fleet: FleetReading, group: GroupFact, count: number, but: readonly string[]) {
  const serving = new Set(servingMembers(fleet, group.name).map(({ serverId }) => serverId));
  const members = group.members.filter(
    (member) => isActive(member) && !but.includes(member.serverId),
  );
  const idle = members.filter(({ serverId }) => !serving.has(serverId));
  const newest = Math.max(...members.map(versionOf));
  const fresh = members.filter((one) => serving.has(one.serverId) && versionOf(one) === newest);
  const first = leastMissed(idle, count, group, serving);
  return [...first, ...leastMissed(fresh, count - first.length, group, serving)];
}

const versionOf = ({ template }: MemberFact) => Number(template?.version ?? 0);

function settings(scene: Scene): Decision | null {
  const { group, memory, nowMs } = scene;
  const due = [...limits(scene), ...processes(scene)];
  const calls = due.filter(({ call }) => !isAcceptedLately(memory, call, nowMs));
  const what = due.map(({ call }) => words[call] ?? call).join(" and ");
  if (due.length === 0) return null;
  if (calls.length === 0) return waitFor(`Waiting for AWS to list ${group.name}'s ${what}`, null);
  return { kind: "act", note: `Giving ${group.name} its own ${what} back`, calls };
}

const words: Partial<Record<CallName, string>> = {
  UpdateAutoScalingGroup: "limits",
  ResumeProcesses: "processes",
};

/** A maximum that was raised and a minimum that was lowered; never below the size that is wanted by now. */
function limits({ work, group, memory }: Scene): Call[] {
  const own = memory.outputs.held?.sizes;
  if (own === undefined || work.onlyProcesses) return [];
  const desiredCapacity = Math.max(group.desiredCapacity, own.minSize);
  const maxSize = Math.max(own.maxSize, desiredCapacity);
  const { minSize } = own;
  if (group.minSize === minSize && group.maxSize === maxSize) return [];
  return [
    { call: "UpdateAutoScalingGroup", groupName: group.name, minSize, maxSize, desiredCapacity },
  ];
}

function processes({ group, memory }: Scene): Call[] {
  const held = memory.outputs.held?.processes ?? [];
  const still = held.filter((process) => isSuspended(group, process));
  if (still.length === 0) return [];
  return [{ call: "ResumeProcesses", groupName: group.name, processes: still }];
}

function given({ work, group, memory, nowMs }: Scene): Decision {
  if (work.onlyProcesses)
    return { kind: "done", note: `Nothing of ${group.name} is held by this plan any more` };
  if (mayArrive(memory.unansweredAtMs(group.name, "UpdateAutoScalingGroup"), nowMs))
    return waitFor(
      "All is as it was. An earlier change had no answer and may still arrive; looking until it can't",
      null,
      5000,
    );
  const { minSize, maxSize, desiredCapacity: size } = group;
  return {
    kind: "done",
    note: `${group.name} has its own limits (${String(minSize)} to ${String(maxSize)}, ${String(size)} wanted) and processes`,
  };
}
