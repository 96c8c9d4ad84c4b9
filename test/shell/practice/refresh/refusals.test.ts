/** What AWS refuses about instance refreshes, in its own codes and words. */
import {
  AttachLoadBalancerTargetGroupsCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import type { RefreshPreferences, StartInstanceRefreshType } from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateVersionCommand } from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, it } from "vitest";
import { writeAlarmState } from "../../../../electron/practice/world/autoscaling/refresh/alarms.ts";
import { chooseRefreshSettings } from "../../../../electron/practice/world/autoscaling/refresh/settings.ts";
import { readGroup } from "../group-questions.ts";
import { TARGET_GROUP } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import {
  AutoScalingGroupName,
  cancel,
  newest,
  refreshRegion,
  refreshes,
  rollBack,
  start,
  templateVersion,
  untilStatus,
} from "./refresh-questions.ts";

let region: SmallRegion;
beforeEach(async () => {
  region = await refreshRegion(2);
});

interface Refusal {
  readonly why: string;
  readonly preferences?: RefreshPreferences;
  readonly wishes?: Partial<StartInstanceRefreshType>;
  readonly message: RegExp;
}

const REFUSALS: readonly Refusal[] = [
  {
    why: "automatic rollback without a desired configuration",
    preferences: { AutoRollback: true },
    wishes: { DesiredConfiguration: undefined },
    message:
      /^The request isn't valid\. The AutoRollback parameter cannot be set to true when the DesiredConfiguration parameter is empty\./,
  },
  {
    why: "checkpoints out of order",
    preferences: { CheckpointPercentages: [50, 20, 100] },
    message: /^Checkpoint percentages must be sorted in ascending order with no duplicates\.$/,
  },
  {
    why: "a checkpoint twice",
    preferences: { CheckpointPercentages: [50, 50, 100] },
    message: /^Checkpoint percentages must be sorted in ascending order with no duplicates\.$/,
  },
  {
    why: "a wide window",
    preferences: { MinHealthyPercentage: 50, MaxHealthyPercentage: 160 },
    message:
      /^The difference between MaxHealthyPercentage and MinHealthyPercentage must be less than or equal to 100\.$/,
  },
  {
    why: "a maximum alone",
    preferences: { MaxHealthyPercentage: 110 },
    message: /MinHealthyPercentage must be specified/,
  },
  {
    why: "a delay without checkpoints",
    preferences: { CheckpointDelay: 60 },
    message: /CheckpointDelay can only be specified with CheckpointPercentages/,
  },
  {
    why: "a long bake",
    preferences: { BakeTime: 172_801 },
    message:
      /^1 validation error detected: Value '172801' at 'preferences\.bakeTime' failed to satisfy constraint: Member must have value less than or equal to 172800$/,
  },
  {
    why: "a checkpoint of nothing",
    preferences: { CheckpointPercentages: [0, 100] },
    message: /Value '0' at 'preferences\.checkpointPercentages\.1\.member' failed/,
  },
  {
    why: "eleven alarms",
    preferences: { AlarmSpecification: { Alarms: Array.from({ length: 11 }, (_, i) => `a${i}`) } },
    message: /at most 10 alarms/,
  },
  {
    why: "new root volumes without a desired configuration",
    wishes: { Strategy: "ReplaceRootVolume", DesiredConfiguration: undefined },
    message:
      /^The request isn't valid\. The DesiredConfiguration parameter must be specified when using ReplaceRootVolume\./,
  },
  {
    why: "new root volumes without a mixed instances policy",
    wishes: { Strategy: "ReplaceRootVolume" },
    message: /mixed instances policy/,
  },
];

describe("a start", () => {
  it.each(REFUSALS)("with $why", async ({ preferences, wishes, message }) => {
    await expect(start(region, preferences, wishes)).rejects.toMatchObject({
      name: "ValidationError",
      message: expect.stringMatching(message) as string,
    });
    expect(await refreshes(region)).toEqual([]);
  });

  it.each(["ALARM", "INSUFFICIENT_DATA"] as const)("with an alarm in %s", async (state) => {
    writeAlarmState(region.world, "errors", state);
    const alarms = { AlarmSpecification: { Alarms: ["errors"] } };
    await expect(start(region, alarms)).rejects.toMatchObject({ name: "ValidationError" });
  });

  it("while one is active, also one that is being cancelled", async () => {
    await start(region);
    const busy = { name: "InstanceRefreshInProgressFault", Code: "InstanceRefreshInProgress" };
    await expect(start(region)).rejects.toMatchObject(busy);
    await cancel(region);
    await expect(start(region)).rejects.toMatchObject(busy);
  });
});

