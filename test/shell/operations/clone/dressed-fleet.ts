/** A fleet of the practice region with everything on its group that AWS lets hang on one. */
import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  PutLifecycleHookCommand,
  PutNotificationConfigurationCommand,
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
  PutWarmPoolCommand,
  UpdateAutoScalingGroupCommand,
  type PutScalingPolicyType,
} from "@aws-sdk/client-auto-scaling";
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from "@aws-sdk/client-cloudwatch";
import { join } from "node:path";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import type { GroupName } from "../../../../shared/model/ids.ts";
import { aFolder, consoleOn } from "../console.ts";
import { aPracticeRegion } from "../practice-region.ts";

export const FLEET = "payments";
export const TOPIC = "arn:aws:sns:eu-west-1:441722901163:fleet";

export type Dress = "policies" | "schedules" | "hooks" | "notifications" | "pool" | "spot";

export async function aDressedFleet(...dresses: readonly Dress[]) {
  const region = aPracticeRegion();
  const options = {
    region: "eu-west-1",
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: region.practice.requestHandler(),
    maxAttempts: 1,
  };
  const groups = new AutoScalingClient(options);
  const watch = new CloudWatchClient(options);
  const fleet = await region.fleet(FLEET);
  const live = fleet.generations.find(({ id }) => id === fleet.liveId);
  if (!live?.groupName || !live.templateId) throw new Error(`${FLEET} has no live group`);
  const name = live.groupName;
  for (const dress of dresses)
    await putOn(dress, { groups, watch, name, nowMs: region.world.nowMs });
  const aReplacement = async () => region.replace(FLEET, await region.otherImage(FLEET));
  const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
  return { ...console, region, groups, watch, name, aReplacement };
}

interface Wardrobe {
  readonly groups: AutoScalingClient;
  readonly watch: CloudWatchClient;
  readonly name: GroupName;
  readonly nowMs: number;
}

function putOn(dress: Dress, wardrobe: Wardrobe): Promise<unknown> {
  switch (dress) {
    case "policies":
      return putPolicies(wardrobe);
    case "schedules":
      return putSchedules(wardrobe);
    case "hooks":
      return putHooks(wardrobe);
    case "notifications":
      return putNotifications(wardrobe);
    case "pool":
      return putPool(wardrobe);
    case "spot":
      return putSpot(wardrobe);
  }
}

async function putPolicies({ groups, watch, name }: Wardrobe) {
  const put = async (policy: Omit<PutScalingPolicyType, "AutoScalingGroupName">) => {
    const command = new PutScalingPolicyCommand({ ...policy, AutoScalingGroupName: name } as never);
    return (await groups.send(command)).PolicyARN ?? "";
  };
  await put({
    PolicyName: "track-cpu",
    PolicyType: "TargetTrackingScaling",
    EstimatedInstanceWarmup: 120,
    TargetTrackingConfiguration: {
      TargetValue: 90,
      DisableScaleIn: true,
      PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
    },
  });
  await put({
    PolicyName: "foresee",
    PolicyType: "PredictiveScaling",
    PredictiveScalingConfiguration: {
      Mode: "ForecastOnly",
      SchedulingBufferTime: 300,
      MetricSpecifications: [
        {
          TargetValue: 60,
          PredefinedMetricPairSpecification: { PredefinedMetricType: "ASGCPUUtilization" },
        },
      ],
    },
  });
  const steps = await put({
    PolicyName: "step-out",
    PolicyType: "StepScaling",
    AdjustmentType: "PercentChangeInCapacity",
    MinAdjustmentMagnitude: 2,
    MetricAggregationType: "Maximum",
    EstimatedInstanceWarmup: 60,
    StepAdjustments: [
      { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10, ScalingAdjustment: 10 },
      { MetricIntervalLowerBound: 10, ScalingAdjustment: 30 },
    ],
  });
  const simple = await put({
    PolicyName: "simple-out",
    PolicyType: "SimpleScaling",
    AdjustmentType: "ChangeInCapacity",
    ScalingAdjustment: 1,
    Cooldown: 600,
  });
  await watch.send(new PutMetricAlarmCommand(highCpu(name, [steps, simple, TOPIC])));
}

