/** All that a clone of a group must carry is kept and shown as AWS shows it; what AWS refuses is refused. */
import {
  DeleteAutoScalingGroupCommand,
  DescribeAccountLimitsCommand,
  DescribeAdjustmentTypesCommand,
  DescribeLifecycleHookTypesCommand,
  DescribeMetricCollectionTypesCommand,
  DescribeScalingProcessTypesCommand,
  DescribeTerminationPolicyTypesCommand,
  DisableMetricsCollectionCommand,
  EnableMetricsCollectionCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { beforeEach, describe, expect, it } from "vitest";
import { createGroup, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import { smallRegion, SUBNETS, TARGET_GROUP } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { AutoScalingGroupName } from "./group-wishes.ts";

let region: SmallRegion;
beforeEach(() => (region = smallRegion()));

const update = (wishes: object) =>
  region.groups.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, ...wishes }));

const ROLE = "arn:aws:iam::441722901163:role/aws-service-role/autoscaling.amazonaws.com/Custom";

/** As they are told; the group shows each of them so. */
const SETTINGS = {
  DefaultCooldown: 120,
  HealthCheckType: "ELB",
  HealthCheckGracePeriod: 240,
  PlacementGroup: "close-together",
  TerminationPolicies: ["OldestLaunchTemplate", "OldestInstance"],
  NewInstancesProtectedFromScaleIn: true,
  CapacityRebalance: true,
  ServiceLinkedRoleARN: ROLE,
  MaxInstanceLifetime: 604_800,
  Context: "shop",
  DesiredCapacityType: "units",
  DefaultInstanceWarmup: 45,
  InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 },
  AvailabilityZoneDistribution: { CapacityDistributionStrategy: "balanced-only" },
  AvailabilityZoneImpairmentPolicy: {
    ZonalShiftEnabled: true,
    ImpairedZoneHealthCheckBehavior: "IgnoreUnhealthy",
  },
  CapacityReservationSpecification: {
    CapacityReservationPreference: "capacity-reservations-first",
  },
  InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon: "retain" } },
  DeletionProtection: "prevent-force-deletion",
} as const;

const wishes = () => ({
  ...SETTINGS,
  TerminationPolicies: [...SETTINGS.TerminationPolicies],
  DesiredCapacity: 0,
});

describe("a group's settings", () => {
  it("are shown as they were told", async () => {
    await createGroup(region, { ...wishes(), Operator: { Principal: "eks.amazonaws.com" } });
    expect(await readGroup(region)).toMatchObject({
      ...SETTINGS,
      Operator: { Principal: "eks.amazonaws.com" },
    });
  });

  it("are changed one by one, and the others stay", async () => {
    await createGroup(region, { DesiredCapacity: 0 });
    for (const [name, value] of Object.entries(wishes())) await update({ [name]: value });
    expect(await readGroup(region)).toMatchObject(SETTINGS);
  });

  it("are AWS's defaults where nothing was told", async () => {
    await createGroup(region, { DesiredCapacity: undefined, MinSize: 0, TargetGroupARNs: [] });
    const group = await readGroup(region);
    expect(group).toMatchObject({
      DesiredCapacity: 0,
      DefaultCooldown: 300,
      HealthCheckType: "EC2",
      HealthCheckGracePeriod: 0,
      TerminationPolicies: ["Default"],
      NewInstancesProtectedFromScaleIn: false,
      CapacityRebalance: false,
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: "balanced-best-effort" },
      CapacityReservationSpecification: { CapacityReservationPreference: "default" },
      InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon: "terminate" } },
      DeletionProtection: "none",
      AvailabilityZoneIds: ["euw1-az1", "euw1-az2", "euw1-az3"],
      TrafficSources: [],
      EnabledMetrics: [],
    });
    for (const name of [
      "DefaultInstanceWarmup",
      "MaxInstanceLifetime",
      "InstanceMaintenancePolicy",
    ])
      expect(group).not.toHaveProperty(name);
  });

  it("are taken away by AWS's own words for nothing", async () => {
    await createGroup(region, wishes());
    await update({
      DefaultInstanceWarmup: -1,
      MaxInstanceLifetime: 0,
      InstanceMaintenancePolicy: { MinHealthyPercentage: -1, MaxHealthyPercentage: -1 },
    });
    const group = await readGroup(region);
    expect(group?.DefaultInstanceWarmup).toBeUndefined();
    expect(group?.MaxInstanceLifetime).toBeUndefined();
    expect(group?.InstanceMaintenancePolicy).toBeUndefined();
  });

  it("name zones by id as well", async () => {
    const AvailabilityZoneIds = ["euw1-az2"];
    await createGroup(region, { VPCZoneIdentifier: undefined, AvailabilityZoneIds });
    expect((await readGroup(region))?.AvailabilityZones).toEqual(["eu-west-1b"]);
  });
});

