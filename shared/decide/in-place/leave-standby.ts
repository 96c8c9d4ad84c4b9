/** On the way out of a change in place: servers that it put into standby go back into service, as they are. */
import type { GroupFact } from "../../model/facts.ts";
import type { ServerId } from "../../model/ids.ts";
import { isUnderWay, newestTask, type RootTaskFact } from "../../model/facts/root-volumes.ts";
import type { Decision, Memory } from "../decision.ts";
import { servers } from "../words.ts";
import { isAcceptedLately, waitFor } from "./sizing.ts";

/** AWS takes so many at once. */
export const STANDBY_AT_ONCE = 20;

/** Null: none of them is in standby, but for those that lost their root volume and can't serve. */
export function leaveStandby(
  group: GroupFact,
  ids: readonly ServerId[],
  tasks: readonly RootTaskFact[],
  memory: Memory,
  nowMs: number,
): Decision | null {
  const members = group.members.filter(({ serverId }) => ids.includes(serverId));
  const moving = members.filter(
    ({ serverId, lifecycleState }) =>
      lifecycleState === "EnteringStandby" ||
      (lifecycleState === "Standby" && isBusy(tasks, serverId)),
  );
  if (moving.length > 0) return waitFor(`${servers(moving.length)} between two states`, null, 5000);
  const ready = members.filter(
    ({ serverId, lifecycleState }) => lifecycleState === "Standby" && !isRootless(tasks, serverId),
  );
  if (ready.length === 0) return null;
  const note = `${servers(ready.length)} of ${group.name} back into service`;
  if (isAcceptedLately(memory, "ExitStandby", nowMs)) return waitFor(note, null);
  const serverIds = ready.map(({ serverId }) => serverId).slice(0, STANDBY_AT_ONCE);
  const exit = { call: "ExitStandby", groupName: group.name, serverIds } as const;
  const desiredCapacity = group.desiredCapacity;
  const needed = desiredCapacity + serverIds.length;
  if (needed <= group.maxSize) return { kind: "act", note, calls: [exit] };
  const { minSize, name } = group;
  const sizes = { minSize, maxSize: needed, desiredCapacity };
  const grow = { call: "UpdateAutoScalingGroup", groupName: name, ...sizes } as const;
  return { kind: "act", note, calls: [grow, exit] };
}

function isBusy(tasks: readonly RootTaskFact[], id: ServerId): boolean {
  const task = newestTask(tasks, id);
  return task !== null && isUnderWay(task);
}

/** Its old root was taken off and the new one isn't on: it can't boot. */
export const isRootless = (tasks: readonly RootTaskFact[], id: ServerId) =>
  newestTask(tasks, id)?.state === "failed-detached";
