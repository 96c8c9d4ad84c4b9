import { drainTime, sumOf } from "../../fleet/expected-time.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { GroupName } from "../../model/ids.ts";
import { countWords } from "../../words/counts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { free, type StepContext } from "./step-context.ts";

/** Ends a group and its servers. What a rollback would need after it is said in `undo`. */
export function removeGroupStep(
  context: StepContext,
  group: GroupFact,
  servingGroup: GroupName,
  about: { readonly phase: string; readonly reason: string; readonly undo: string },
): StepDraft {
  const servers = countWords(group.members.length, "server");
  return {
    title: `Remove ${group.name}`,
    detail: `${servers} end`,
    phase: about.phase,
    work: { kind: "remove-group", group: group.name, servingGroup, reason: about.reason },
    calls: [
      {
        call: "DeleteAutoScalingGroup",
        target: group.name,
        before: `the group with ${servers}`,
        after: "gone, its launch template version and image stay",
      },
    ],
    guards: [
      `${servingGroup} has at least ${countWords(Math.max(1, context.floor), "server")} in service, read right before`,
    ],
    gate: "The group is gone and all its servers have ended",
    undo: about.undo,
    expected:
      group.members.length === 0
        ? free
        : sumOf([context.policy.removal, drainTime(context.targets)]),
    skippable: false,
  };
}
