/**
 * Members on their way out: terminating, to standby, or detached. All three leave the traffic first and go on
 * when nothing drains any more.
 */
import { terminateInstances } from "../../ec2/instances/instance-orders.ts";
import { untagServer } from "../../ec2/tags/tagging.ts";
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { closeActivity, markActivity, openActivity } from "../activities.ts";
import { beginHooks, endWait } from "./hooks.ts";
import { finishRemoving, isDraining, leaveTraffic } from "../traffic.ts";
import { returnsToPool } from "../warm-pool/return-to-pool.ts";
import { wake } from "../wake.ts";

export interface Ending {
  readonly cause: string;
  /** False: at once, as with a forced deletion of the group. */
  readonly hooks: boolean;
}

export function beginTermination(
  world: World,
  group: GroupState,
  member: MemberState,
  ending: Ending,
): string {
  closeActivity(world, member.activityId, "Cancelled");
  const activity = beginMove(world, group, member, {
    description: `Terminating EC2 instance: ${member.instanceId}`,
    cause: ending.cause,
  });
  endWait(group, member);
  member.lifecycleState = "Terminating";
  if (!ending.hooks || !beginHooks(world, group, member)) leave(world, group, member);
  return activity;
}

export interface Move {
  readonly description: string;
  readonly cause: string;
}

/** Opens the activity of a move; its id. */
export function beginMove(
  world: World,
  group: GroupState,
  member: MemberState,
  move: Move,
): string {
  const subnetId = world.state.instances.get(member.instanceId)?.subnetId ?? null;
  const activity = openActivity(world, group, {
    instanceId: member.instanceId,
    description: move.description,
    cause: move.cause,
    statusCode: "InProgress",
    progressPercent: 0,
    zone: member.zone,
    subnetId,
  });
  member.activityId = activity.id;
  return activity.id;
}

/** Leaves the traffic, and goes on when drained. */
export function leave(world: World, group: GroupState, member: MemberState): void {
  if (leaveTraffic(world, group, member.instanceId)) {
    markActivity(world, member.activityId, "WaitingForELBConnectionDraining", 50);
    return;
  }
  afterDraining(world, group, member);
}

/** Called whenever a target of the member is gone; does nothing while it drains elsewhere. */
export function afterDraining(world: World, group: GroupState, member: MemberState): void {
  if (isDraining(world, group, member.instanceId)) return;
  if (member.lifecycleState === "Terminating" || member.lifecycleState === "Terminating:Proceed") {
    endServer(world, group, member);
  }
  if (member.lifecycleState === "EnteringStandby") enterStandby(world, member);
  if (member.lifecycleState === "Detaching") detach(world, group, member);
}

function endServer(world: World, group: GroupState, member: MemberState): void {
  if (returnsToPool(world, group, member)) return;
  const state = world.state.instances.get(member.instanceId)?.state;
  if (state === undefined || state === "terminated") return finishTermination(world, group, member);
  markActivity(world, member.activityId, "InProgress", 60);
  terminateInstances(world, [member.instanceId], "autoscaling");
}

/** Its hook was abandoned, and its group keeps such members until somebody ends them. */
export function retain(world: World, member: MemberState, message: string): void {
  member.lifecycleState = "Terminating:Retained";
  closeActivity(world, member.activityId, "Cancelled", message);
  member.activityId = null;
}

export function finishTermination(world: World, group: GroupState, member: MemberState): void {
  closeActivity(world, member.activityId, "Successful");
  removeMember(world, group, member);
}

function enterStandby(world: World, member: MemberState): void {
  member.lifecycleState = "Standby";
  closeActivity(world, member.activityId, "Successful");
  member.activityId = null;
}

function detach(world: World, group: GroupState, member: MemberState): void {
  member.lifecycleState = "Detached";
  closeActivity(world, member.activityId, "Successful");
  const instance = world.state.instances.get(member.instanceId);
  if (instance) untagServer(instance, "aws:autoscaling:groupName");
  removeMember(world, group, member);
}

function removeMember(world: World, group: GroupState, member: MemberState): void {
  group.members = group.members.filter((each) => each !== member);
  delete group.engine[`unhealthy|${member.instanceId}`];
  delete group.engine[`owed|${member.instanceId}`];
  for (const { identifier } of group.trafficSources) finishRemoving(world, group, identifier);
  wake(world, group, 1000);
}
