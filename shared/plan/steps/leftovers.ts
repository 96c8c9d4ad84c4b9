/** Steps that take off what somebody left on a group. */
import type { GroupFact } from "../../model/facts.ts";
import type { ServerId } from "../../model/ids.ts";
import { countWords, listWords } from "../../words/counts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import type { StepContext } from "./step-context.ts";

const floorGuard = ({ floor }: StepContext) =>
  `at least ${countWords(Math.max(1, floor), "server")} stay in service after it, by a reading made right before`;

export function resumeStep(
  context: StepContext,
  group: GroupFact,
  processes: readonly string[],
): StepDraft {
  const list = listWords(processes, 9);
  return {
    title: `Let ${group.name} look after itself`,
    detail: `${list} ${processes.length === 1 ? "goes" : "go"} on`,
    phase: "Put back",
    work: {
      kind: "clear-leftover",
      group: group.name,
      leftover: { what: "suspended", processes },
    },
    calls: [
      {
        call: "ResumeProcesses",
        target: group.name,
        before: `suspended: ${list}`,
        after: "not suspended",
      },
    ],
    guards: [floorGuard(context), "only the processes named here"],
    gate: "AWS lists none of them as suspended",
    undo: "Suspend them again in AWS.",
    expected: context.policy.call,
    skippable: false,
  };
}

export function unprotectStep(
  context: StepContext,
  group: GroupFact,
  serverIds: readonly ServerId[],
): StepDraft {
  const servers = countWords(serverIds.length, "server");
  return {
    title: `Let ${group.name} scale in`,
    detail: `${servers} no longer protected`,
    phase: "Put back",
    work: {
      kind: "clear-leftover",
      group: group.name,
      leftover: { what: "protected", serverIds },
    },
    calls: [
      {
        call: "SetInstanceProtection",
        target: group.name,
        before: `${servers} protected from scale-in: ${listWords(serverIds, 3)}`,
        after: "not protected",
      },
    ],
    guards: [floorGuard(context), "only the servers named here"],
    gate: "AWS lists none of them as protected",
    undo: "Protect them again in AWS.",
    expected: context.policy.call,
    skippable: false,
  };
}
