/** Instance refreshes of groups that are not of the plainest kind: weights, several templates, launch configurations. */
import {
  CreateLaunchConfigurationCommand,
  EnterStandbyCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateCommand, DeleteLaunchTemplateCommand } from "@aws-sdk/client-ec2";
import { expect, it } from "vitest";
import { allInService, createGroup, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import {
  AutoScalingGroupName,
  newest,
  refreshRegion,
  start,
  untilStatus,
  versions,
} from "../refresh/refresh-questions.ts";
import { GOOD_IMAGE, smallRegion } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { memberIds, members, mixed } from "./group-wishes.ts";

const WEIGHTS = [
  { InstanceType: "c7i.xlarge", WeightedCapacity: "2" },
  { InstanceType: "c7i.large", WeightedCapacity: "1" },
];
const NO_WARMUP = { InstanceWarmup: 0 };

const template = () => smallRegion().template;

/** The templates of all small regions of one seed have the same ids. */
const weighted = () => mixed({ template: template() } as SmallRegion, WEIGHTS);

it("counts the units of weighted members", async () => {
  const region = await refreshRegion(4, { ...weighted(), DesiredCapacity: 8 });
  expect((await members(region)).map((each) => each.WeightedCapacity)).toEqual([
    "2",
    "2",
    "2",
    "2",
  ]);
  await start(
    region,
    { ...NO_WARMUP, MinHealthyPercentage: 75 },
    { DesiredConfiguration: undefined },
  );
  const before = await memberIds(region);
  let fewest = Infinity;
  for (let minute = 0; minute < 60 && (await newest(region)).Status !== "Successful"; minute++) {
    for (let step = 0; step < 12; step++) {
      region.advance(5000);
      const states = (await members(region)).map((each) => each.LifecycleState);
      fewest = Math.min(fewest, states.filter((state) => state === "InService").length);
    }
  }
  expect((await newest(region)).Status).toBe("Successful");
  expect(fewest).toBe(3);
  const after = await memberIds(region);
  expect(after).toHaveLength(4);
  expect(after.filter((id) => before.includes(id))).toEqual([]);
});

it("brings a mixed instances policy, and the group has it only then", async () => {
  const region = await refreshRegion(
    2,
    mixed({ template: template() } as SmallRegion, WEIGHTS.slice(1)),
  );
  const MixedInstancesPolicy = {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: region.template.id, Version: "1" },
      Overrides: [{ InstanceType: "m7i.large" }],
    },
  };
  await start(
    region,
    { ...NO_WARMUP, SkipMatching: true },
    { DesiredConfiguration: { MixedInstancesPolicy } },
  );
  region.advance(3 * MINUTE_MS);
  const during = (await readGroup(region))?.MixedInstancesPolicy?.LaunchTemplate?.Overrides;
  expect(during?.[0]?.InstanceType).toBe("c7i.large");
  await untilStatus(region, "Successful");
  expect((await members(region)).map((each) => each.InstanceType)).toEqual([
    "m7i.large",
    "m7i.large",
  ]);
  const after = (await readGroup(region))?.MixedInstancesPolicy?.LaunchTemplate?.Overrides;
  expect(after).toEqual([{ InstanceType: "m7i.large" }]);
});

it("skips members that are what their override's own template says", async () => {
  const LaunchTemplateSpecification = { LaunchTemplateName: "shop", Version: "1" };
  const own = [{ InstanceType: "c7i.large", LaunchTemplateSpecification }];
  const region = await refreshRegion(2, mixed({ template: template() } as SmallRegion, own));
  const before = await memberIds(region);
  await start(region, { SkipMatching: true }, { DesiredConfiguration: undefined });
  await untilStatus(region, "Successful", 5 * MINUTE_MS);
  expect(await memberIds(region)).toEqual(before);
});

