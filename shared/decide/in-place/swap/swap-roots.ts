/**
 * Gives the servers of a group new root volumes, batch by batch: out of service into standby, where AWS neither
 * checks nor replaces them, a new root from the image, status checks, back into service, proof at the traffic. Which
 * servers are old is read off the image that they run at every look. Addresses and data volumes stay.
 */
import type { GroupFact, MemberFact } from "../../../model/facts.ts";
import type { ImageId, ServerId } from "../../../model/ids.ts";
import type { Duration } from "../../../model/plan.ts";
import type { RootTaskFact } from "../../../model/facts/root-volumes.ts";
import type { StatusCheckFact } from "../../../model/facts/signs.ts";
import { isActive, servingMembers } from "../../../guard/serving.ts";
import {
  failed,
  failedIfItStays,
  mayArrive,
  type Decision,
  type Memory,
  type TemplateVersion,
  type WorkOf,
} from "../../decision.ts";
import type { RiseSeen } from "../../generation/raise.ts";
import { findStall, stuckBy } from "../../stall/stall.ts";
import { clearing } from "../../stall/stall-case.ts";
import { vanished } from "../../vanished.ts";
import { servers } from "../../words.ts";
import { proveBatch, unwatched, type Watched } from "../batch-proof.ts";
import { inStandby, leastMissed } from "../crew.ts";
import { prepare } from "./prepare-swap.ts";
import { belowFloor, strangeSize, waitFor, type Sizing } from "../sizing.ts";
import { broken, ended, swapCalls, type Asked } from "./swap-calls.ts";

export interface SwapSeen extends RiseSeen {
  readonly tasks: readonly RootTaskFact[];
  /** Of servers in standby. */
  readonly standbyChecks: readonly Pick<StatusCheckFact, "serverId" | "system" | "instance">[];
}

export interface Swapping extends Sizing, Watched {
  readonly asked: Readonly<Record<string, Asked>>;
  readonly batches: number;
}

export interface SwapScene {
  readonly work: WorkOf<"swap-roots">;
  readonly seen: SwapSeen;
  readonly memory: Memory;
  readonly nowMs: number;
  readonly group: GroupFact;
  readonly version: TemplateVersion;
  readonly kept: Swapping;
}

export function decideSwapRoots(
  work: WorkOf<"swap-roots">,
  seen: SwapSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const missing = vanished(group, work.group);
  if (missing || !group) return missing ?? failed("The group is gone.");
  const number = work.templateVersion ?? memory.outputs.templateVersion;
  if (number === undefined) return failed("No step of this plan made the new template version.");
  const version = { id: work.templateId, version: number };
  const before = (memory.kept ?? memory.keptBy?.("swap-roots") ?? null) as Swapping | null;
  const kept = before ?? takenOver(work, group, seen, memory);
  return decide({ work, seen, memory, nowMs, group, version, kept });
}

/**
 * Servers that an operation before this one left in standby are gone on with: those with a task of Bennu's and, on the
 * way back, those that it had only taken out yet. Where just as many stand there as the group's own size lacks, they
 * are why.
 */
function takenOver(
  { former }: WorkOf<"swap-roots">,
  group: GroupFact,
  { tasks }: SwapSeen,
  { outputs }: Memory,
): Swapping {
  const standing = group.members.filter(inStandby).map(({ serverId }) => serverId);
  const tasked = standing.filter((id) =>
    tasks.some((task) => task.serverId === id && task.operation !== null),
  );
  const wanted = outputs.held?.sizes.desiredCapacity ?? group.desiredCapacity + tasked.length;
  const explains = former === null && standing.length === wanted - group.desiredCapacity;
  const left = explains ? standing : tasked;
  const none = { grownTo: null, strangeSinceMs: null, asked: {}, batches: 0 };
  return { ...unwatched, ...none, wanted, away: left };
}

