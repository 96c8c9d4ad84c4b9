/**
 * Where the traffic is shared by weights: each target group of the live generation needs a second, idle one beside it
 * in every rule that forwards to it. What is missing is refused with its cure: Bennu makes no target groups.
 */
import { targetName } from "../../fleet/settings-in-words.ts";
import type { Facts } from "../../model/facts.ts";
import type { TargetGroupArn } from "../../model/ids.ts";
import type { Refusal } from "../../model/plan.ts";
import type { SharedRule } from "../../model/steps/generation.ts";
import type { RuleFact } from "../../model/facts/rule-facts.ts";
import { refuse } from "../plan-input.ts";
import type { ReplaceInput, SharedTraffic } from "./parts.ts";

const CURE =
  "Give the rule a second, empty target group with weight 0 in AWS, or let the new servers take traffic another way.";

export function sharedTraffic(
  { rules = null, facts }: ReplaceInput,
  arns: readonly TargetGroupArn[],
): SharedTraffic | Refusal {
  if (arns.length === 0)
    return refuse("The fleet has no target group, so there are no weights to change.", NO_WEIGHTS);
  if (rules === null)
    return refuse("The rules of the fleet's load balancer could not be read.", "Try it again.");
  const shared: SharedRule[] = [];
  for (const arn of arns) {
    const found = rulesOf(arn, rules, facts);
    if ("refused" in found) return found;
    shared.push(...found);
  }
  const toArns = [...new Set(shared.map(({ to }) => to))];
  return severalFor(arns, shared) ?? { rules: shared, toArns, isSticky: stickiness(rules, shared) };
}

const NO_WEIGHTS = "Choose that the new servers take traffic from the first one, or all at once.";

function rulesOf(
  arn: TargetGroupArn,
  rules: readonly RuleFact[],
  facts: Facts,
): readonly SharedRule[] | Refusal {
  const own = rules.filter(({ weights }) => weights.some((one) => one.targetGroupArn === arn));
  if (own.length === 0)
    return refuse(`No rule of a load balancer forwards to ${targetName(arn)}.`, CURE);
  const shared: SharedRule[] = [];
  for (const rule of own) {
    const found = sharedRule(arn, rule, facts);
    if ("refused" in found) return found;
    shared.push(found);
  }
  return shared;
}

function sharedRule(from: TargetGroupArn, rule: RuleFact, facts: Facts): SharedRule | Refusal {
  const { ruleArn, listenerArn, isDefault, weights } = rule;
  const where = isDefault ? `the default rule of ${listenerArn}` : `the rule ${ruleArn}`;
  const own = weights.find((one) => one.targetGroupArn === from);
  const [other, ...more] = weights.filter((one) => one.targetGroupArn !== from);
  if (own === undefined || other === undefined || more.length > 0) {
    const count = String(weights.length);
    return refuse(
      `To share traffic by weights, ${where} must forward to two target groups; it forwards to ${count}.`,
      CURE,
    );
  }
  const to = other.targetGroupArn;
  const busy = whyBusy(to, other.weight, facts);
  if (busy !== null) return refuse(`${targetName(to)} of ${where} is not idle: ${busy}.`, IN_USE);
  return { ruleArn, listenerArn, isDefault, from, to, fromWeight: own.weight, toWeight: 0 };
}

const IN_USE = "Retire what uses it and give it weight 0, so that the new generation can have it.";

function whyBusy(arn: TargetGroupArn, weight: number, facts: Facts): string | null {
  if (weight > 0) return `its weight is ${String(weight)}`;
  const user = [...facts.groups.values()].find(({ settings }) =>
    settings.targetGroupArns.includes(arn),
  );
  return user === undefined ? null : `${user.name} is attached to it`;
}

/** The servers of one generation must be healthy wherever its requests come in: one partner a target group. */
function severalFor(
  arns: readonly TargetGroupArn[],
  shared: readonly SharedRule[],
): Refusal | null {
  for (const arn of arns) {
    const partners = new Set(shared.filter(({ from }) => from === arn).map(({ to }) => to));
    if (partners.size > 1)
      return refuse(
        `The rules of ${targetName(arn)} name different second target groups (${[...partners].map(targetName).join(", ")}).`,
        "Let all of its rules name the same second target group.",
      );
  }
  return null;
}

const stickiness = (rules: readonly RuleFact[], shared: readonly SharedRule[]) =>
  rules.some(({ ruleArn, isSticky }) => isSticky && shared.some((one) => one.ruleArn === ruleArn));
