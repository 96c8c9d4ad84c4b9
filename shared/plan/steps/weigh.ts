/** The step that shares the requests of rules between two generations. */
import { targetName } from "../../fleet/settings-in-words.ts";
import { partWords } from "../../decide/generation/weigh.ts";
import type { GroupName } from "../../model/ids.ts";
import type { PlannedCall } from "../../model/plan.ts";
import type { SharedRule } from "../../model/steps/generation.ts";
import { countWords } from "../../words/counts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import type { StepContext } from "./step-context.ts";

/** All of it, for good, where `fromWeight` is 0. */
export function weighStep(
  context: StepContext,
  group: GroupName,
  toGroup: GroupName,
  rules: readonly SharedRule[],
  about: {
    readonly phase: string;
    readonly fromWeight: number;
    readonly toWeight: number;
    /** For good: the weights of before are not put back after this; left out: where the new one gets everything. */
    readonly isFinal?: boolean;
  },
): StepDraft {
  const { fromWeight, toWeight, phase, isFinal = fromWeight === 0 } = about;
  const part = partWords(about);
  return {
    title:
      toWeight === 0 ? `Give ${group} all requests` : `Give ${toGroup} ${part} of the requests`,
    detail: `Weights ${String(fromWeight)} and ${String(toWeight)} in ${countWords(rules.length, "rule")}`,
    phase,
    work: { kind: "weigh", group, toGroup, rules, fromWeight, toWeight, isFinal },
    calls: rules.map((rule) => weightCall(rule, about)),
    guards: [
      "the servers of either generation suffice for its part of the requests, read right before",
      "the rule still names both target groups",
    ],
    gate: "The load balancer lists the weights",
    undo:
      fromWeight === 0
        ? `Roll back, while ${group} is warm: it is woken and takes the traffic again.`
        : "The weights of before are put back on every way out.",
    expected: context.policy.call,
    skippable: false,
  };
}

function weightCall(
  rule: SharedRule,
  { fromWeight, toWeight }: { readonly fromWeight: number; readonly toWeight: number },
): PlannedCall {
  const from = targetName(rule.from);
  const to = targetName(rule.to);
  return {
    call: rule.isDefault ? "ModifyListener" : "ModifyRule",
    target: rule.isDefault ? rule.listenerArn : rule.ruleArn,
    before: `${from} and ${to} share its requests`,
    after: `weight ${String(fromWeight)} for ${from}, ${String(toWeight)} for ${to}`,
  };
}