it("echoes the defaults of a start that said nothing", async () => {
  await start(region);
  expect((await newest(region)).Preferences).toEqual({
    MinHealthyPercentage: 90,
    InstanceWarmup: 0,
    SkipMatching: false,
    AutoRollback: false,
    AlarmSpecification: {},
  });
});

it("takes the maintenance policy and the group's warm-up for defaults", async () => {
  const settings = {
    AutoScalingGroupName,
    DefaultInstanceWarmup: 45,
    InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 },
  };
  await region.groups.send(new UpdateAutoScalingGroupCommand(settings));
  await start(region);
  expect((await newest(region)).Preferences).toMatchObject({
    MinHealthyPercentage: 100,
    MaxHealthyPercentage: 150,
    InstanceWarmup: 45,
  });
});

describe("without an active refresh", () => {
  it("nothing can be cancelled", async () => {
    await expect(cancel(region)).rejects.toMatchObject({
      name: "ActiveInstanceRefreshNotFoundFault",
      Code: "ActiveInstanceRefreshNotFound",
      message:
        "No in progress, baking, pending, or cancelling Instance Refresh found for Auto Scaling group shop-v001.",
    });
  });

  it("nothing can be rolled back, nor what is pending", async () => {
    const refusal = {
      Code: "ActiveInstanceRefreshNotFound",
      message: "No in progress or baking Instance Refresh found for Auto Scaling group shop-v001.",
    };
    await expect(rollBack(region)).rejects.toMatchObject(refusal);
    await start(region);
    await expect(rollBack(region)).rejects.toMatchObject(refusal);
  });
});

describe("a rollback is irreversible", () => {
  const refusal = {
    name: "IrreversibleInstanceRefreshFault",
    Code: "IrreversibleInstanceRefresh",
  };

  it("without a desired configuration", async () => {
    await start(region, undefined, { DesiredConfiguration: undefined });
    await untilStatus(region, "InProgress");
    await expect(rollBack(region)).rejects.toMatchObject(refusal);
  });

  it.each(["$Latest", "$Default"])("from a group on %s", async (version) => {
    const LaunchTemplate = templateVersion(region, version).LaunchTemplate;
    const change = { AutoScalingGroupName, LaunchTemplate };
    await region.groups.send(new UpdateAutoScalingGroupCommand(change));
    const auto = { AutoRollback: true };
    await expect(start(region, auto)).rejects.toMatchObject({ name: "ValidationError" });
    await start(region);
    await untilStatus(region, "InProgress");
    await expect(rollBack(region)).rejects.toMatchObject(refusal);
  });
});

describe("while a refresh is active", () => {
  it("the group's template can be named again but not changed", async () => {
    await start(region);
    const change = (version: string) =>
      region.groups.send(
        new UpdateAutoScalingGroupCommand({
          AutoScalingGroupName,
          ...templateVersion(region, version),
        }),
      );
    await change("1");
    await expect(change("2")).rejects.toMatchObject({
      name: "ValidationError",
      message:
        "An active instance refresh with a desired configuration exists. All configuration options derived from the " +
        "desired configuration are not available for update while the instance refresh is active.",
    });
    await region.groups.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MaxSize: 30 }),
    );
    expect((await readGroup(region))?.MaxSize).toBe(30);
  });

  it("it can be changed where there is no desired configuration, and is followed", async () => {
    await start(region, undefined, { DesiredConfiguration: undefined });
    await region.groups.send(
      new UpdateAutoScalingGroupCommand({
        AutoScalingGroupName,
        ...templateVersion(region, "2"),
      }),
    );
    await untilStatus(region, "Successful");
    const members = (await readGroup(region))?.Instances ?? [];
    expect(members.map((member) => member.LaunchTemplate?.Version)).toEqual(["2", "2"]);
  });

  it("target groups can be attached, unless the world's setting says otherwise", async () => {
    await start(region);
    const attach = () =>
      region.groups.send(
        new AttachLoadBalancerTargetGroupsCommand({
          AutoScalingGroupName,
          TargetGroupARNs: [TARGET_GROUP],
        }),
      );
    chooseRefreshSettings(region.world, { refusesAttach: "always" });
    await expect(attach()).rejects.toMatchObject({ Code: "InstanceRefreshInProgress" });
    chooseRefreshSettings(region.world, { refusesAttach: "never" });
    await attach();
  });
});

it("a template version that is not there is refused", async () => {
  await expect(
    start(region, undefined, { DesiredConfiguration: templateVersion(region, "9") }),
  ).rejects.toMatchObject({ name: "ValidationError" });
  await region.ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateId: region.template.id,
      SourceVersion: "1",
      LaunchTemplateData: { Monitoring: { Enabled: true } },
    }),
  );
  await start(region, undefined, { DesiredConfiguration: templateVersion(region, "3") });
});
