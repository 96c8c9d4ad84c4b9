/** Which of a group's events are told to which topic. */
import type {
  DeleteNotificationConfigurationType,
  DescribeAutoScalingNotificationTypesAnswer,
  DescribeNotificationConfigurationsAnswer,
  DescribeNotificationConfigurationsType,
  PutNotificationConfigurationType,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import { NOTIFICATION_TYPES, sendTest } from "../../../world/autoscaling/notifications/events.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { groupNameOf } from "../input.ts";

const MOST_TOPICS = 10;

/** Overwrites what was said of the topic before. A message to try the topic is sent each time. */
export function putNotificationConfiguration(
  input: PutNotificationConfigurationType,
  { world }: CallContext,
): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const topicArn = input.TopicARN ?? "";
  const types = input.NotificationTypes ?? [];
  const unknown = types.find((type) => !NOTIFICATION_TYPES.includes(type));
  if (unknown !== undefined) throw validationError(`Invalid notification type: ${unknown}`);
  if (!/^arn:aws:sns:[^:]+:\d{12}:.+$/.test(topicArn))
    throw validationError(`Invalid notification target ARN: ${topicArn}`);
  const others = (group.notifications ?? []).filter((each) => each.topicArn !== topicArn);
  if (others.length >= MOST_TOPICS)
    throw new PracticeError("LimitExceeded", `A group can have at most ${MOST_TOPICS} topics.`);
  group.notifications = [...others, { topicArn, types: [...new Set(types)] }];
  sendTest(world, group, topicArn);
}

export function deleteNotificationConfiguration(
  input: DeleteNotificationConfigurationType,
  { world }: CallContext,
): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const known = group.notifications ?? [];
  if (!known.some(({ topicArn }) => topicArn === input.TopicARN))
    throw validationError(`No notification configuration found for topic ${input.TopicARN}.`);
  group.notifications = known.filter(({ topicArn }) => topicArn !== input.TopicARN);
}

/** One entry for each topic and type. */
export function describeNotifications(
  input: DescribeNotificationConfigurationsType,
  { world }: CallContext,
): DescribeNotificationConfigurationsAnswer {
  const names = input.AutoScalingGroupNames;
  const groups = names?.length
    ? names.flatMap((name) => world.state.groups.get(name) ?? [])
    : [...world.state.groups.values()];
  const all = groups.flatMap((group) =>
    (group.notifications ?? []).flatMap(({ topicArn, types }) =>
      types.map((NotificationType) => ({
        AutoScalingGroupName: group.name,
        TopicARN: topicArn,
        NotificationType,
      })),
    ),
  );
  const page = pageOf(all, (each) => Object.values(each).join("|"), {
    token: input.NextToken,
    size: input.MaxRecords,
    defaultSize: 50,
    maxSize: 100,
  });
  return { NotificationConfigurations: [...page.items], NextToken: page.nextToken };
}

export const describeNotificationTypes = (): DescribeAutoScalingNotificationTypesAnswer => ({
  AutoScalingNotificationTypes: [...NOTIFICATION_TYPES],
});
