/** The end of a group, and what may stand in its way. */
import type { DeleteAutoScalingGroupType } from "@aws-sdk/client-auto-scaling";
import { beginDeletion } from "../../../world/autoscaling/delete-group.ts";
import { findLivingGroup } from "../../../world/autoscaling/groups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { groupNameOf } from "../input.ts";

export function deleteGroup(input: DeleteAutoScalingGroupType, { world }: CallContext): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const isForced = input.ForceDelete ?? false;
  checkProtection(group, isForced);
  if (!isForced) checkEmpty(world, group);
  beginDeletion(world, group);
}

function checkProtection({ name, deletionProtection }: GroupState, isForced: boolean): void {
  const isRefused =
    deletionProtection === "prevent-all-deletion" ||
    (isForced && deletionProtection === "prevent-force-deletion");
  if (!isRefused) return;
  const words = `The AutoScalingGroup ${name} cannot be deleted because its deletion protection is ${deletionProtection}.`;
  throw new PracticeError("ResourceInUse", words);
}

function checkEmpty(world: World, group: GroupState): void {
  const underWay = group.members.find((member) => member.activityId !== null);
  if (underWay && world.state.activities.get(underWay.activityId ?? "")?.endedAtMs === null) {
    const words =
      "You cannot delete an AutoScalingGroup while there are scaling activities in progress for that group.";
    throw new PracticeError("ScalingActivityInProgress", words);
  }
  if (group.warmPool)
    throw new PracticeError(
      "ResourceInUse",
      "You cannot delete an AutoScalingGroup while there is a warm pool associated with it.",
    );
  if (group.members.length === 0) return;
  const words =
    "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.";
  throw new PracticeError("ResourceInUse", words);
}
