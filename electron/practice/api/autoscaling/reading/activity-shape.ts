/** Activities as Auto Scaling's calls show them. */
import type { Activity } from "@aws-sdk/client-auto-scaling";
import type { ActivityState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";

/** A later group of the same name has another ARN. */
export const isOfLivingGroup = (world: World, activity: ActivityState) =>
  world.state.groups.get(activity.groupName)?.arn === activity.groupArn;

export function toActivity(world: World, activity: ActivityState): Activity {
  const ended = activity.endedAtMs;
  return {
    ActivityId: activity.id,
    AutoScalingGroupName: activity.groupName,
    AutoScalingGroupARN: activity.groupArn,
    AutoScalingGroupState: isOfLivingGroup(world, activity) ? undefined : "Deleted",
    Description: activity.description,
    Cause: activity.cause,
    StartTime: new Date(activity.startedAtMs),
    EndTime: ended === null ? undefined : new Date(ended),
    StatusCode: activity.statusCode as NonNullable<Activity["StatusCode"]>,
    StatusMessage: activity.statusMessage ?? undefined,
    Progress: activity.progressPercent,
    Details: activity.details,
  };
}
