/**
 * The size that is a fleet's own while its group is made bigger or smaller for a time. A group's size and its members
 * come in one answer of AWS, so what the size should be follows from the members, however old the answer is. A size
 * that nothing of ours explains, and that stays, is somebody's word: it becomes the fleet's own.
 */
import { isActive } from "../../guard/serving.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { ServerId } from "../../model/ids.ts";
import type { CallName } from "../../model/call.ts";
import {
  acceptedAtMs,
  BELIEVED_AFTER_MS,
  mayArrive,
  type Decision,
  type Kept,
  type Memory,
} from "../decision.ts";
import { OBSERVE_EVERY_MS } from "../proof.ts";
import { servers } from "../words.ts";

export interface Sizing {
  /** What the fleet itself wants. */
  readonly wanted: number;
  /** What the group was raised to, for a batch; null: nothing. */
  readonly grownTo: number | null;
  /** Taken out by name since then, ended or put into standby: each lowers the group's size by one. */
  readonly away: readonly ServerId[];
  /** Since when the size is one that nothing of ours explains; null: it isn't. */
  readonly strangeSinceMs: number | null;
}

/** `own`: what the fleet wants by what was written down; the group may still be bigger by what came before. */
export function ownSize({ desiredCapacity: size }: GroupFact, own: number | undefined): Sizing {
  const wanted = own ?? size;
  return { wanted, grownTo: size > wanted ? size : null, away: [], strangeSinceMs: null };
}

/** Of those taken out by name, the ones that this answer no longer counts. */
export function gone({ away }: Sizing, { members }: GroupFact): number {
  const active = new Set(members.filter(isActive).map(({ serverId }) => serverId));
  return away.filter((id) => !active.has(id)).length;
}

export const expectedSize = (sizing: Sizing, group: GroupFact) =>
  (sizing.grownTo ?? sizing.wanted) - gone(sizing, group);

/** What else the step keeps beside the sizing. */
export type Adopt<S extends Sizing> = (before: S, group: GroupFact) => S;

/** Null: the size is as it should be. */
export function strangeSize<S extends Sizing>(
  before: S,
  group: GroupFact,
  adopt: Adopt<S>,
  memory: Memory,
  nowMs: number,
): Decision | null {
  const expected = expectedSize(before, group);
  const { desiredCapacity: size, name } = group;
  if (size === expected) return null;
  const sinceMs = before.strangeSinceMs ?? nowMs;
  const lags = nowMs - sinceMs < BELIEVED_AFTER_MS;
  if (lags || mayArrive(memory.unansweredAtMs(name), nowMs)) {
    const note = `${name} is listed with a size of ${String(size)}, ${String(expected)} is due; looking again`;
    return waitFor(note, { ...before, strangeSinceMs: sinceMs });
  }
  const adopted = adopt({ ...before, strangeSinceMs: null }, group);
  const text = `Somebody set ${name} to ${String(size)}: the fleet's own size is ${servers(adopted.wanted)} from now on`;
  return { ...waitFor(text, adopted), events: [{ level: "warn", text }] };
}

/** How many the group has too many by our doing. */
export const surplusOf = (sizing: Sizing, group: GroupFact) =>
  expectedSize(sizing, group) - sizing.wanted;

/** Those meant to end before, and listed still: a list may be old, and others must not end in their place. */
export function stillListed({ away }: Sizing, { members }: GroupFact): readonly ServerId[] {
  const active = new Set(members.filter(isActive).map(({ serverId }) => serverId));
  return away.filter((id) => active.has(id));
}

/** Accepted a moment ago: until lists have caught up it is looked for, and not asked for again. */
export const isAcceptedLately = (memory: Memory, name: CallName, nowMs: number) =>
  nowMs - (acceptedAtMs(memory, name) ?? -Infinity) < BELIEVED_AFTER_MS;

/** `kept` null: what was kept stays as it is. */
export function waitFor(
  note: string,
  kept: object | null,
  recheckMs = OBSERVE_EVERY_MS,
  progress: number | null = null,
): Extract<Decision, { kind: "wait" }> {
  const common = { kind: "wait", note, recheckMs, progress } as const;
  return kept === null ? common : { ...common, kept: { ...kept } as Kept };
}

/** A fleet that somebody made smaller than the floor: nothing may be taken away any more. */
export function belowFloor(
  { wanted }: Sizing,
  group: GroupFact,
  { floor }: Memory,
  lent = 0,
): Decision | null {
  if (wanted - lent >= floor) return null;
  return {
    kind: "stuck",
    note: "Nothing is ended",
    cause: `Somebody set ${group.name} to ${String(wanted)}, too few for this plan's floor of ${servers(floor)}.`,
    cure: "Stop here and make a new plan for the size that the fleet has now, or give it its size back.",
    recheckMs: 10_000,
  };
}
