/** Lets go of a group: the claim comes off, if it is this operation's. A group that is gone holds nothing. */
import { TAG } from "../model/tags.ts";
import { claimOf } from "./claim-tag.ts";
import type { GroupSeen } from "./claim.ts";
import type { Decision, Memory, WorkOf } from "./decision.ts";

export function decideRelease(work: WorkOf<"release">, seen: GroupSeen, memory: Memory): Decision {
  if (!seen.group) return { kind: "done", note: `${work.group} is gone, and its claim with it` };
  if (seen.group.status !== null)
    return { kind: "done", note: `${work.group} is going, and its claim with it` };
  if (claimOf(seen.group)?.operationId !== memory.operationId) {
    return { kind: "done", note: `${work.group} is free` };
  }
  return {
    kind: "act",
    note: `Letting go of ${work.group}`,
    calls: [{ call: "DeleteTags", groupName: work.group, keys: [TAG.claim] }],
  };
}
