/** Into standby and back: out of service but still a member, and neither checked nor replaced. */
import type {
  EnterStandbyAnswer,
  EnterStandbyQuery,
  ExitStandbyAnswer,
  ExitStandbyQuery,
} from "@aws-sdk/client-auto-scaling";
import { markActivity } from "../../../world/autoscaling/activities.ts";
import { findLivingGroup, sumOfUnits } from "../../../world/autoscaling/groups.ts";
import { beginMove } from "../../../world/autoscaling/members/end-members.ts";
import { beginService } from "../../../world/autoscaling/members/join-service.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import type { GroupState, MemberState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { checkBatch } from "../groups/limits.ts";
import { groupNameOf } from "../input.ts";
import { activitiesOf, mustBe, namedMembers, sizesForbid } from "./named-members.ts";
import { takeOut } from "./take-out.ts";

const AT_ONCE = 20;

export function enterStandby(input: EnterStandbyQuery, { world }: CallContext): EnterStandbyAnswer {
  checkBatch("instances", input.InstanceIds, AT_ONCE);
  const group = findLivingGroup(world, groupNameOf(input));
  const members = namedMembers(group, input.InstanceIds);
  for (const member of members) mustBe(member, "InService");
  return takeOut(world, group, members, {
    shrink: input.ShouldDecrementDesiredCapacity ?? false,
    state: "EnteringStandby",
    wish: "place into standby",
    description: (id) => `Moving EC2 instance to Standby: ${id}`,
    response: "moved to standby",
  });
}

/** Always raises the desired capacity by as many. */
export function exitStandby(input: ExitStandbyQuery, { world }: CallContext): ExitStandbyAnswer {
  checkBatch("instances", input.InstanceIds, AT_ONCE);
  const group = findLivingGroup(world, groupNameOf(input));
  const members = namedMembers(group, input.InstanceIds);
  for (const member of members) mustBe(member, "Standby");
  if (group.desiredCapacity + sumOfUnits(members) > group.maxSize)
    throw sizesForbid(group, "move out of standby", members.length);
  const before = group.desiredCapacity;
  group.desiredCapacity += sumOfUnits(members);
  const growth = `, increasing the capacity from ${before} to ${group.desiredCapacity}`;
  return activitiesOf(
    world,
    members.map((member) => bringBack(world, group, member, growth)),
  );
}

function bringBack(world: World, group: GroupState, member: MemberState, growth: string): string {
  const { instanceId } = member;
  const cause = `At ${stamp(world.nowMs)} instance ${instanceId} was moved out of standby in response to a user request${growth}.`;
  const description = `Moving EC2 instance out of Standby: ${instanceId}`;
  const id = beginMove(world, group, member, { description, cause });
  markActivity(world, id, "PreInService", 30);
  member.lifecycleState = "Pending";
  beginService(world, group, member);
  return id;
}
