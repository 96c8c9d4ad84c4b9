/** Rules of a listener: each with a priority of its own, conditions, and actions. The default rule is the listener's. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { ActionState, ConditionState, ListenerRuleState } from "../../kernel/state/elb.ts";
import type { World } from "../../kernel/world.ts";
import { checkActions } from "./actions.ts";
import { findListener, findRule } from "../elb-lookups.ts";
import type { FoundListener } from "../elb-lookups.ts";
import { MOST } from "../limits.ts";
import { replaceListener } from "./listeners.ts";

export interface RuleOrder {
  readonly priority: number;
  readonly conditions: readonly ConditionState[];
  readonly actions: readonly ActionState[];
  readonly tags: Record<string, string>;
}

export function createRule(
  world: World,
  found: FoundListener,
  order: RuleOrder,
): ListenerRuleState {
  const { balancer, listener } = found;
  const rules = listener.rules ?? [];
  checkPriority(order.priority);
  if (rules.some(({ priority }) => priority === order.priority)) throw inUse(order.priority);
  if (rules.length >= MOST.rules)
    throw new PracticeError("TooManyRules", "The maximum number of rules has been reached");
  checkConditions(order.conditions);
  checkActions(world, balancer, order.actions);
  const path = listener.arn.replace(":listener/", ":listener-rule/");
  const rule: ListenerRuleState = { arn: `${path}/${world.chance.hex(16)}`, ...order };
  replaceListener(world, balancer, listener, { ...listener, rules: [...rules, rule] });
  return rule;
}

/** Undefined: as it is. */
export interface RuleChange {
  readonly conditions: readonly ConditionState[] | undefined;
  readonly actions: readonly ActionState[] | undefined;
}

export function changeRule(world: World, arn: string, change: RuleChange): ListenerRuleState {
  const { balancer, listener, rule } = findRule(world, arn);
  if (!rule) throw notTheDefault(arn, "modified");
  const { conditions = rule.conditions, actions = rule.actions } = change;
  checkConditions(conditions);
  checkActions(world, balancer, actions);
  const after = { ...rule, conditions, actions };
  const rules = (listener.rules ?? []).map((each) => (each === rule ? after : each));
  replaceListener(world, balancer, listener, { ...listener, rules });
  return after;
}

export function deleteRule(world: World, arn: string): void {
  const { balancer, listener, rule } = findRule(world, arn);
  if (!rule) throw notTheDefault(arn, "deleted");
  const rules = (listener.rules ?? []).filter((each) => each !== rule);
  replaceListener(world, balancer, listener, { ...listener, rules });
}

/** All at once: two rules may exchange their priorities. */
export function setPriorities(world: World, wishes: ReadonlyMap<string, number>): void {
  const found = [...wishes.keys()].map((arn) => findRule(world, arn));
  for (const priority of wishes.values()) checkPriority(priority);
  for (const { listener, rule } of found) {
    if (!rule) throw notTheDefault(`${listener.arn}/default`, "modified");
    checkDistinct(findListener(world, listener.arn).listener.rules ?? [], wishes);
  }
  for (const { rule } of found) if (rule) rule.priority = wishes.get(rule.arn) ?? rule.priority;
}

function checkDistinct(
  rules: readonly ListenerRuleState[],
  wishes: ReadonlyMap<string, number>,
): void {
  const seen = new Set<number>();
  for (const rule of rules) {
    const priority = wishes.get(rule.arn) ?? rule.priority;
    if (seen.has(priority)) throw inUse(priority);
    seen.add(priority);
  }
}

function checkPriority(priority: number): void {
  if (Number.isInteger(priority) && priority >= 1 && priority <= 50_000) return;
  throw new PracticeError(
    "ValidationError",
    `Rule priority '${priority}' must be between 1 and 50000`,
  );
}

const inUse = (priority: number) =>
  new PracticeError("PriorityInUse", `Priority '${priority}' is currently in use`);

const notTheDefault = (arn: string, what: string) =>
  new PracticeError("OperationNotPermitted", `Default rule '${arn}' cannot be ${what}`);

const FIELDS = new Set([
  "host-header",
  "path-pattern",
  "http-header",
  "http-request-method",
  "query-string",
  "source-ip",
]);

function checkConditions(conditions: readonly ConditionState[]): void {
  if (conditions.length === 0)
    throw new PracticeError("ValidationError", "A condition must be specified");
  for (const { Field, Values } of conditions) {
    if (!FIELDS.has(Field))
      throw new PracticeError(
        "ValidationError",
        `Condition field '${Field}' must be one of '[${[...FIELDS].join(", ")}]'`,
      );
    if (Values?.length === 0)
      throw new PracticeError("ValidationError", "A condition value must be specified");
  }
  const values = conditions.flatMap(({ Values = [] }) => Values);
  if (values.length > MOST.conditionValues)
    throw new PracticeError(
      "TooManyRules",
      `A rule can have at most ${MOST.conditionValues} condition values`,
    );
}
