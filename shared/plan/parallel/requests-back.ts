/**
 * All requests back to the live generation, where a rule still gives a part of them to the rising one: its weights
 * could not be put back, or somebody has set them. Else it would be detached while requests are meant for it.
 */
import type { GroupFact } from "../../model/facts.ts";
import type { Plan } from "../../model/plan.ts";
import type { SharedRule } from "../../model/steps/generation.ts";
import type { RuleFact } from "../../model/facts/rule-facts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import type { StepContext } from "../steps/step-context.ts";
import { weighStep } from "../steps/weigh.ts";

type Weighted = NonNullable<NonNullable<Plan["groups"]>["weighted"]>;

export interface RequestsBack {
  readonly steps: readonly StepDraft[];
  /** How the fleet is read then; null: no rule shares its requests. */
  readonly weighted: Weighted | null;
}

export function requestsBack(
  context: StepContext,
  rules: readonly RuleFact[] | null | undefined,
  live: GroupFact,
  rising: GroupFact,
): RequestsBack {
  const shared = (rules ?? []).flatMap((rule) => sharedBy(rule, live, rising));
  if (shared.length === 0) return { steps: [], weighted: null };
  const all = { phase: "Shift traffic", fromWeight: 100, toWeight: 0, isFinal: true };
  return {
    steps: [weighStep(context, live.name, rising.name, shared, all)],
    weighted: { toTargetGroupArns: live.settings.targetGroupArns, rules: shared },
  };
}

function sharedBy(rule: RuleFact, live: GroupFact, rising: GroupFact): SharedRule[] {
  const { ruleArn, listenerArn, isDefault, weights } = rule;
  const of = ({ settings }: GroupFact) =>
    weights.find(({ targetGroupArn }) => settings.targetGroupArns.includes(targetGroupArn));
  const [from, to] = [of(live), of(rising)];
  if (!from || !to || from === to || to.weight === 0 || weights.length !== 2) return [];
  return [
    {
      ruleArn,
      listenerArn,
      isDefault,
      from: from.targetGroupArn,
      to: to.targetGroupArn,
      fromWeight: from.weight,
      toWeight: to.weight,
    },
  ];
}
