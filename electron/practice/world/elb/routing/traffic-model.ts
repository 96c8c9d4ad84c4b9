/**
 * Who gets how much traffic now. Of each rule's requests a target group gets its weight's part, whether it has
 * healthy targets or not: a balancer never moves a group's part to another group. Inside a group all healthy targets
 * get the same; where too few are healthy the group fails open and all get it, the ill ones too. Pure: it reads.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
import type {
  ActionState,
  ListenerState,
  LoadBalancerState,
  TargetGroupState,
  TargetState,
} from "../../kernel/state/elb.ts";
import type { World } from "../../kernel/world.ts";
import { defaultRuleArn } from "../elb-lookups.ts";
import { defaultActions } from "../links.ts";

interface TargetShare {
  readonly instanceId: string;
  readonly port: number;
  /** Of the target group's requests: 0 to 1. */
  readonly share: number;
}

export interface TargetGroupShare {
  readonly targetGroupArn: string;
  readonly weight: number;
  /** Of the rule's requests: 0 to 1. */
  readonly share: number;
  /** Its targets are too ill: all of them get traffic regardless. */
  readonly failsOpen: boolean;
  /** Those that get any. Empty: its requests are answered with 503. */
  readonly targets: readonly TargetShare[];
}

export interface RuleTraffic {
  readonly loadBalancerArn: string;
  readonly listenerArn: string;
  readonly ruleArn: string;
  /** Null: the default rule. */
  readonly priority: number | null;
  /** Empty where the rule doesn't forward. */
  readonly groups: readonly TargetGroupShare[];
}

export const trafficOfBalancer = (
  world: World,
  balancer: LoadBalancerState,
): readonly RuleTraffic[] =>
  balancer.listeners.flatMap((listener) => trafficOfListener(world, balancer, listener));

function trafficOfListener(
  world: World,
  balancer: LoadBalancerState,
  listener: ListenerState,
): readonly RuleTraffic[] {
  const rules = (listener.rules ?? []).toSorted((a, b) => a.priority - b.priority);
  const of = (ruleArn: string, priority: number | null, actions: readonly ActionState[]) => ({
    loadBalancerArn: balancer.arn,
    listenerArn: listener.arn,
    ruleArn,
    priority,
    groups: sharesOf(world, actions),
  });
  return [
    ...rules.map(({ arn, priority, actions }) => of(arn, priority, actions)),
    of(defaultRuleArn(listener), null, defaultActions(listener)),
  ];
}

/** What each target group gets of the requests that these actions are for. */
export function sharesOf(
  world: World,
  actions: readonly ActionState[],
): readonly TargetGroupShare[] {
  const groups = actions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);
  const total = groups.reduce((sum, { Weight }) => sum + Weight, 0);
  return groups.map(({ TargetGroupArn: arn, Weight: weight }) => {
    const group = world.state.targetGroups.get(arn);
    const share = total === 0 ? 0 : weight / total;
    const { failsOpen, targets } = group ? insideGroup(world, group) : NOBODY;
    return { targetGroupArn: arn, weight, share, failsOpen, targets };
  });
}

const NOBODY = { failsOpen: false, targets: [] } as const;

const TAKES_NONE = new Set(["draining", "unused"]);
const LEAST = "target_group_health.unhealthy_state_routing.minimum_healthy_targets";

/** How a target group's own requests are shared out. */
export function insideGroup(
  world: World,
  group: TargetGroupState,
): Pick<TargetGroupShare, "failsOpen" | "targets"> {
  const registered = Object.values(group.targets).filter(({ state }) => !TAKES_NONE.has(state));
  const healthy = registered.filter(({ state }) => state === "healthy");
  const failsOpen = healthy.length < leastHealthy(group, registered.length);
  const takers = failsOpen ? registered : healthy;
  const weights = takers.map((target) => slowStart(world, group, target));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const targets = takers.map(({ instanceId, port }, index) => ({
    instanceId,
    port,
    share: total === 0 ? 1 / takers.length : (weights[index] ?? 0) / total,
  }));
  return { failsOpen: failsOpen && takers.length > 0, targets };
}

function leastHealthy({ attributes }: TargetGroupState, registered: number): number {
  const count = Number(attributes[`${LEAST}.count`] ?? 1);
  const percentage = attributes[`${LEAST}.percentage`] ?? "off";
  const part = percentage === "off" ? 0 : Math.ceil((registered * Number(percentage)) / 100);
  return Math.max(count, part);
}

/** A new target's part grows evenly until its slow start is over. */
function slowStart(world: World, { attributes }: TargetGroupState, target: TargetState): number {
  const seconds = Number(attributes["slow_start.duration_seconds"] ?? 0);
  if (seconds === 0) return 1;
  return Math.min(1, Math.max(0.01, (world.nowMs - target.changedAtMs) / (seconds * 1000)));
}
