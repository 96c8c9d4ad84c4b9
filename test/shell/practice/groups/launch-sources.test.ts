/** Launch configurations, and groups that are made from them or after a server. */
import {
  CreateLaunchConfigurationCommand,
  DeleteLaunchConfigurationCommand,
  DescribeAutoScalingInstancesCommand,
  DescribeLaunchConfigurationsCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, it } from "vitest";
import { allInService, createGroup, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import { GOOD_IMAGE, smallRegion } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { AutoScalingGroupName, memberIds, members } from "./group-wishes.ts";

const LaunchConfigurationName = "shop-lc";
let region: SmallRegion;

beforeEach(async () => {
  region = smallRegion();
  await create({});
});

const create = (wishes: object) =>
  region.groups.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName,
      ImageId: GOOD_IMAGE,
      InstanceType: "c7i.large",
      UserData: "IyEvYmluL3No",
      ...wishes,
    }),
  );

const describeAll = async () =>
  (await region.groups.send(new DescribeLaunchConfigurationsCommand({}))).LaunchConfigurations ??
  [];

const fromConfiguration = { LaunchTemplate: undefined, LaunchConfigurationName };

describe("a launch configuration", () => {
  it("is shown with what was said and AWS's empty texts", async () => {
    const [shown] = await describeAll();
    expect(shown).toMatchObject({
      LaunchConfigurationName,
      ImageId: GOOD_IMAGE,
      InstanceType: "c7i.large",
      KeyName: "",
      SecurityGroups: [],
      InstanceMonitoring: { Enabled: true },
      EbsOptimized: false,
    });
    expect(shown?.LaunchConfigurationARN).toMatch(
      /:launchConfiguration:[0-9a-f-]{36}:launchConfigurationName\/shop-lc$/,
    );
  });

  it("is refused under a name that is taken", async () => {
    await expect(create({})).rejects.toMatchObject({
      Code: "AlreadyExists",
      message:
        "Launch Configuration by this name already exists - A launch configuration already exists with the name shop-lc",
    });
  });

  it("needs an image and a type", async () => {
    const wish = { LaunchConfigurationName: "other", InstanceType: undefined };
    await expect(create(wish)).rejects.toMatchObject({ Code: "ValidationError" });
  });

  it("can't be deleted while a group has it", async () => {
    await createGroup(region, fromConfiguration);
    const remove = () =>
      region.groups.send(new DeleteLaunchConfigurationCommand({ LaunchConfigurationName }));
    await expect(remove()).rejects.toMatchObject({
      Code: "ResourceInUse",
      message: `Cannot delete launch configuration shop-lc because it is attached to AutoScalingGroup ${AutoScalingGroupName}`,
    });
    const LaunchTemplate = { LaunchTemplateId: region.template.id, Version: "1" };
    const change = { AutoScalingGroupName, LaunchTemplate };
    await region.groups.send(new UpdateAutoScalingGroupCommand(change));
    await remove();
    expect(await describeAll()).toEqual([]);
  });
});

describe("a group", () => {
  it("launches from its launch configuration", async () => {
    await createGroup(region, { ...fromConfiguration, DesiredCapacity: 2 });
    await until(region, allInService(region, 2), 3 * MINUTE_MS);
    const [member] = await members(region);
    expect(member).toMatchObject({ LaunchConfigurationName, InstanceType: "c7i.large" });
    expect(member?.LaunchTemplate).toBeUndefined();
    const InstanceIds = [member?.InstanceId ?? ""];
    const { Reservations = [] } = await region.ec2.send(
      new DescribeInstancesCommand({ InstanceIds }),
    );
    const tags = Reservations[0]?.Instances?.[0]?.Tags ?? [];
    expect(tags.map(({ Key }) => Key)).not.toContain("aws:ec2launchtemplate:id");
    const { AutoScalingInstances = [] } = await region.groups.send(
      new DescribeAutoScalingInstancesCommand({ InstanceIds }),
    );
    expect(AutoScalingInstances[0]).toMatchObject({
      HealthStatus: "HEALTHY",
      LaunchConfigurationName,
    });
  });

  it("is refused one that doesn't exist, and two sources at once", async () => {
    const unknown = { LaunchTemplate: undefined, LaunchConfigurationName: "nowhere" };
    await expect(createGroup(region, unknown)).rejects.toThrow(
      /^Launch configuration name not found/,
    );
    await expect(createGroup(region, { LaunchConfigurationName })).rejects.toThrow(
      /^Valid requests must contain either/,
    );
  });

  it("made after a server gets a launch configuration of its own name", async () => {
    await createGroup(region, { DesiredCapacity: 1 });
    await until(region, allInService(region, 1), 3 * MINUTE_MS);
    const [InstanceId] = await memberIds(region);
    const wishes = { AutoScalingGroupName: "copy", LaunchTemplate: undefined, InstanceId };
    await createGroup(region, { ...wishes, DesiredCapacity: 1 });
    expect((await readGroup(region, "copy"))?.LaunchConfigurationName).toBe("copy");
    const made = (await describeAll()).find((each) => each.LaunchConfigurationName === "copy");
    expect(made).toMatchObject({ ImageId: GOOD_IMAGE, InstanceType: "m6i.large" });
  });

  it("ends members of launch configurations before those of its template", async () => {
    await createGroup(region, { ...fromConfiguration, DesiredCapacity: 3 });
    await until(region, allInService(region, 3), 3 * MINUTE_MS);
    const LaunchTemplate = { LaunchTemplateId: region.template.id, Version: "1" };
    const grow = { AutoScalingGroupName, LaunchTemplate, DesiredCapacity: 6 };
    await region.groups.send(new UpdateAutoScalingGroupCommand(grow));
    await until(region, allInService(region, 6), 3 * MINUTE_MS);
    await region.groups.send(new UpdateAutoScalingGroupCommand({ ...grow, DesiredCapacity: 3 }));
    await until(region, allInService(region, 3), 5 * MINUTE_MS);
    expect((await members(region)).map((member) => member.LaunchTemplate?.Version)).toEqual([
      "1",
      "1",
      "1",
    ]);
  });
});