describe("AWS refuses", () => {
  it.each([
    ["a name with a colon", { AutoScalingGroupName: "a:b" }, /colon/],
    [
      "a name that is too long",
      { AutoScalingGroupName: "a".repeat(256) },
      /less than or equal to 255/,
    ],
    ["a minimum above the maximum", { MinSize: 9, MaxSize: 3 }, /^Min bound, 9, must be less/],
    ["a lifetime below a day", { MaxInstanceLifetime: 3600 }, /^Maximum instance lifetime must be/],
    [
      "a negative grace",
      { HealthCheckGracePeriod: -1 },
      /^1 validation error detected: Value '-1'/,
    ],
    ["a health check of its own", { HealthCheckType: "HTTP" }, /^Invalid HealthCheckType/],
    [
      "another termination policy",
      { TerminationPolicies: ["Newest"] },
      /^Invalid termination policy/,
    ],
    [
      "half a maintenance policy",
      { InstanceMaintenancePolicy: { MinHealthyPercentage: 90 } },
      /^Both MinHealthyPercentage and MaxHealthyPercentage/,
    ],
    [
      "too wide a maintenance policy",
      { InstanceMaintenancePolicy: { MinHealthyPercentage: 0, MaxHealthyPercentage: 150 } },
      /less than or equal to 100\.$/,
    ],
    ["vCPUs of named types", { DesiredCapacityType: "vcpu" }, /only supported for attribute-based/],
    [
      "another strategy",
      { AvailabilityZoneDistribution: { CapacityDistributionStrategy: "x" } },
      /enum/,
    ],
    ["another protection", { DeletionProtection: "all" }, /enum value set/],
    ["an unknown subnet", { VPCZoneIdentifier: "subnet-0" }, /subnet ID 'subnet-0' does not exist/],
    [
      "an unknown zone",
      { VPCZoneIdentifier: undefined, AvailabilityZones: ["eu-west-1z"] },
      /^Invalid availability zones/,
    ],
    [
      "zones that are not the subnets'",
      { VPCZoneIdentifier: SUBNETS[0], AvailabilityZones: ["eu-west-1b"] },
      /do not match\.$/,
    ],
    ["a tag of AWS's own", { Tags: [{ Key: "aws:x", Value: "" }] }, /reserved/],
  ] as const)("%s", async (_, wish, words) => {
    const refused = createGroup(region, wish as Parameters<typeof createGroup>[1]);
    await expect(refused).rejects.toMatchObject({ Code: "ValidationError" });
    await expect(createGroup(region, wish as Parameters<typeof createGroup>[1])).rejects.toThrow(
      words,
    );
    expect(await readGroup(region)).toBeNull();
  });

  it("to delete what is protected", async () => {
    await createGroup(region, { DesiredCapacity: 0, DeletionProtection: "prevent-force-deletion" });
    const remove = (ForceDelete: boolean) =>
      region.groups.send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName, ForceDelete }));
    await expect(remove(true)).rejects.toMatchObject({ Code: "ResourceInUse" });
    await update({ DeletionProtection: "prevent-all-deletion" });
    await expect(remove(false)).rejects.toMatchObject({ Code: "ResourceInUse" });
    await update({ DeletionProtection: "none" });
    region.advance(MINUTE_MS);
    await remove(false);
    await until(region, async () => (await readGroup(region)) === null, MINUTE_MS);
  });
});

describe("metrics", () => {
  const enable = (Metrics?: string[], Granularity = "1Minute") =>
    region.groups.send(
      new EnableMetricsCollectionCommand({ AutoScalingGroupName, Metrics, Granularity }),
    );
  const enabled = async () =>
    ((await readGroup(region))?.EnabledMetrics ?? []).map((each) => each.Metric);

  it("are collected one by one or all, and no longer", async () => {
    await createGroup(region, { DesiredCapacity: 0 });
    await enable(["GroupMinSize", "GroupTotalCapacity"]);
    expect(await enabled()).toEqual(["GroupMinSize", "GroupTotalCapacity"]);
    const disable = { AutoScalingGroupName, Metrics: ["GroupMinSize"] };
    await region.groups.send(new DisableMetricsCollectionCommand(disable));
    expect(await enabled()).toEqual(["GroupTotalCapacity"]);
    await enable();
    expect(await enabled()).toHaveLength(20);
    await region.groups.send(new DisableMetricsCollectionCommand({ AutoScalingGroupName }));
    expect(await enabled()).toEqual([]);
    await expect(enable(["GroupMood"])).rejects.toMatchObject({ Code: "ValidationError" });
    await expect(enable(undefined, "5Minutes")).rejects.toMatchObject({ Code: "ValidationError" });
  });
});

it("what AWS knows is listed", async () => {
  await createGroup(region, { DesiredCapacity: 0, TargetGroupARNs: [TARGET_GROUP] });
  const { Processes = [] } = await region.groups.send(new DescribeScalingProcessTypesCommand({}));
  expect(Processes.map(({ ProcessName }) => ProcessName)).toHaveLength(9);
  const policies = await region.groups.send(new DescribeTerminationPolicyTypesCommand({}));
  expect(policies.TerminationPolicyTypes).toHaveLength(7);
  const hooks = await region.groups.send(new DescribeLifecycleHookTypesCommand({}));
  expect(hooks.LifecycleHookTypes).toEqual([
    "autoscaling:EC2_INSTANCE_LAUNCHING",
    "autoscaling:EC2_INSTANCE_TERMINATING",
  ]);
  const metrics = await region.groups.send(new DescribeMetricCollectionTypesCommand({}));
  expect(metrics.Metrics).toHaveLength(20);
  expect(metrics.Granularities).toEqual([{ Granularity: "1Minute" }]);
  const adjustments = await region.groups.send(new DescribeAdjustmentTypesCommand({}));
  expect(adjustments.AdjustmentTypes).toHaveLength(3);
  expect(await region.groups.send(new DescribeAccountLimitsCommand({}))).toMatchObject({
    NumberOfAutoScalingGroups: 1,
    NumberOfLaunchConfigurations: 0,
  });
});
