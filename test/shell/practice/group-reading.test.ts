/** Reading groups: pages, filters, what AWS always shows, and its words for what can't be. */
import {
  CreateOrUpdateTagsCommand,
  DeleteAutoScalingGroupCommand,
  DeleteTagsCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  DescribeInstanceRefreshesCommand,
  DescribePoliciesCommand,
  DescribeScalingActivitiesCommand,
  DescribeScheduledActionsCommand,
  DescribeTagsCommand,
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
  SetDesiredCapacityCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand as DescribeElbTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { beforeEach, describe, expect, it } from "vitest";
import { allInService, createGroup, MINUTE_MS, readGroup, until } from "./group-questions.ts";
import { smallRegion, SUBNETS, TARGET_GROUP, ZONES } from "./small-region.ts";
import type { SmallRegion } from "./small-region.ts";

const AutoScalingGroupName = "shop-v001";
let region: SmallRegion;

beforeEach(async () => {
  region = smallRegion();
  await createGroup(region, {
    InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 },
  });
});

describe("a group that is read", () => {
  it("has what it was given, and what AWS always shows", async () => {
    const sources = [{ Identifier: TARGET_GROUP, Type: "elbv2" }];
    expect(await readGroup(region)).toMatchObject({
      MinSize: 0,
      MaxSize: 20,
      DesiredCapacity: 3,
      LaunchTemplate: {
        LaunchTemplateId: region.template.id,
        LaunchTemplateName: "shop",
        Version: "1",
      },
      VPCZoneIdentifier: SUBNETS.join(","),
      AvailabilityZones: ZONES,
      AvailabilityZoneIds: ["euw1-az1", "euw1-az2", "euw1-az3"],
      TargetGroupARNs: [TARGET_GROUP],
      TrafficSources: sources,
      HealthCheckType: "EC2",
      HealthCheckGracePeriod: 0,
      DefaultCooldown: 300,
      TerminationPolicies: ["Default"],
      InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 },
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: "balanced-best-effort" },
      Tags: [
        { ResourceId: AutoScalingGroupName, Key: "app", Value: "shop", PropagateAtLaunch: true },
      ],
    });
  });

  it("comes in pages, by tag, and without members if they aren't wanted", async () => {
    await createGroup(region, {
      AutoScalingGroupName: "cart-v001",
      Tags: [{ Key: "app", Value: "cart" }],
    });
    region.advance(2 * MINUTE_MS);
    const first = await region.groups.send(new DescribeAutoScalingGroupsCommand({ MaxRecords: 1 }));
    expect(first.AutoScalingGroups?.map((group) => group.AutoScalingGroupName)).toEqual([
      AutoScalingGroupName,
    ]);
    const second = await region.groups.send(
      new DescribeAutoScalingGroupsCommand({
        MaxRecords: 1,
        NextToken: first.NextToken,
        IncludeInstances: false,
      }),
    );
    expect(second.AutoScalingGroups).toMatchObject([
      { AutoScalingGroupName: "cart-v001", Instances: [] },
    ]);
    expect(second.NextToken).toBeUndefined();
    const Filters = [{ Name: "tag:app", Values: ["cart"] }];
    const tagged = await region.groups.send(new DescribeAutoScalingGroupsCommand({ Filters }));
    expect(tagged.AutoScalingGroups?.map((group) => group.AutoScalingGroupName)).toEqual([
      "cart-v001",
    ]);
  });

  it("shows its members' health in capitals in the call that does", async () => {
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    const { AutoScalingInstances = [] } = await region.groups.send(
      new DescribeAutoScalingInstancesCommand({}),
    );
    expect(AutoScalingInstances.map((member) => member.HealthStatus)).toEqual([
      "HEALTHY",
      "HEALTHY",
      "HEALTHY",
    ]);
  });

  it("has its activities in pages, newest first, and by state", async () => {
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    const first = await region.groups.send(new DescribeScalingActivitiesCommand({ MaxRecords: 2 }));
    const rest = await region.groups.send(
      new DescribeScalingActivitiesCommand({ NextToken: first.NextToken }),
    );
    const ids = [...(first.Activities ?? []), ...(rest.Activities ?? [])].map(
      (activity) => activity.ActivityId,
    );
    expect(new Set(ids).size).toBe(3);
    const Filters = [{ Name: "Status", Values: ["Failed"] }];
    expect(
      (await region.groups.send(new DescribeScalingActivitiesCommand({ Filters }))).Activities,
    ).toEqual([]);
  });
});

