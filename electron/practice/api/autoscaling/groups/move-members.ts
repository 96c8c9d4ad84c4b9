/** Calls on single members: terminate, standby, detach, protect, health. */
import type {
  ActivityType,
  DetachInstancesQuery,
  EnterStandbyAnswer,
  EnterStandbyQuery,
  ExitStandbyQuery,
  SetInstanceHealthQuery,
  SetInstanceProtectionQuery,
  TerminateInstanceInAutoScalingGroupType,
} from "@aws-sdk/client-auto-scaling";
import {
  beginMove,
  beginTermination,
  leave,
} from "../../../world/autoscaling/members/end-members.ts";
import {
  findLivingGroup,
  findMember,
  isLeaving,
  memberOf,
  validationError,
} from "../../../world/autoscaling/groups.ts";
import { isInGrace, markUnhealthy } from "../../../world/autoscaling/members/health.ts";
import { beginService } from "../../../world/autoscaling/members/join-service.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { wake } from "../../../world/autoscaling/wake.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState, MemberState } from "../../../world/kernel/state-autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { checkShrink } from "./capacity-rules.ts";
import { toActivity } from "./describe-groups.ts";
import { groupNameOf } from "../input.ts";

export function terminateMember(
  input: TerminateInstanceInAutoScalingGroupType,
  { world }: CallContext,
): ActivityType {
  const { group, member } = findMember(world, input.InstanceId ?? "");
  if (isLeaving(member)) throw inProgress(member);
  if (input.ShouldDecrementDesiredCapacity) {
    checkShrink(group, 1);
    group.desiredCapacity -= 1;
  }
  const cause = userCause(world, group, member, input.ShouldDecrementDesiredCapacity ?? false);
  const id = beginTermination(world, group, member, { cause, hooks: true });
  wake(world, group, 2000);
  return { Activity: activityOf(world, id) };
}

function inProgress({ activityId, instanceId }: MemberState): PracticeError {
  const words = `Scaling activity ${activityId} is in progress and blocks this action on instance ${instanceId}`;
  return new PracticeError("ScalingActivityInProgress", words);
}

function userCause(
  world: World,
  group: GroupState,
  member: MemberState,
  isShrinking: boolean,
): string {
  const { desiredCapacity: now } = group;
  const shrink = isShrinking ? `, shrinking the capacity from ${now + 1} to ${now}` : "";
  return `At ${stamp(world.nowMs)} instance ${member.instanceId} was taken out of service in response to a user request${shrink}.`;
}

function activityOf(world: World, id: string) {
  const activity = world.state.activities.get(id);
  return activity ? toActivity(world, activity) : undefined;
}

function namedMembers(
  group: GroupState,
  ids: readonly string[] | undefined,
): readonly MemberState[] {
  return (ids ?? []).map((id) => {
    const member = memberOf(group, id);
    if (member) return member;
    throw validationError(`The instance ${id} is not part of Auto Scaling group ${group.name}.`);
  });
}

function mustBe(member: MemberState, state: MemberState["lifecycleState"]): void {
  if (member.lifecycleState === state) return;
  throw validationError(`The instance ${member.instanceId} is not in ${state}.`);
}

export function enterStandby(input: EnterStandbyQuery, { world }: CallContext): EnterStandbyAnswer {
  const wish = { ids: input.InstanceIds, shrink: input.ShouldDecrementDesiredCapacity ?? false };
  return takeOut(world, findLivingGroup(world, groupNameOf(input)), {
    ...wish,
    state: "EnteringStandby",
    description: (id) => `Moving EC2 instance to Standby: ${id}`,
    response: "moved to standby",
  });
}

export function detachInstances(
  input: DetachInstancesQuery,
  { world }: CallContext,
): EnterStandbyAnswer {
  const wish = { ids: input.InstanceIds, shrink: input.ShouldDecrementDesiredCapacity ?? false };
  return takeOut(world, findLivingGroup(world, groupNameOf(input)), {
    ...wish,
    state: "Detaching",
    description: (id) => `Detaching EC2 instance: ${id}`,
    response: "detached",
  });
}

interface TakeOut {
  readonly ids: readonly string[] | undefined;
  readonly shrink: boolean;
  readonly state: "EnteringStandby" | "Detaching";
  readonly description: (id: string) => string;
  readonly response: string;
}

/** Out of service but alive. */
function takeOut(world: World, group: GroupState, order: TakeOut): EnterStandbyAnswer {
  const members = namedMembers(group, order.ids);
  for (const member of members) if (order.state === "EnteringStandby") mustBe(member, "InService");
  if (order.shrink) checkShrink(group, members.length);
  if (order.shrink) group.desiredCapacity -= members.length;
  const activities = members.map((member) => takeOneOut(world, group, member, order));
  wake(world, group, 2000);
  return { Activities: activities.flatMap((id) => activityOf(world, id) ?? []) };
}

function takeOneOut(world: World, group: GroupState, member: MemberState, order: TakeOut): string {
  const { instanceId } = member;
  const cause = `At ${stamp(world.nowMs)} instance ${instanceId} was ${order.response} in response to a user request.`;
  const id = beginMove(world, group, member, { description: order.description(instanceId), cause });
  member.lifecycleState = order.state;
  leave(world, group, member);
  return id;
}

/** Always raises the desired capacity by as many. */
export function exitStandby(input: ExitStandbyQuery, { world }: CallContext): EnterStandbyAnswer {
  const group = findLivingGroup(world, groupNameOf(input));
  const members = namedMembers(group, input.InstanceIds);
  for (const member of members) mustBe(member, "Standby");
  if (group.desiredCapacity + members.length > group.maxSize) throw noRoom(group, members.length);
  group.desiredCapacity += members.length;
  const activities = members.map((member) => bringBack(world, group, member));
  return { Activities: activities.flatMap((id) => activityOf(world, id) ?? []) };
}

function noRoom(
  { name, minSize, maxSize, desiredCapacity }: GroupState,
  count: number,
): PracticeError {
  const sizes = `min-size=${minSize}, max-size=${maxSize}, and desired-size=${desiredCapacity}`;
  const advice = `To exit ${count} instance(s) from standby, please update the AutoScalingGroup sizes appropriately.`;
  return validationError(`AutoScalingGroup ${name} has ${sizes}. ${advice}`);
}

function bringBack(world: World, group: GroupState, member: MemberState): string {
  const { instanceId } = member;
  const cause = `At ${stamp(world.nowMs)} instance ${instanceId} was moved out of standby in response to a user request.`;
  const description = `Moving EC2 instance out of Standby: ${instanceId}`;
  const id = beginMove(world, group, member, { description, cause });
  member.lifecycleState = "Pending";
  beginService(world, group, member);
  return id;
}

export function setProtection(input: SetInstanceProtectionQuery, { world }: CallContext): object {
  const group = findLivingGroup(world, groupNameOf(input));
  for (const member of namedMembers(group, input.InstanceIds)) {
    member.protectedFromScaleIn = input.ProtectedFromScaleIn ?? false;
  }
  wake(world, group, 2000);
  return {};
}

export function setHealth(input: SetInstanceHealthQuery, { world }: CallContext): void {
  const { group, member } = findMember(world, input.InstanceId ?? "");
  const status = input.HealthStatus;
  if (status !== "Healthy" && status !== "Unhealthy") {
    throw validationError("Health status must be one of Healthy or Unhealthy");
  }
  if (status === "Healthy") return void (member.healthStatus = "Healthy");
  const isSpared = (input.ShouldRespectGracePeriod ?? true) && isInGrace(world, group, member);
  if (!isSpared) markUnhealthy(world, group, member, "a user health-check");
}
