/** Ending one member by name. */
import type {
  ActivityType,
  TerminateInstanceInAutoScalingGroupType,
} from "@aws-sdk/client-auto-scaling";
import { beginTermination } from "../../../world/autoscaling/members/end-members.ts";
import { findMember, isLeaving, unitsOf } from "../../../world/autoscaling/groups.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { wake } from "../../../world/autoscaling/wake.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { MemberState } from "../../../world/kernel/state/autoscaling.ts";
import type { CallContext } from "../../call-context.ts";
import { checkShrink } from "../groups/capacity-rules.ts";
import { activityOf } from "./named-members.ts";

/** A retained member is ended by this call, and by it alone; its hooks are over. */
export function terminateMember(
  input: TerminateInstanceInAutoScalingGroupType,
  { world }: CallContext,
): ActivityType {
  const { group, member } = findMember(world, input.InstanceId ?? "");
  if (isLeaving(member)) throw inProgress(member);
  const isRetained = member.lifecycleState === "Terminating:Retained";
  const before = group.desiredCapacity;
  if (input.ShouldDecrementDesiredCapacity && !isRetained) {
    checkShrink(group, unitsOf(member));
    group.desiredCapacity -= unitsOf(member);
  }
  const { desiredCapacity: now } = group;
  const shrink = now === before ? "" : `, shrinking the capacity from ${before} to ${now}`;
  const cause = `At ${stamp(world.nowMs)} instance ${member.instanceId} was taken out of service in response to a user request${shrink}.`;
  const id = beginTermination(world, group, member, { cause, hooks: !isRetained });
  wake(world, group, 2000);
  return { Activity: activityOf(world, id) };
}

function inProgress({ activityId, instanceId }: MemberState): PracticeError {
  const words = `Scaling activity ${activityId} is in progress and blocks this action on instance ${instanceId}`;
  return new PracticeError("ScalingActivityInProgress", words);
}
