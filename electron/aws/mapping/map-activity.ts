import type { Activity } from "@aws-sdk/client-auto-scaling";
import type { ActivityFact } from "../../../shared/model/facts.ts";
import { groupName } from "../../../shared/model/ids.ts";

export const mapActivity = (activity: Activity): ActivityFact => ({
  activityId: activity.ActivityId ?? "",
  groupName: groupName(activity.AutoScalingGroupName ?? ""),
  statusCode: activity.StatusCode ?? "",
  description: activity.Description ?? "",
  cause: activity.Cause ?? "",
  statusMessage: activity.StatusMessage ?? null,
  startedAtMs: activity.StartTime?.getTime() ?? 0,
  endedAtMs: activity.EndTime?.getTime() ?? null,
  progressPercent: activity.Progress ?? 0,
});