it("goes on where an override's own template is deleted meanwhile", async () => {
  const region = smallRegion();
  const { LaunchTemplate } = await region.ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: "own",
      LaunchTemplateData: { ImageId: GOOD_IMAGE },
    }),
  );
  const LaunchTemplateSpecification = {
    LaunchTemplateId: LaunchTemplate?.LaunchTemplateId,
    Version: "1",
  };
  const overrides = [{ InstanceType: "c7i.large", LaunchTemplateSpecification }];
  await createGroup(region, { ...mixed(region, overrides), DesiredCapacity: 2 });
  await until(region, allInService(region, 2), 3 * MINUTE_MS);
  await start(region, NO_WARMUP, { DesiredConfiguration: undefined });
  await untilStatus(region, "InProgress", MINUTE_MS);
  await region.ec2.send(
    new DeleteLaunchTemplateCommand({ LaunchTemplateId: LaunchTemplate?.LaunchTemplateId }),
  );
  region.advance(10 * MINUTE_MS);
  expect((await newest(region)).Status).toBe("InProgress");
});

it("replaces members of a launch configuration, unless they match it", async () => {
  const region = smallRegion();
  await region.groups.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName: "old",
      ImageId: GOOD_IMAGE,
      InstanceType: "c7i.large",
    }),
  );
  const from = { LaunchTemplate: undefined, LaunchConfigurationName: "old", TargetGroupARNs: [] };
  await createGroup(region, { ...from, DesiredCapacity: 2 });
  await until(region, allInService(region, 2), 3 * MINUTE_MS);
  region.advance(5 * MINUTE_MS);
  const before = await memberIds(region);
  await start(region, { ...NO_WARMUP, SkipMatching: true }, { DesiredConfiguration: undefined });
  await untilStatus(region, "Successful", 10 * MINUTE_MS);
  expect(await memberIds(region)).toEqual(before);
  await start(region, NO_WARMUP);
  await untilStatus(region, "Successful");
  expect(await versions(region)).toEqual(["2", "2"]);
  expect((await readGroup(region))?.LaunchConfigurationName).toBeUndefined();
});

it("gives members of a scale-out what it brings, and leaves them as they are", async () => {
  const region = await refreshRegion(3);
  await start(region, { ...NO_WARMUP, MinHealthyPercentage: 100, MaxHealthyPercentage: 110 });
  await untilStatus(region, "InProgress", MINUTE_MS);
  const five = { AutoScalingGroupName, DesiredCapacity: 5 };
  await region.groups.send(new SetDesiredCapacityCommand(five));
  region.advance(2 * MINUTE_MS);
  const early = (await members(region)).filter((each) => each.LaunchTemplate?.Version === "2");
  await untilStatus(region, "Successful");
  expect(await versions(region)).toEqual(["2", "2", "2", "2", "2"]);
  const kept = await memberIds(region);
  for (const { InstanceId = "" } of early) expect(kept).toContain(InstanceId);
});

it("fails after an hour in which it stands still, and says so all the while", async () => {
  const region = await refreshRegion(2);
  region.world.mishaps = {
    refuseLaunch: () => null,
    atBoot: (context) => context,
    refreshStalls: (group) => group === AutoScalingGroupName,
  };
  await start(region, NO_WARMUP);
  region.advance(55 * MINUTE_MS);
  expect(await newest(region)).toMatchObject({ Status: "InProgress", PercentageComplete: 0 });
  await untilStatus(region, "Failed", 10 * MINUTE_MS);
  expect(await versions(region)).toEqual(["1", "1"]);
});

it("ends members in standby where it is told to, one at a time with the others", async () => {
  const region = await refreshRegion(3);
  const InstanceIds = (await memberIds(region)).slice(0, 1);
  const standby = { AutoScalingGroupName, InstanceIds, ShouldDecrementDesiredCapacity: true };
  await region.groups.send(new EnterStandbyCommand(standby));
  region.advance(MINUTE_MS);
  await start(region, { ...NO_WARMUP, StandbyInstances: "Terminate" });
  await untilStatus(region, "Successful");
  expect(await versions(region)).toEqual(["2", "2"]);
});
