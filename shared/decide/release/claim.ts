/** Takes hold of a group: a tag that tells every console who is at work. Written, then read back. */
import type { GroupFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { claimOf, claimText, foreignClaim, heldReason } from "./claim-tag.ts";
import { failed, failedIfItStays, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { vanished } from "../vanished.ts";

export interface GroupSeen {
  readonly group: GroupFact | null;
}

export function decideClaim(
  work: WorkOf<"claim">,
  seen: GroupSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const { group } = seen;
  const gone = vanished(group, work.group);
  if (gone || !group) return gone ?? failed("The group is gone.");
  const other = foreignClaim(group, memory.operationId, nowMs);
  if (other && !memory.hasEnded(other.operationId))
    return failedIfItStays(heldReason(group, other));
  const claim = claimOf(group);
  if (claim?.operationId === memory.operationId)
    return { kind: "done", note: `${group.name} is held` };
  return {
    kind: "act",
    note: claim ? `Taking over a claim that ${claim.holder} left behind` : `Holding ${group.name}`,
    originals: [{ original: { kind: "claim", group: group.name }, until: "operation" }],
    calls: [
      {
        call: "CreateOrUpdateTags",
        groupName: group.name,
        tags: {
          [TAG.claim]: claimText({
            operationId: memory.operationId,
            holder: memory.holder,
            atMs: nowMs,
          }),
        },
      },
    ],
  };
}
