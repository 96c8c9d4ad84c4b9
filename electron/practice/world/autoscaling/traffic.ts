/** A group's traffic sources: its members are registered with them, and a source has a state of its own. */
import { deregisterTarget, registerTarget } from "../elb/targets.ts";
import type { GroupState, TrafficSourceState } from "../kernel/state/autoscaling.ts";
import type { TargetGroupState } from "../kernel/state/elb.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { isSuspended } from "./groups.ts";

type SourceDue = { readonly name: string; readonly arn: string };
export const sourceAdded = timerKind<SourceDue>("as.source-added");

const ADDING_MS = [4000, 9000] as const;

export const isAttached = ({ state }: TrafficSourceState) =>
  state !== "Removing" && state !== "Removed";

function targetGroupsOf(world: World, group: GroupState): readonly TargetGroupState[] {
  const sources = group.trafficSources.filter(isAttached);
  return sources
    .map((source) => world.state.targetGroups.get(source.identifier))
    .filter((one) => one !== undefined);
}

/** Registered before it is in service. With AddToLoadBalancer suspended it never is, also not on resuming. */
export function joinTraffic(world: World, group: GroupState, instanceId: string): void {
  if (isSuspended(group, "AddToLoadBalancer")) return;
  for (const targetGroup of targetGroupsOf(world, group))
    registerTarget(world, targetGroup, instanceId);
}

/** True while the server drains somewhere: it must not end yet. */
export function leaveTraffic(world: World, group: GroupState, instanceId: string): boolean {
  const draining = targetGroupsOf(world, group).map((each) =>
    deregisterTarget(world, each, instanceId),
  );
  return draining.includes(true);
}

export function isDraining(world: World, group: GroupState, instanceId: string): boolean {
  return group.trafficSources.some(({ identifier }) => {
    const state = world.state.targetGroups.get(identifier)?.targets[instanceId]?.state;
    return state === "draining";
  });
}

export function attachSource(
  world: World,
  group: GroupState,
  identifier: string,
  type: string,
): void {
  const known = group.trafficSources.find((source) => source.identifier === identifier);
  if (known && isAttached(known)) return;
  group.trafficSources = group.trafficSources.filter((source) => source !== known);
  group.trafficSources.push({ identifier, type, state: "Adding" });
  for (const member of group.members) {
    if (member.lifecycleState === "InService") joinTraffic(world, group, member.instanceId);
  }
  world.after(sourceAdded, world.chance.between(...ADDING_MS), {
    name: group.name,
    arn: identifier,
  });
}

export function finishAdding(world: World, { name, arn }: SourceDue): void {
  const source = world.state.groups
    .get(name)
    ?.trafficSources.find((each) => each.identifier === arn);
  if (source?.state === "Adding") source.state = "Added";
  noticeHealthyTarget(world, name, arn);
}

/** With ELB health checks a source is in service from its first healthy target on; without, it stays added. */
export function noticeHealthyTarget(world: World, groupName: string, arn: string): void {
  const group = world.state.groups.get(groupName);
  const source = group?.trafficSources.find((each) => each.identifier === arn);
  if (source?.state !== "Added" || !group?.healthCheckType.includes("ELB")) return;
  const targets = Object.values(world.state.targetGroups.get(arn)?.targets ?? {});
  if (targets.some((target) => target.state === "healthy")) source.state = "InService";
}

/** After the group's kind of health check has changed. */
export function noticeSources(world: World, group: GroupState): void {
  for (const { identifier } of group.trafficSources)
    noticeHealthyTarget(world, group.name, identifier);
}

export function detachSource(world: World, group: GroupState, identifier: string): void {
  const source = group.trafficSources.find((each) => each.identifier === identifier);
  if (!source || !isAttached(source)) return;
  source.state = "Removing";
  const targetGroup = world.state.targetGroups.get(identifier);
  for (const { instanceId } of group.members) {
    if (targetGroup) deregisterTarget(world, targetGroup, instanceId);
  }
  finishRemoving(world, group, identifier);
}

/** A source is removed once no member is a target of it any more. */
export function finishRemoving(world: World, group: GroupState, identifier: string): void {
  const source = group.trafficSources.find((each) => each.identifier === identifier);
  const targets = world.state.targetGroups.get(identifier)?.targets ?? {};
  const isClear = group.members.every(({ instanceId }) => !targets[instanceId]);
  if (source?.state !== "Removing" || !isClear) return;
  group.trafficSources = group.trafficSources.filter((each) => each !== source);
}