const highCpu = (group: string, actions: readonly string[]): PutMetricAlarmInput => ({
  AlarmName: "payments-cpu-high",
  AlarmDescription: "CPU of the payments servers",
  Namespace: "AWS/EC2",
  MetricName: "CPUUtilization",
  Dimensions: [{ Name: "AutoScalingGroupName", Value: group }],
  Statistic: "Average",
  Period: 60,
  EvaluationPeriods: 5,
  DatapointsToAlarm: 4,
  Threshold: 99,
  ComparisonOperator: "GreaterThanThreshold",
  TreatMissingData: "ignore",
  AlarmActions: [...actions],
  OKActions: [TOPIC],
  Tags: [{ Key: "team", Value: "payments" }],
});

async function putSchedules({ groups, name, nowMs }: Wardrobe) {
  const put = (ScheduledActionName: string, action: object) =>
    groups.send(
      new PutScheduledUpdateGroupActionCommand({
        AutoScalingGroupName: name,
        ScheduledActionName,
        ...action,
      }),
    );
  await put("weekend", { Recurrence: "0 3 * * 6", TimeZone: "Europe/Berlin", MinSize: 4 });
  const StartTime = new Date(Math.floor(nowMs / 1000) * 1000 + 30 * 86_400_000);
  await put("sale", { StartTime, MinSize: 18, MaxSize: 60, DesiredCapacity: 30 });
}

async function putHooks({ groups, name }: Wardrobe) {
  const put = (LifecycleHookName: string, LifecycleTransition: string, more: object) =>
    groups.send(
      new PutLifecycleHookCommand({
        AutoScalingGroupName: name,
        LifecycleHookName,
        LifecycleTransition,
        DefaultResult: "CONTINUE",
        HeartbeatTimeout: 30,
        ...more,
      }),
    );
  await put("warm-caches", "autoscaling:EC2_INSTANCE_LAUNCHING", {
    NotificationMetadata: '{"caches":["a","b"]}',
  });
  await put("drain", "autoscaling:EC2_INSTANCE_TERMINATING", {
    NotificationTargetARN: TOPIC,
    RoleARN: "arn:aws:iam::441722901163:role/hooks",
  });
}

const putNotifications = ({ groups, name }: Wardrobe) =>
  groups.send(
    new PutNotificationConfigurationCommand({
      AutoScalingGroupName: name,
      TopicARN: TOPIC,
      NotificationTypes: [
        "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
        "autoscaling:EC2_INSTANCE_TERMINATE",
      ],
    }),
  );

const putPool = ({ groups, name }: Wardrobe) =>
  groups.send(
    new PutWarmPoolCommand({
      AutoScalingGroupName: name,
      MinSize: 2,
      MaxGroupPreparedCapacity: 20,
      PoolState: "Stopped",
      InstanceReusePolicy: { ReuseOnScaleIn: true },
    }),
  );

async function putSpot({ groups, name }: Wardrobe) {
  const described = await groups.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  const template = described.AutoScalingGroups?.[0]?.LaunchTemplate;
  await groups.send(
    new UpdateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      MixedInstancesPolicy: {
        LaunchTemplate: {
          LaunchTemplateSpecification: {
            LaunchTemplateId: template?.LaunchTemplateId,
            Version: template?.Version,
          },
          Overrides: [{ InstanceType: "m7i.large" }, { InstanceType: "m6i.large" }],
        },
        InstancesDistribution: {
          OnDemandBaseCapacity: 4,
          OnDemandPercentageAboveBaseCapacity: 50,
          SpotAllocationStrategy: "price-capacity-optimized",
        },
      },
    }),
  );
}
