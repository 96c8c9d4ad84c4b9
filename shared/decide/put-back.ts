/** The calls that put an original back, from what the group is now. None: it is as it was, or the group is gone. */
import { assertNever } from "../assert-never.ts";
import type { Call } from "../model/call.ts";
import type { GroupFact } from "../model/facts.ts";
import type { OperationId } from "../model/ids.ts";
import type { Sizes } from "../model/plan.ts";
import { TAG } from "../model/tags.ts";
import { isSuspended } from "../guard/guard.ts";
import { claimOf } from "./claim-tag.ts";
import type { Original } from "./decision.ts";

export function putBackCalls(
  original: Original,
  group: GroupFact | null,
  mine: OperationId,
): readonly Call[] {
  if (!group || group.status !== null) return [];
  switch (original.kind) {
    case "claim":
      return claimOf(group)?.operationId === mine
        ? [{ call: "DeleteTags", groupName: group.name, keys: [TAG.claim] }]
        : [];
    case "suspended":
      return resume(group, original.processes);
    case "sizes":
      return resize(group, original.sizes);
    default:
      return assertNever(original, "original");
  }
}

function resume(group: GroupFact, wanted: readonly string[]): readonly Call[] {
  const processes = wanted.filter((process) => isSuspended(group, process));
  return processes.length === 0
    ? []
    : [{ call: "ResumeProcesses", groupName: group.name, processes }];
}

/** The limits go back; the size that is wanted now stays, within them. */
function resize(group: GroupFact, { minSize, maxSize }: Sizes): readonly Call[] {
  if (group.minSize === minSize && group.maxSize === maxSize) return [];
  const desiredCapacity = Math.min(Math.max(group.desiredCapacity, minSize), maxSize);
  return [
    { call: "UpdateAutoScalingGroup", groupName: group.name, minSize, maxSize, desiredCapacity },
  ];
}
