/** What the tests of groups ask again and again, through the unmodified SDK. */
import {
  CreateAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
} from "@aws-sdk/client-auto-scaling";
import type { CreateAutoScalingGroupType } from "@aws-sdk/client-auto-scaling";
import { DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { SUBNETS, TARGET_GROUP } from "./small-region.ts";
import type { SmallRegion } from "./small-region.ts";

export const MINUTE_MS = 60_000;

export async function createGroup(
  region: SmallRegion,
  wishes: Partial<CreateAutoScalingGroupType> = {},
) {
  await region.groups.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: "shop-v001",
      MinSize: 0,
      MaxSize: 20,
      DesiredCapacity: 3,
      LaunchTemplate: { LaunchTemplateId: region.template.id, Version: "1" },
      VPCZoneIdentifier: SUBNETS.join(","),
      TargetGroupARNs: [TARGET_GROUP],
      Tags: [{ Key: "app", Value: "shop", PropagateAtLaunch: true }],
      ...wishes,
    }),
  );
}

export async function readGroup(region: SmallRegion, name = "shop-v001") {
  const { AutoScalingGroups = [] } = await region.groups.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  return AutoScalingGroups[0] ?? null;
}

export async function memberStates(region: SmallRegion) {
  const group = await readGroup(region);
  return (group?.Instances ?? []).map((member) => member.LifecycleState);
}

export async function activities(region: SmallRegion) {
  const input = { AutoScalingGroupName: "shop-v001", IncludeDeletedGroups: true };
  const { Activities = [] } = await region.groups.send(new DescribeScalingActivitiesCommand(input));
  return Activities;
}

export async function targetStates(region: SmallRegion) {
  const { TargetHealthDescriptions = [] } = await region.balancing.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: TARGET_GROUP }),
  );
  return TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth?.State);
}

/** Brings time on, in steps, until the condition holds; fails after so much virtual time. */
export async function until(
  region: SmallRegion,
  holds: () => Promise<boolean>,
  withinMs: number,
): Promise<void> {
  const stepMs = 1000;
  for (let passedMs = 0; passedMs <= withinMs; passedMs += stepMs) {
    if (await holds()) return;
    region.advance(stepMs);
  }
  throw new Error(`It did not come about within ${withinMs / 1000} s of practice time`);
}

export const allInService = (region: SmallRegion, count: number) => async () => {
  const states = await memberStates(region);
  return states.length === count && states.every((state) => state === "InService");
};
