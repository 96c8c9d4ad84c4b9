/**
 * Lets go of a group: the claim comes off, if it is this operation's. A group that is gone holds nothing. AWS's lists
 * may lag: a claim that was written a moment ago and isn't listed is looked for again.
 */
import { TAG } from "../../model/tags.ts";
import { claimOf } from "./claim-tag.ts";
import type { GroupSeen } from "./claim.ts";
import {
  BELIEVED_AFTER_MS,
  mayArrive,
  wasAccepted,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";

const RECHECK_MS = 5000;

export function decideRelease(
  work: WorkOf<"release">,
  seen: GroupSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (!seen.group) return { kind: "done", note: `${work.group} is gone, and its claim with it` };
  if (seen.group.status !== null)
    return { kind: "done", note: `${work.group} is going, and its claim with it` };
  if (claimOf(seen.group)?.operationId !== memory.operationId) {
    const note = whyNotYet(work, memory, nowMs);
    return note === null
      ? { kind: "done", note: `${work.group} is free` }
      : { kind: "wait", note, recheckMs: RECHECK_MS, progress: null };
  }
  return {
    kind: "act",
    note: `Letting go of ${work.group}`,
    calls: [{ call: "DeleteTags", groupName: work.group, keys: [TAG.claim] }],
  };
}

/** Null: nothing of this operation can change the group any more. */
function whyNotYet(work: WorkOf<"release">, memory: Memory, nowMs: number): string | null {
  if (mayAppear(work, memory, nowMs)) return `The claim on ${work.group} isn't listed yet`;
  return mayArrive(memory.unansweredAtMs(work.group), nowMs)
    ? `A change of ${work.group} had no answer and may still arrive; looking until it can't`
    : null;
}

function mayAppear({ group }: WorkOf<"release">, memory: Memory, nowMs: number): boolean {
  const claimedAtMs = memory.claimedAtMs(group);
  if (claimedAtMs === null || wasAccepted(memory, "DeleteTags")) return false;
  return nowMs - claimedAtMs < BELIEVED_AFTER_MS;
}
