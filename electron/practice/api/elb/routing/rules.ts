/** Rules of listeners. */
import type {
  CreateRuleInput,
  CreateRuleOutput,
  DeleteRuleInput,
  DescribeRulesInput,
  DescribeRulesOutput,
  ModifyRuleInput,
  ModifyRuleOutput,
  Rule,
  SetRulePrioritiesInput,
  SetRulePrioritiesOutput,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { defaultRuleArn, findListener, findRule } from "../../../world/elb/elb-lookups.ts";
import type { FoundRule } from "../../../world/elb/elb-lookups.ts";
import { defaultActions } from "../../../world/elb/links.ts";
import {
  changeRule,
  createRule as create,
  deleteRule as remove,
  setPriorities,
} from "../../../world/elb/routing/rules.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { invalid, PAGE, toTags } from "../input.ts";
import { fromActions, fromConditions, toActions, toConditions } from "./action-shape.ts";

type Shown = Pick<FoundRule, "listener" | "rule">;

export function describeRules(
  input: DescribeRulesInput,
  { world }: CallContext,
): DescribeRulesOutput {
  const page = pageOf(chosen(world, input).map(toRule), ({ RuleArn = "" }) => RuleArn, {
    token: input.Marker,
    size: input.PageSize,
    ...PAGE,
  });
  return { Rules: [...page.items], NextMarker: page.nextToken };
}

/** By priority, the default rule last. */
function chosen(world: World, input: DescribeRulesInput): readonly Shown[] {
  if (input.RuleArns?.length) return input.RuleArns.map((arn) => findRule(world, arn));
  if (input.ListenerArn === undefined)
    throw invalid("You must specify either listener rule ARNs or a listener ARN");
  const { listener } = findListener(world, input.ListenerArn);
  const rules = (listener.rules ?? []).toSorted((a, b) => a.priority - b.priority);
  return [...rules.map((rule) => ({ listener, rule })), { listener, rule: null }];
}

function toRule({ listener, rule }: Shown): Rule {
  if (!rule) {
    return {
      RuleArn: defaultRuleArn(listener),
      Priority: "default",
      Conditions: [],
      Actions: fromActions(defaultActions(listener)),
      IsDefault: true,
    };
  }
  return {
    RuleArn: rule.arn,
    Priority: String(rule.priority),
    Conditions: fromConditions(rule.conditions),
    Actions: fromActions(rule.actions),
    IsDefault: false,
  };
}

export function createRule(input: CreateRuleInput, { world }: CallContext): CreateRuleOutput {
  const found = findListener(world, input.ListenerArn ?? "");
  const rule = create(world, found, {
    priority: input.Priority ?? 0,
    conditions: toConditions(input.Conditions ?? []),
    actions: toActions(input.Actions),
    tags: toTags(input.Tags),
  });
  return { Rules: [toRule({ listener: found.listener, rule })] };
}

export function modifyRule(input: ModifyRuleInput, { world }: CallContext): ModifyRuleOutput {
  const rule = changeRule(world, input.RuleArn ?? "", {
    conditions: input.Conditions ? toConditions(input.Conditions) : undefined,
    actions: input.Actions ? toActions(input.Actions) : undefined,
  });
  return { Rules: [toRule({ listener: findRule(world, rule.arn).listener, rule })] };
}

export function deleteRule(input: DeleteRuleInput, { world }: CallContext): object {
  remove(world, input.RuleArn ?? "");
  return {};
}

export function setRulePriorities(
  input: SetRulePrioritiesInput,
  { world }: CallContext,
): SetRulePrioritiesOutput {
  const wishes = (input.RulePriorities ?? []).map(
    ({ RuleArn = "", Priority = 0 }) => [RuleArn, Priority] as const,
  );
  setPriorities(world, new Map(wishes));
  return { Rules: wishes.map(([arn]) => toRule(findRule(world, arn))) };
}