function decide(scene: SwapScene): Decision {
  const { kept, group, memory, nowMs } = scene;
  if (kept.wanted === 0)
    return failed(`${group.name} wants no servers: there is nothing to renew.`);
  const settling = ended(scene) ?? strangeSize(kept, group, adopt, memory, nowMs);
  if (settling) return settling;
  const settled = { ...scene, kept: { ...kept, strangeSinceMs: null } };
  return (
    prepare(settled) ??
    broken(settled) ??
    (kept.away.length > 0 ? inHand(settled) : nextBatch(settled))
  );
}

/** Those in standby come back on top of what somebody asked for: none of them may end for it. */
const adopt = (before: Swapping, group: GroupFact): Swapping => {
  const listed = new Set(group.members.map(({ serverId }) => serverId));
  const away = before.away.filter((id) => listed.has(id));
  const standing = group.members.filter((one) => away.includes(one.serverId) && !isActive(one));
  return { ...before, away, wanted: group.desiredCapacity + standing.length };
};

function inHand(scene: SwapScene): Decision {
  const { kept, group, work, nowMs, memory } = scene;
  const { calls, asked, waitsFor } = swapCalls(scene);
  if (calls.length > 0) {
    const note = `${servers(kept.away.length)} in hand: ${waitsFor}`;
    return { kind: "act", note, calls, kept: { ...kept, asked } };
  }
  const members = group.members.filter(({ serverId }) => kept.away.includes(serverId));
  const back = members.filter((one) => isActive(one) && imageOf(scene, one) === work.imageId);
  if (back.length < members.length)
    return (
      late(scene) ??
      waitFor(`${servers(members.length)} in hand: ${waitsFor}`, kept, 5000, share(scene))
    );
  const batch = {
    group,
    members: back,
    target: back.length,
    soakMs: work.batchSoakMs,
    observations: work.observations,
    expected: ofOneBatch(memory.expected, scene),
    progress: share(scene),
  };
  const proof = proveBatch(batch, scene.seen, kept, kept, nowMs);
  if (!proof.proved) return proof.decision;
  return batchOver(scene, {
    ...kept,
    ...unwatched,
    away: [],
    asked: {},
    batches: kept.batches + 1,
  });
}

function batchOver(scene: SwapScene, kept: Swapping): Decision {
  const note = `${servers(scene.kept.away.length)} with new root volumes, proved to serve`;
  if (scene.work.stage === "first") return { kind: "done", note, kept: { ...kept } };
  return waitFor(note, kept, 0, share(scene));
}

function nextBatch(scene: SwapScene): Decision {
  const { group, work, kept, seen, memory, nowMs } = scene;
  const unread = group.members.filter((one) => imageOf(scene, one) === undefined);
  if (unread.length > 0)
    return waitFor(`${servers(unread.length)} of ${group.name} not read yet`, kept, 5000);
  const old = group.members.filter((one) => imageOf(scene, one) !== work.imageId);
  const ready = old.filter(({ lifecycleState }) => lifecycleState === "InService");
  if (ready.length > 0) {
    const low = belowFloor(kept, group, memory, Math.min(work.batch, ready.length));
    if (low) return low;
    // A size without an answer may still arrive: after servers have left, others would start in their place.
    if (mayArrive(memory.unansweredAtMs(group.name, "UpdateAutoScalingGroup"), nowMs))
      return waitFor("An earlier change had no answer and may still arrive", kept, 5000);
    const serving = new Set(servingMembers(seen.fleet, group.name).map((one) => one.serverId));
    const few = tooFewServe(scene, serving.size);
    if (few) return few;
    const away = leastMissed(ready, work.batch, group, serving);
    return inHand({ ...scene, kept: { ...kept, ...unwatched, away, asked: {} } });
  }
  return standing(scene, old) ?? allNew(scene);
}

