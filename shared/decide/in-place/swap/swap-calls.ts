/**
 * What each server in hand needs next, from its state, the image that it runs and its newest task. None of these
 * calls may be made twice, so one that was made is looked for until lists have caught up.
 */
import type { Call, CallName } from "../../../model/call.ts";
import type { MemberFact } from "../../../model/facts.ts";
import type { ServerId } from "../../../model/ids.ts";
import { isUnderWay, newestTask, type RootTaskFact } from "../../../model/facts/root-volumes.ts";
import { TAG } from "../../../model/tags.ts";
import { BELIEVED_AFTER_MS, failed, mayArrive, type Decision } from "../../decision.ts";
import { servers } from "../../words.ts";
import { STANDBY_AT_ONCE } from "../leave-standby.ts";
import { imageOf, type SwapScene } from "./swap-roots.ts";

export interface Asked {
  readonly what: "enter" | "swap" | "exit";
  readonly atMs: number;
}
type Need = Asked["what"] | "wait" | "none";

const waiting = {
  enter: "leaving the traffic",
  swap: "getting new root volumes",
  exit: "going back into service",
} as const;

export function swapCalls(scene: SwapScene): {
  readonly calls: readonly Call[];
  readonly asked: Readonly<Record<string, Asked>>;
  readonly waitsFor: string;
} {
  const { kept, group, nowMs } = scene;
  const due: Record<Asked["what"], ServerId[]> = { enter: [], swap: [], exit: [] };
  for (const member of group.members.filter((one) => kept.away.includes(one.serverId))) {
    const need = needOf(scene, member);
    if (need === "wait" || need === "none" || isAsked(scene, member.serverId, need)) continue;
    due[need].push(member.serverId);
  }
  const asked = { ...kept.asked };
  for (const what of ["enter", "swap", "exit"] as const)
    for (const id of due[what]) asked[id] = { what, atMs: nowMs };
  return { calls: callsOf(scene, due), asked, waitsFor: slowest(scene, asked) };
}

function needOf(scene: SwapScene, member: MemberFact): Need {
  const isNew = imageOf(scene, member) === scene.work.imageId;
  const task = newestTask(scene.seen.tasks, member.serverId);
  switch (member.lifecycleState) {
    case "InService":
      return isNew ? "none" : "enter";
    case "Standby":
      if (task !== null && isUnderWay(task)) return "wait";
      if (!isNew) return imageOf(scene, member) === undefined ? "wait" : "swap";
      return isUp(scene, member.serverId) ? "exit" : "wait";
    default:
      return "wait";
  }
}

function isUp({ seen }: SwapScene, id: ServerId): boolean {
  const check = seen.standbyChecks.find(({ serverId }) => serverId === id);
  return check?.system === "ok" && check.instance === "ok";
}

const CALLS = {
  enter: "EnterStandby",
  swap: "CreateReplaceRootVolumeTask",
  exit: "ExitStandby",
} as const satisfies Record<Asked["what"], CallName>;

/**
 * The group's lists may be a minute old, and a call without an answer may arrive as late. What the guard refused was
 * never called: it is asked for again at the next look, which tells whether it is refused still.
 */
function isAsked({ kept, memory, nowMs, group }: SwapScene, id: ServerId, what: Asked["what"]) {
  const asked = kept.asked[id];
  if (asked?.what !== what) return false;
  if (
    !memory.calls.some(({ name, atMs }) => name === CALLS[what] && atMs >= Math.floor(asked.atMs))
  )
    return false;
  if (nowMs - asked.atMs < BELIEVED_AFTER_MS) return true;
  return mayArrive(memory.unansweredAtMs(group.name), nowMs);
}

function callsOf(scene: SwapScene, due: Record<Asked["what"], readonly ServerId[]>): Call[] {
  const { group, work, memory } = scene;
  const groupName = group.name;
  const exits = chunks(due.exit).flatMap((serverIds): Call[] => [
    ...roomFor(scene, serverIds.length),
    { call: "ExitStandby", groupName, serverIds },
  ]);
  const swaps = due.swap.map((serverId): Call => ({
    call: "CreateReplaceRootVolumeTask",
    groupName,
    serverId,
    imageId: work.imageId,
    deleteReplacedRootVolume: !work.keepReplaced,
    tags: { [TAG.operation]: memory.operationId },
    clientToken: tokenOf(scene, serverId),
  }));
  const enters = chunks(due.enter).map((serverIds): Call => ({
    call: "EnterStandby",
    groupName,
    serverIds,
    decrement: true,
  }));
  return [...exits, ...swaps, ...enters];
}

