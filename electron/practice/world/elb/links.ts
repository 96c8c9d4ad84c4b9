/**
 * Which load balancer sends traffic to which target group: as listeners and rules say. A target group knows its
 * balancers, so that nobody has to look through all rules; whoever changes actions links anew.
 */
import type {
  ActionState,
  ListenerState,
  LoadBalancerState,
  TargetGroupState,
} from "../kernel/state/elb.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { NOT_IN_USE, isUsed, REGISTERING, setHealth } from "./targets.ts";
import type { TargetListener } from "./targets.ts";

type Relinked = { readonly arn: string };
export const relinked = timerKind<Relinked>("elb.relinked");

const NOT_STICKY = { Enabled: false };

/** What a listener does with a request that no rule takes. */
export function defaultActions(listener: ListenerState): readonly ActionState[] {
  if (listener.actions) return listener.actions;
  const groups = listener.targetGroupArns.map((arn) => ({ TargetGroupArn: arn, Weight: 1 }));
  const config = { TargetGroups: groups, TargetGroupStickinessConfig: NOT_STICKY };
  return [{ Type: "forward", Order: 1, ForwardConfig: config }];
}

export const groupsOfActions = (actions: readonly ActionState[]): readonly string[] =>
  actions.flatMap(({ ForwardConfig }) =>
    (ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn }) => TargetGroupArn),
  );

export const groupsOfListener = (listener: ListenerState): readonly string[] => [
  ...groupsOfActions(defaultActions(listener)),
  ...(listener.rules ?? []).flatMap(({ actions }) => groupsOfActions(actions)),
];

const groupsOfBalancer = ({ listeners }: LoadBalancerState): ReadonlySet<string> =>
  new Set(listeners.flatMap(groupsOfListener));

/** Puts the changed balancer in the place of the old, and tells the target groups that it gained or lost. */
export function replaceBalancer(
  world: World,
  before: LoadBalancerState,
  after: LoadBalancerState | null,
): void {
  const old = groupsOfBalancer(before);
  const now = after ? groupsOfBalancer(after) : new Set<string>();
  if (after) world.state.loadBalancers.set(before.arn, after);
  else world.state.loadBalancers.delete(before.arn);
  for (const arn of now) if (!old.has(arn)) link(world, arn, before.arn);
  for (const arn of old) if (!now.has(arn)) unlink(world, arn, before.arn);
  if (!after)
    for (const group of world.state.targetGroups.values()) unlink(world, group.arn, before.arn);
}

function link(world: World, groupArn: string, balancerArn: string): void {
  const group = world.state.targetGroups.get(groupArn);
  if (!group || group.loadBalancerArns.includes(balancerArn)) return;
  group.loadBalancerArns = [...group.loadBalancerArns, balancerArn];
  world.after(relinked, 0, { arn: groupArn });
}

function unlink(world: World, groupArn: string, balancerArn: string): void {
  const group = world.state.targetGroups.get(groupArn);
  if (!group?.loadBalancerArns.includes(balancerArn)) return;
  group.loadBalancerArns = group.loadBalancerArns.filter((arn) => arn !== balancerArn);
  world.after(relinked, 0, { arn: groupArn });
}

/** Targets of a group that nobody uses any more are unused; those of one that is used now begin anew. */
export function showLink(world: World, { arn }: Relinked, listener: TargetListener): void {
  const group = world.state.targetGroups.get(arn);
  if (!group) return;
  for (const target of Object.values(group.targets)) {
    const isIdle = target.state === "unused";
    if (target.state.endsWith("draining") || isIdle !== isUsed(group)) continue;
    setHealth(world, target, isIdle ? REGISTERING : NOT_IN_USE);
    target.healthyInARow = 0;
    target.unhealthyInARow = 0;
    listener(world, { targetGroupArn: arn, instanceId: target.instanceId, to: target.state });
  }
}

/** Null: all, as no balancer's subnets are known. */
export function enabledZones(world: World, group: TargetGroupState): ReadonlySet<string> | null {
  const subnets = group.loadBalancerArns.flatMap(
    (arn) => world.state.loadBalancers.get(arn)?.subnetIds ?? [],
  );
  const zones = subnets.flatMap((id) => world.state.subnets.get(id)?.zone ?? []);
  return zones.length === 0 ? null : new Set(zones);
}
