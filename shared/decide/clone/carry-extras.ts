/**
 * Gives the new group what hangs on the old one: each thing once. What AWS has accepted, or shows already, is not put
 * again; what was not answered is waited for before it is. It overwrites nothing that it did not put itself: if
 * somebody else's hand was there first, the comparison finds it.
 */
import { alarmCalls, carryingCalls, type Carrying } from "../../clone/carrying-calls.ts";
import { cloneExtras } from "../../clone/clone-extras.ts";
import type { GroupExtra, GroupExtras } from "../../model/facts.ts";
import type { GroupFact } from "../../model/facts.ts";
import { failed, mayArrive, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { POLL_EVERY_MS } from "../proof.ts";
import { vanished } from "../vanished.ts";

export interface CarrySeen {
  readonly group: GroupFact | null;
  readonly from: GroupFact | null;
  /** Null: the group isn't there. */
  readonly has: GroupExtras | null;
  readonly wanted: GroupExtras | null;
  /** Alarms that are there by the names that the new group's are meant to have. */
  readonly alarms: readonly GroupExtra[];
}
const notThere = (work: Work) => vanished(null, work.group) ?? failed("The new group is gone.");

type Work = WorkOf<"carry-extras">;
type Carry = Memory<{ readonly asked?: readonly string[] }>;

export function decideCarryExtras(
  work: Work,
  seen: CarrySeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const gone = vanished(seen.group, work.group) ?? vanished(seen.from, work.fromGroup);
  if (gone || !seen.has || !seen.wanted) return gone ?? notThere(work);
  const made = callsByKey(memory as Carry);
  const policies = policiesOf(seen.has, made);
  const change = {
    fromGroup: work.fromGroup,
    toGroup: work.group,
    targetGroups: work.targetGroups,
  };
  const wanted = cloneExtras(seen.wanted, policies, change, nowMs);
  const first = carryingCalls(work.group, work.parts, wanted, seen.has);
  const open = first.filter((each) => isOpen(each, made));
  if (open.length > 0) return putOrWait(work, open, made, memory as Carry, nowMs);
  const alarms = work.parts.includes("policies") ? wanted.alarms : [];
  const last = alarmCalls(work.group, alarms, seen.alarms);
  const openAlarms = last.filter((each) => isOpen(each, made));
  if (openAlarms.length > 0) return putOrWait(work, openAlarms, made, memory as Carry, nowMs);
  return { kind: "done", note: `${work.group} has ${countOf(first.length + last.length)}` };
}

const countOf = (count: number) =>
  count === 1
    ? "the one thing that was carried over"
    : `all ${String(count)} that were carried over`;

type Made = ReadonlyMap<string, Memory["calls"][number]>;

/** Every act wrote down what it was about to put, in the order of the calls: the newest call of each. */
function callsByKey(memory: Carry): Made {
  const asked = askedSoFar(memory);
  return new Map(
    memory.calls.flatMap((call, at) => {
      const key = asked[at];
      return key === undefined ? [] : [[key, call] as const];
    }),
  );
}

/** An act that broke off made fewer calls than it wrote down. */
const askedSoFar = (memory: Carry) => (memory.kept?.asked ?? []).slice(0, memory.calls.length);

/** Policies that AWS accepted may not be listed yet; its answers told their ARNs. */
function policiesOf(has: GroupExtras, made: Made) {
  const accepted = [...made].flatMap(([key, { name, outcome }]) => {
    const arn = outcome?.kind === "ok" ? outcome.produced.policyArn : undefined;
    if (name !== "PutScalingPolicy" || arn === undefined) return [];
    return [{ name: key.slice("PutScalingPolicy ".length), arn }];
  });
  return [...has.scalingPolicies, ...accepted];
}

const isOpen = ({ key, has }: Carrying, made: Made) =>
  has === null && made.get(key)?.outcome?.kind !== "ok";

function putOrWait(
  work: Work,
  open: readonly Carrying[],
  made: Made,
  memory: Carry,
  nowMs: number,
): Decision {
  const due = open.filter(({ key }) => !isOnItsWay(made.get(key), nowMs));
  if (due.length === 0) {
    return {
      kind: "wait",
      note: "No answer was seen to what was put last; looking whether it arrives",
      recheckMs: POLL_EVERY_MS,
      progress: null,
    };
  }
  const names = due.map(({ name }) => name).join(", ");
  return {
    kind: "act",
    note: `Giving ${work.group} ${names}`,
    kept: { asked: [...askedSoFar(memory), ...due.map(({ key }) => key)] },
    calls: due.map(({ call }) => call),
  };
}

function isOnItsWay(call: Memory["calls"][number] | undefined, nowMs: number): boolean {
  if (call === undefined || call.outcome?.kind === "failed") return false;
  return mayArrive(call.atMs, nowMs);
}
