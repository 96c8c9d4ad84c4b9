/** Ends servers that bakes left. Only what carries a builder's tag and is in no group is ever ended by it. */
import type { ServerFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { failed, type Decision, type Memory, type WorkOf } from "../decision.ts";

export interface EndLeftSeen {
  /** Those that are still listed. */
  readonly servers: readonly ServerFact[];
}

export function decideEndLeft(
  _work: WorkOf<"end-left">,
  { servers }: EndLeftSeen,
  _memory: Memory,
): Decision {
  const there = servers.filter(({ state }) => state !== "terminated");
  const stranger = there.find(({ tags }) => tags[TAG.builderUntil] === undefined);
  if (stranger)
    return failed(
      `The server ${stranger.id} carries no tag that says it is a builder, so nothing was ended. Look at it in AWS's console.`,
    );
  const member = there.find(({ groupName }) => groupName !== null);
  if (member)
    return failed(
      `The server ${member.id} belongs to the group ${member.groupName ?? ""}, so nothing was ended. Look at that group first.`,
    );
  const living = there.filter(({ state }) => state !== "shutting-down");
  if (living.length > 0) {
    const serverIds = living.map(({ id }) => id);
    const note = `Ending ${serverIds.join(", ")}`;
    return { kind: "act", note, calls: [{ call: "TerminateInstances", serverIds }] };
  }
  if (there.length === 0) return { kind: "done", note: "None of them is left" };
  return { kind: "wait", note: "They are shutting down", recheckMs: 5000, progress: null };
}
