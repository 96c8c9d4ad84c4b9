/** Finding target groups, load balancers, listeners and rules, or AWS's own error when they are not there. */
import { PracticeError } from "../kernel/practice-error.ts";
import type {
  ListenerRuleState,
  ListenerState,
  LoadBalancerState,
  TargetGroupState,
} from "../kernel/state/elb.ts";
import type { World } from "../kernel/world.ts";

export function findTargetGroup(world: World, arn: string): TargetGroupState {
  const found = world.state.targetGroups.get(arn);
  if (found) return found;
  mustBeArn(arn, "targetgroup", "target group");
  throw new PracticeError("TargetGroupNotFound", `Target groups '${arn}' not found`);
}

function mustBeArn(arn: string, kind: string, words: string): void {
  if (new RegExp(`^arn:[\\w-]+:elasticloadbalancing:[\\w-]+:\\d+:${kind}/.`).test(arn)) return;
  throw new PracticeError("ValidationError", `'${arn}' is not a valid ${words} ARN`);
}

export function findLoadBalancer(world: World, arn: string): LoadBalancerState {
  const found = world.state.loadBalancers.get(arn);
  if (found) return found;
  mustBeArn(arn, "loadbalancer", "load balancer");
  throw new PracticeError("LoadBalancerNotFound", `Load balancers '[${arn}]' not found`);
}

export interface FoundListener {
  readonly balancer: LoadBalancerState;
  readonly listener: ListenerState;
}

function listenerAt(world: World, arn: string): FoundListener | null {
  for (const balancer of world.state.loadBalancers.values()) {
    const listener = balancer.listeners.find((each) => each.arn === arn);
    if (listener) return { balancer, listener };
  }
  return null;
}

export function findListener(world: World, arn: string): FoundListener {
  const found = listenerAt(world, arn);
  if (found) return found;
  mustBeArn(arn, "listener", "listener");
  throw new PracticeError("ListenerNotFound", `One or more listeners not found: '${arn}'`);
}

export interface FoundRule extends FoundListener {
  /** Null: the listener's default rule. */
  readonly rule: ListenerRuleState | null;
}

export const defaultRuleArn = ({ arn }: ListenerState): string =>
  `${arn.replace(":listener/", ":listener-rule/")}/default`;

function ruleAt(world: World, arn: string): FoundRule | null {
  for (const balancer of world.state.loadBalancers.values()) {
    for (const listener of balancer.listeners) {
      if (defaultRuleArn(listener) === arn) return { balancer, listener, rule: null };
      const rule = listener.rules?.find((each) => each.arn === arn);
      if (rule) return { balancer, listener, rule };
    }
  }
  return null;
}

export function findRule(world: World, arn: string): FoundRule {
  const found = ruleAt(world, arn);
  if (found) return found;
  throw new PracticeError("RuleNotFound", `One or more rules not found: '${arn}'`);
}