describe("what hangs on a group", () => {
  it("has tags that can be set, changed and taken off", async () => {
    const tag = (Key: string, Value: string) => ({
      ResourceId: AutoScalingGroupName,
      ResourceType: "auto-scaling-group",
      Key,
      Value,
      PropagateAtLaunch: false,
    });
    await region.groups.send(
      new CreateOrUpdateTagsCommand({ Tags: [tag("app", "store"), tag("bennu:claim", "x")] }),
    );
    await region.groups.send(new DeleteTagsCommand({ Tags: [tag("bennu:claim", "x")] }));
    const { Tags } = await region.groups.send(new DescribeTagsCommand({}));
    expect(Tags).toEqual([tag("app", "store")]);
  });

  it("keeps policies and schedules", async () => {
    const TargetTrackingConfiguration = {
      TargetValue: 55,
      PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" as const },
    };
    const policy = { AutoScalingGroupName, PolicyName: "cpu", PolicyType: "TargetTrackingScaling" };
    await region.groups.send(
      new PutScalingPolicyCommand({ ...policy, TargetTrackingConfiguration }),
    );
    const { ScalingPolicies } = await region.groups.send(
      new DescribePoliciesCommand({ AutoScalingGroupName }),
    );
    expect(ScalingPolicies).toMatchObject([
      { ...policy, TargetTrackingConfiguration, Enabled: true },
    ]);
    const schedule = {
      AutoScalingGroupName,
      ScheduledActionName: "night",
      Recurrence: "0 22 * * *",
      MinSize: 1,
    };
    await region.groups.send(new PutScheduledUpdateGroupActionCommand(schedule));
    const answer = await region.groups.send(
      new DescribeScheduledActionsCommand({ AutoScalingGroupName }),
    );
    expect(answer.ScheduledUpdateGroupActions).toMatchObject([schedule]);
  });

  it("has no instance refreshes", async () => {
    const answer = await region.groups.send(
      new DescribeInstanceRefreshesCommand({ AutoScalingGroupName }),
    );
    expect(answer.InstanceRefreshes).toEqual([]);
  });
});

describe("what can't be", () => {
  const refusals = [
    {
      what: "a change of an unknown group",
      command: new SetDesiredCapacityCommand({
        AutoScalingGroupName: "nobody",
        DesiredCapacity: 1,
      }),
      message: /^AutoScalingGroup name not found/,
    },
    {
      what: "a minimum above the maximum",
      command: new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MinSize: 9, MaxSize: 3 }),
      message: "Min bound, 9, must be less than or equal to max bound, 3",
    },
    {
      what: "an unknown template version",
      command: new UpdateAutoScalingGroupCommand({
        AutoScalingGroupName,
        LaunchTemplate: { LaunchTemplateName: "shop", Version: "9" },
      }),
      message:
        /^You must use a valid fully-formed launch template\. Could not find the specified version 9/,
    },
    {
      what: "an unknown process",
      command: new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses: ["Dance"] }),
      message: "Invalid process type: Dance",
    },
  ];

  it.each(refusals)("$what is refused in AWS's words", async ({ command, message }) => {
    const answer = region.groups.send(command as SuspendProcessesCommand);
    await expect(answer).rejects.toThrow(message);
    await expect(answer).rejects.toMatchObject({ name: "ValidationError" });
  });

  it("is deleting what is protected", async () => {
    const protect = { AutoScalingGroupName, DeletionProtection: "prevent-all-deletion" as const };
    await region.groups.send(new UpdateAutoScalingGroupCommand(protect));
    const remove = new DeleteAutoScalingGroupCommand({ AutoScalingGroupName, ForceDelete: true });
    await expect(region.groups.send(remove)).rejects.toMatchObject({ Code: "ResourceInUse" });
  });

  it("an unknown group that is described is no error", async () => {
    expect(await readGroup(region, "nobody")).toBeNull();
  });
});

describe("load balancing that is read", () => {
  it("has its target group, attributes, tags, listeners and rules", async () => {
    const { TargetGroups = [] } = await region.balancing.send(
      new DescribeTargetGroupsCommand({ Names: ["shop"] }),
    );
    expect(TargetGroups).toMatchObject([
      { TargetGroupArn: TARGET_GROUP, HealthCheckIntervalSeconds: 10 },
    ]);
    const TargetGroupArn = TARGET_GROUP;
    const { Attributes } = await region.balancing.send(
      new DescribeTargetGroupAttributesCommand({ TargetGroupArn }),
    );
    expect(Attributes).toContainEqual({ Key: "deregistration_delay.timeout_seconds", Value: "60" });
    const tags = await region.balancing.send(
      new DescribeElbTagsCommand({ ResourceArns: [TARGET_GROUP] }),
    );
    expect(tags.TagDescriptions?.[0]?.Tags).toEqual([{ Key: "team", Value: "shop" }]);
    const [LoadBalancerArn] = TargetGroups[0]?.LoadBalancerArns ?? [];
    const { Listeners = [] } = await region.balancing.send(
      new DescribeListenersCommand({ LoadBalancerArn }),
    );
    const ListenerArn = Listeners[0]?.ListenerArn;
    const { Rules } = await region.balancing.send(new DescribeRulesCommand({ ListenerArn }));
    expect(Rules).toMatchObject([{ IsDefault: true, Actions: [{ TargetGroupArn: TARGET_GROUP }] }]);
  });

  it("names an unknown target group", async () => {
    const ask = new DescribeTargetGroupsCommand({ TargetGroupArns: [`${TARGET_GROUP}0`] });
    await expect(region.balancing.send(ask)).rejects.toMatchObject({
      name: "TargetGroupNotFoundException",
      Code: "TargetGroupNotFound",
    });
  });
});
