/** Finding the members that a call names, and answering with their activities. */
import type { Activity } from "@aws-sdk/client-auto-scaling";
import { memberOf, validationError } from "../../../world/autoscaling/groups.ts";
import type { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState, MemberState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import { toActivity } from "../reading/activity-shape.ts";

export function namedMembers(
  group: GroupState,
  ids: readonly string[] | undefined,
): readonly MemberState[] {
  return (ids ?? []).map((id) => {
    const member = memberOf(group, id);
    if (member) return member;
    throw validationError(`The instance ${id} is not part of Auto Scaling group ${group.name}.`);
  });
}

export function mustBe(
  member: MemberState,
  ...states: readonly MemberState["lifecycleState"][]
): void {
  if (states.includes(member.lifecycleState)) return;
  throw validationError(`The instance ${member.instanceId} is not in ${states.join(" or ")}.`);
}

export function activityOf(world: World, id: string): Activity | undefined {
  const activity = world.state.activities.get(id);
  return activity ? toActivity(world, activity) : undefined;
}

export const activitiesOf = (world: World, ids: readonly string[]) => ({
  Activities: ids.flatMap((id) => activityOf(world, id) ?? []),
});

/** `wish`: as AWS words it, e.g. `place into standby`. */
export function sizesForbid(
  { name, minSize, maxSize, desiredCapacity }: GroupState,
  wish: string,
  count: number,
): PracticeError {
  const sizes = `min-size=${minSize}, max-size=${maxSize}, and desired-size=${desiredCapacity}`;
  const instances = `${count} instance${count === 1 ? "" : "s"}`;
  return validationError(
    `AutoScalingGroup ${name} has ${sizes}. To ${wish} ${instances}, please update the AutoScalingGroup sizes appropriately.`,
  );
}
