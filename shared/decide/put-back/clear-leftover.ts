/**
 * Puts back what somebody left on a group: processes that are suspended, servers protected from scale-in. Only what
 * the plan named: what was added since is somebody's newer wish.
 */
import { assertNever } from "../../assert-never.ts";
import type { Call } from "../../model/call.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { ServerId } from "../../model/ids.ts";
import type { Leftover } from "../../model/steps/put-back.ts";
import type { GroupSeen } from "../release/claim.ts";
import { failed, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { listLags } from "../lagging.ts";
import { vanished } from "../vanished.ts";

export function decideClearLeftover(
  work: WorkOf<"clear-leftover">,
  { group }: GroupSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const gone = vanished(group, work.group);
  if (gone || !group) return gone ?? failed("The group is gone.");
  const calls = clearingCalls(work.leftover, group);
  const [first] = calls;
  if (first === undefined) return { kind: "done", note: doneWords(work.leftover, group) };
  return (
    listLags(memory, first.call, nowMs) ?? {
      kind: "act",
      note: `Putting ${group.name} back`,
      calls,
    }
  );
}

/** For what is left of it on the group; none: nothing is. */
function clearingCalls(leftover: Leftover, group: GroupFact): readonly Call[] {
  const groupName = group.name;
  switch (leftover.what) {
    case "suspended": {
      const held = new Set(group.suspended.map(({ process }) => process));
      const processes = leftover.processes.filter((process) => held.has(process));
      return processes.length === 0 ? [] : [{ call: "ResumeProcesses", groupName, processes }];
    }
    case "protected": {
      const held = group.members.filter(({ protectedFromScaleIn }) => protectedFromScaleIn);
      const ids = held
        .map(({ serverId }) => serverId)
        .filter((id) => leftover.serverIds.includes(id));
      return inFifties(ids).map((serverIds) => ({
        call: "SetInstanceProtection",
        groupName,
        serverIds,
        protectedFromScaleIn: false,
      }));
    }
    default:
      return assertNever(leftover, "leftover");
  }
}

/** As many as AWS takes at a time. */
const inFifties = (ids: readonly ServerId[]) =>
  Array.from({ length: Math.ceil(ids.length / 50) }, (_, at) => ids.slice(at * 50, at * 50 + 50));

const doneWords = (leftover: Leftover, { name }: GroupFact) =>
  leftover.what === "suspended"
    ? `${name} looks after itself again`
    : `${name} may scale in as it did before`;
