import { drainTime, sumOf } from "../../fleet/expected-time.ts";
import { alarmsOfRemoved } from "../../clone/clone-alarms.ts";
import type { GroupExtras, GroupFact } from "../../model/facts.ts";
import type { GroupName } from "../../model/ids.ts";
import type { PlannedCall } from "../../model/plan.ts";
import { countWords, listWords } from "../../words/counts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { free, type StepContext } from "./step-context.ts";

/** Ends a group and its servers. What a rollback would need after it is said in `undo`. */
export function removeGroupStep(
  context: StepContext,
  group: GroupFact,
  servingGroup: GroupName,
  about: {
    readonly phase: string;
    readonly reason: string;
    readonly undo: string;
    /** What hangs on the group; left out: it was not read. */
    readonly extras?: GroupExtras | undefined;
  },
): StepDraft {
  const servers = countWords(group.members.length, "server");
  return {
    title: `Remove ${group.name}`,
    detail: `${servers} end`,
    phase: about.phase,
    work: { kind: "remove-group", group: group.name, servingGroup, reason: about.reason },
    calls: [
      ...alarmCalls(group, about.extras),
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

function alarmCalls(group: GroupFact, extras: GroupExtras | undefined): PlannedCall[] {
  const { going } = alarmsOfRemoved(group, extras?.scalingPolicies ?? []);
  if (going.length === 0) return [];
  const before = `${listWords(going, 3)}, made by Bennu for ${group.name}`;
  return [{ call: "DeleteAlarms", target: group.name, before, after: "gone" }];
}
