/** A group's events as they are told to its topics: launches and terminations, done or failed. */
import type { ActivityState, GroupState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { recordNotice } from "./notices.ts";

const LAUNCH = "autoscaling:EC2_INSTANCE_LAUNCH";
const TERMINATE = "autoscaling:EC2_INSTANCE_TERMINATE";
const TEST = "autoscaling:TEST_NOTIFICATION";

export const NOTIFICATION_TYPES: readonly string[] = [
  LAUNCH,
  `${LAUNCH}_ERROR`,
  TERMINATE,
  `${TERMINATE}_ERROR`,
  TEST,
];

/** Called for each activity that has ended. Costs nothing for a group that tells nobody. */
export function tellEnded(world: World, activity: ActivityState): void {
  const group = world.state.groups.get(activity.groupName);
  if (!group?.notifications?.length || group.arn !== activity.groupArn) return;
  const event = eventOf(activity);
  if (event === null) return;
  for (const { topicArn, types } of group.notifications)
    if (types.includes(event)) recordNotice(world, { topicArn, ...told(world, activity, event) });
}

function eventOf({ description, statusCode }: ActivityState): string | null {
  const isLaunch = description.startsWith("Launching");
  if (!isLaunch && !description.startsWith("Terminating")) return null;
  return `${isLaunch ? LAUNCH : TERMINATE}${statusCode === "Successful" ? "" : "_ERROR"}`;
}

const iso = (ms: number | null) => (ms === null ? "" : new Date(ms).toISOString());

function told(world: World, activity: ActivityState, event: string) {
  const word = event.startsWith(LAUNCH) ? "launch" : "termination";
  const isError = event.endsWith("_ERROR");
  const subject = `Auto Scaling: ${isError ? "failed " : ""}${word} for group "${activity.groupName}"`;
  const message = {
    ...common(world, activity.groupName, activity.groupArn),
    Progress: activity.progressPercent,
    Description: activity.description,
    RequestId: activity.id,
    ActivityId: activity.id,
    StartTime: iso(activity.startedAtMs),
    EndTime: iso(activity.endedAtMs),
    EC2InstanceId: activity.instanceId ?? "",
    StatusCode: isError ? activity.statusCode : "InProgress",
    StatusMessage: activity.statusMessage ?? "",
    Cause: activity.cause,
    Details: activity.details,
    Event: event,
  };
  return { subject, message };
}

const common = (world: World, name: string, arn: string) => ({
  AccountId: world.accountId,
  Service: "AWS Auto Scaling",
  Time: iso(world.nowMs),
  AutoScalingGroupName: name,
  AutoScalingGroupARN: arn,
});

export function sendTest(world: World, { name, arn }: GroupState, topicArn: string): void {
  const subject = `Auto Scaling: test notification for group "${name}"`;
  recordNotice(world, { topicArn, subject, message: { ...common(world, name, arn), Event: TEST } });
}