/** Somebody may have raised the group to its maximum meanwhile. */
function roomFor({ group }: SwapScene, count: number): Call[] {
  const { name, minSize, maxSize, desiredCapacity } = group;
  if (desiredCapacity + count <= maxSize) return [];
  const sizes = { minSize, maxSize: desiredCapacity + count, desiredCapacity };
  return [{ call: "UpdateAutoScalingGroup", groupName: name, ...sizes }];
}

function chunks(ids: readonly ServerId[]): ServerId[][] {
  const parts: ServerId[][] = [];
  for (let at = 0; at < ids.length; at += STANDBY_AT_ONCE)
    parts.push(ids.slice(at, at + STANDBY_AT_ONCE));
  return parts;
}

/** At most 64 characters; the same for the same server until AWS has refused it. */
function tokenOf({ memory }: SwapScene, id: ServerId): string {
  const refused = memory.calls.filter(
    ({ name, outcome }) => name === "CreateReplaceRootVolumeTask" && outcome?.kind === "failed",
  ).length;
  return `${memory.operationId.slice(-24)}-${id}-${String(refused)}`.slice(-64);
}

function slowest({ group, seen }: SwapScene, asked: Readonly<Record<string, Asked>>): string {
  const parts = (["enter", "swap", "exit"] as const).flatMap((what) => {
    const ids = group.members.filter(({ serverId }) => asked[serverId]?.what === what);
    if (ids.length === 0) return [];
    const tasks = ids.flatMap(({ serverId }) => newestTask(seen.tasks, serverId)?.state ?? []);
    const said = what === "swap" && tasks[0] !== undefined ? ` (${tasks[0]})` : "";
    return [`${String(ids.length)} ${waiting[what]}${said}`];
  });
  return parts.length === 0 ? "waiting" : parts.join(", ");
}

/** A task of this operation's that AWS gave up: the step ends, and the way out brings back what can serve. */
export function broken({ kept, seen, memory, group }: SwapScene): Decision | null {
  const own = (task: RootTaskFact) =>
    task.operation === memory.operationId && kept.away.includes(task.serverId);
  const bad = seen.tasks.filter(
    (task) => own(task) && (task.state === "failed" || task.state === "failed-detached"),
  );
  const first = bad.find(({ state }) => state === "failed-detached") ?? bad[0];
  if (first === undefined) return null;
  const meaning =
    first.state === "failed"
      ? "It keeps its old root volume and goes back into service with it."
      : "Its old root volume was taken off and the new one isn't on, so it can't start: it stays in standby. Attach the old volume in AWS, or end the server.";
  return failed(
    `AWS could not exchange the root volume of ${first.serverId} (task ${first.id}: ${first.state}). ${meaning} ` +
      `${servers(group.members.length - bad.length)} of ${group.name} are as they were. Nothing more is taken out of service.`,
  );
}

/**
 * One that got its new root and is listed no more: AWS ended it for its health, or somebody did, and its data volumes
 * may have gone with it. The others of its batch would prove nothing of the image that it didn't live with.
 */
export function ended({ kept, group, work }: SwapScene): Decision | null {
  const listed = new Set(group.members.map(({ serverId }) => serverId));
  const lost = kept.away.filter(
    (id) => !listed.has(id) && ["swap", "exit"].includes(kept.asked[id]?.what ?? ""),
  );
  const [first] = lost;
  if (first === undefined) return null;
  return failed(
    `${servers(lost.length)} of ${group.name} ended after getting a new root volume from ${work.imageId}, e.g. ${first}: ` +
      `AWS ends a server whose health check fails, or somebody did. Look at the group's activities for the reason, and ` +
      `at the data volumes that were attached. Nothing more is taken out of service.`,
  );
}