/** None is taken out while others are missing, if something keeps those away: the guard would refuse it. */
function tooFewServe({ seen, group, memory, work, kept, nowMs }: SwapScene, serving: number) {
  if (serving - work.batch >= Math.max(1, memory.floor)) return null;
  const stall = findStall(seen, group.name, {
    late: true,
    nowMs,
    wanted: kept.wanted,
    inTraffic: true,
  });
  const note = `${servers(serving)} of ${group.name} serve: too few for one batch to leave`;
  const common = { note, kept: { ...kept }, recheckMs: 5000 } as const;
  return stall && ({ kind: "stuck", ...common, ...stuckBy(stall) } as const);
}

function standing({ group, kept }: SwapScene, old: readonly MemberFact[]): Decision | null {
  const coming = old.filter((one) => isActive(one));
  if (coming.length > 0)
    return waitFor(`${servers(coming.length)} old not in service yet`, kept, 5000);
  const standby = old.filter(inStandby);
  const [first] = standby;
  if (first === undefined) return null;
  return {
    kind: "stuck",
    note: "All servers that serve are new",
    kept: { ...kept },
    cause: `${servers(standby.length)} in standby still old, e.g. ${first.serverId}. They serve nobody, and would as they are.`,
    cure: "Let them leave standby, and they get a new root as well; or end them in AWS.",
    ...clearing("Let them leave standby", {
      call: "ExitStandby",
      groupName: group.name,
      serverIds: standby.map(({ serverId }) => serverId),
    }),
    recheckMs: 5000,
  };
}

/** Nothing in hand and nothing old: once more all of them, proved to serve. */
function allNew(scene: SwapScene): Decision {
  const { group, kept, work, seen, memory, nowMs } = scene;
  const batch = {
    group,
    members: group.members.filter(isActive),
    target: kept.wanted,
    soakMs: 0,
    observations: work.observations,
    expected: ofOneBatch(memory.expected, scene),
    progress: 0.98,
  };
  const proof = proveBatch(batch, seen, kept, kept, nowMs);
  if (!proof.proved) return proof.decision;
  const note = `All ${servers(kept.wanted)} of ${group.name} run ${work.imageId}`;
  return { kind: "done", note, kept: { ...kept } };
}

/** A root that boots into nothing: the status checks never come. One that AWS was never seen to begin isn't late. */
function late({ kept, memory, nowMs, work, ...scene }: SwapScene): Decision | null {
  const begun = new Set(
    scene.seen.tasks
      .filter(({ operation }) => operation === memory.operationId)
      .map(({ serverId }): string => serverId),
  );
  const exchanged = Object.entries(kept.asked).filter(
    ([id, one]) => one.what === "swap" && begun.has(id),
  );
  const [first] = exchanged;
  const sinceMs = Math.min(...exchanged.map(([, one]) => one.atMs));
  const limitMs = Math.max(20 * 60_000, 2 * memory.expected.worstMs);
  if (first === undefined || nowMs - sinceMs < limitMs) return null;
  return failedIfItStays(
    `${first[0]} has not come up with a root volume from ${work.imageId} for a long time. It is in standby and serves ` +
      `nobody; the other servers of ${scene.group.name} do. Look at its console, then roll back.`,
  );
}

export const imageOf = (
  { seen }: Pick<SwapScene, "seen">,
  { serverId }: { readonly serverId: ServerId },
): ImageId | undefined => seen.fleet.images?.get(serverId);

function ofOneBatch(expected: Duration, { kept, work }: SwapScene): Duration {
  const batches = work.stage === "first" ? 1 : Math.max(1, Math.ceil(kept.wanted / work.batch));
  return { medianMs: expected.medianMs / batches, worstMs: expected.worstMs / batches };
}

function share(scene: SwapScene): number {
  const { group, work, kept } = scene;
  const fresh = group.members.filter(
    (one) => imageOf(scene, one) === work.imageId && isActive(one),
  );
  return Math.min(0.98, fresh.length / Math.max(1, kept.wanted));
}
