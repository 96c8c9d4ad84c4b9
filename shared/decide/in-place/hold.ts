/**
 * Suspends what would fight a change in place, for the time of the operation. What is suspended already is somebody
 * else's and stays so, unless the operation that is taken over left it. It also writes down the sizes that the group has: they are given back in the end.
 */
import { isSuspended } from "../../guard/held-processes.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { GroupSeen } from "../release/claim.ts";
import {
  BELIEVED_AFTER_MS,
  failed,
  wasAccepted,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { vanished } from "../vanished.ts";
import { waitFor } from "./sizing.ts";

export function decideHold(
  work: WorkOf<"hold">,
  { group }: GroupSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const missing = vanished(group, work.group);
  if (missing || !group) return missing ?? failed("The group is gone.");
  if (memory.kept === null && lagsBehind(group, memory, nowMs))
    return waitFor(`AWS lists ${group.name} as it was before its last change; looking again`, null);
  const before = memory.kept as Held | null;
  const kept = before ?? found(work, group);
  const free = kept.processes.filter((process) => !isSuspended(group, process));
  if (free.length === 0 && (before !== null || kept.processes.length === 0)) return held(kept);
  if (wasAccepted(memory, "SuspendProcesses"))
    return waitFor("Waiting for AWS to list what was suspended", kept);
  const original = { kind: "suspended", group: group.name, processes: kept.processes } as const;
  return {
    kind: "act",
    note: `Suspending ${kept.processes.join(", ")} on ${group.name}`,
    kept: { ...kept },
    originals: [{ original, until: "operation" }],
    calls: [{ call: "SuspendProcesses", groupName: group.name, processes: kept.processes }],
  };
}

/** What the operation before it gave back must be seen: it would pass for the fleet's own else. */
function lagsBehind(group: GroupFact, { madeBefore }: Memory, nowMs: number): boolean {
  const made = madeBefore?.(group.name) ?? null;
  if (made === null || nowMs - made.atMs >= BELIEVED_AFTER_MS) return false;
  const isOfOldSize =
    made.sizes !== null &&
    (made.sizes.minSize !== group.minSize ||
      made.sizes.maxSize !== group.maxSize ||
      made.sizes.desiredCapacity !== group.desiredCapacity);
  return isOfOldSize || made.resumed.some((process) => isSuspended(group, process));
}

type Held = NonNullable<Memory["outputs"]["held"]>;

function found(work: WorkOf<"hold">, group: GroupFact): Held {
  const { minSize, maxSize, desiredCapacity } = group;
  const ours = work.ours ?? [];
  const processes = work.processes.filter(
    (process) => ours.includes(process) || !isSuspended(group, process),
  );
  return { processes, sizes: work.sizes ?? { minSize, maxSize, desiredCapacity } };
}

function held(kept: Held): Decision {
  const what = kept.processes.length === 0 ? "Nothing" : kept.processes.join(", ");
  return {
    kind: "done",
    note: `${what} held for the time of the operation`,
    kept: { ...kept },
    produced: { held: kept },
  };
}
