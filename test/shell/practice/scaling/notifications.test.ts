/** Notifications: what would have been sent to which topic. */
import {
  DeleteNotificationConfigurationCommand,
  DescribeAutoScalingNotificationTypesCommand,
  DescribeNotificationConfigurationsCommand,
  PutNotificationConfigurationCommand,
  SetDesiredCapacityCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, it } from "vitest";
import { noticesOf } from "../../../../electron/practice/world/autoscaling/notifications/notices.ts";
import { MINUTE_MS } from "../group-questions.ts";
import { GOOD_IMAGE } from "../small-region.ts";
import { GROUP, scalingRegion } from "./scaling-region.ts";
import type { ScalingRegion } from "./scaling-region.ts";

const TOPIC = "arn:aws:sns:eu-west-1:441722901163:fleet";
const AutoScalingGroupName = GROUP;

const put = (region: ScalingRegion, NotificationTypes: string[], TopicARN = TOPIC) =>
  region.groups.send(
    new PutNotificationConfigurationCommand({ AutoScalingGroupName, TopicARN, NotificationTypes }),
  );

const desire = (region: ScalingRegion, DesiredCapacity: number) =>
  region.groups.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));

const events = (region: ScalingRegion) =>
  noticesOf(region.world).map(({ message }) => message["Event"]);

it("tells of launches and terminations, done and failed, those that were asked for", async () => {
  const region = await scalingRegion();
  const types = ["LAUNCH", "LAUNCH_ERROR", "TERMINATE"].map(
    (each) => `autoscaling:EC2_INSTANCE_${each}`,
  );
  await put(region, types);
  expect(events(region)).toEqual(["autoscaling:TEST_NOTIFICATION"]);
  await desire(region, 4);
  region.advance(5 * MINUTE_MS);
  await desire(region, 3);
  region.advance(5 * MINUTE_MS);
  region.world.state.images.delete(GOOD_IMAGE);
  await desire(region, 4);
  region.advance(30_000);
  expect(events(region)).toEqual([
    "autoscaling:TEST_NOTIFICATION",
    "autoscaling:EC2_INSTANCE_LAUNCH",
    "autoscaling:EC2_INSTANCE_TERMINATE",
    "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
  ]);
  const launch = noticesOf(region.world)[1];
  expect(launch).toMatchObject({
    topicArn: TOPIC,
    subject: `Auto Scaling: launch for group "${GROUP}"`,
    message: {
      Service: "AWS Auto Scaling",
      AutoScalingGroupName,
      AccountId: region.world.accountId,
    },
  });
});

it("is overwritten, listed by type, and taken away", async () => {
  const region = await scalingRegion();
  await put(region, ["autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_TERMINATE"]);
  await put(region, ["autoscaling:EC2_INSTANCE_LAUNCH"]);
  const describeThem = async () =>
    (
      await region.groups.send(
        new DescribeNotificationConfigurationsCommand({ AutoScalingGroupNames: [GROUP] }),
      )
    ).NotificationConfigurations;
  expect(await describeThem()).toEqual([
    { AutoScalingGroupName, TopicARN: TOPIC, NotificationType: "autoscaling:EC2_INSTANCE_LAUNCH" },
  ]);
  const deletion = new DeleteNotificationConfigurationCommand({
    AutoScalingGroupName,
    TopicARN: TOPIC,
  });
  await region.groups.send(deletion);
  expect(await describeThem()).toEqual([]);
  await expect(region.groups.send(deletion)).rejects.toMatchObject({ Code: "ValidationError" });
});

it("knows AWS's five types, and refuses others and what is no topic", async () => {
  const region = await scalingRegion();
  const { AutoScalingNotificationTypes } = await region.groups.send(
    new DescribeAutoScalingNotificationTypesCommand({}),
  );
  expect(AutoScalingNotificationTypes).toHaveLength(5);
  await expect(put(region, ["autoscaling:COFFEE"])).rejects.toMatchObject({
    Code: "ValidationError",
  });
  await expect(put(region, ["autoscaling:EC2_INSTANCE_LAUNCH"], "nowhere")).rejects.toMatchObject({
    Code: "ValidationError",
  });
});

it("costs a group without topics nothing", async () => {
  const region = await scalingRegion();
  await region.groups.send(
    new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, DesiredCapacity: 5 }),
  );
  region.advance(5 * MINUTE_MS);
  expect(noticesOf(region.world)).toEqual([]);
});
