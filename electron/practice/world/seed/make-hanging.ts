/** What hangs on a catalogued fleet's live group: hooks, policies with their alarms, schedules, a topic, a warm pool. */
import { armSchedule } from "../autoscaling/scaling/schedules/schedules.ts";
import { noteTracked } from "../autoscaling/scaling/keep-scaling.ts";
import { putTrackingAlarms } from "../autoscaling/scaling/tracking-alarms.ts";
import { installAlarm } from "../cloudwatch/alarms/install-alarm.ts";
import type { Json } from "../kernel/json.ts";
import type { GroupState, ScalingPolicyState } from "../kernel/state/autoscaling.ts";
import type { World } from "../kernel/world.ts";
import type { Hanging } from "./fleet-catalogue.ts";

export function hangOn(world: World, group: GroupState, all: readonly Hanging[]): void {
  for (const hanging of all) HANG[hanging](world, group);
}

type Hang = (world: World, group: GroupState) => void;

const HANG: Readonly<Record<Hanging, Hang>> = {
  "drain-hook": (_, group) => {
    group.hooks.push({
      name: "drain",
      transition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeatTimeoutSeconds: 60,
      defaultResult: "CONTINUE",
      notificationTargetArn: null,
      roleArn: null,
      notificationMetadata: '{"drain":"connections"}',
    });
  },
  topic: (world, group) => {
    const types = ["autoscaling:EC2_INSTANCE_LAUNCH_ERROR", "autoscaling:EC2_INSTANCE_TERMINATE"];
    group.notifications = [{ topicArn: topicOf(world), types }];
  },
  steps: hangSteps,
  tracking: hangTracking,
  "office-hours": hangOfficeHours,
  "warm-pool": (_, group) => {
    group.warmPool = {
      maxPrepared: group.desiredCapacity + 1,
      minSize: 0,
      poolState: "Stopped",
      reuseOnScaleIn: true,
      status: null,
      members: [],
    };
  },
};

const topicOf = ({ accountId, region }: World) => `arn:aws:sns:${region}:${accountId}:fleet-events`;

/** Without a chance of its own, so that what comes after a seed is the same with it and without. */
const arnOf = (world: World, kind: string, { name }: GroupState, last: string) =>
  world.arn(
    "autoscaling",
    `${kind}:5e10a3c4-7b1d-4f0a-9c52-0d6a1b2c3d4e:autoScalingGroupName/${name}:${last}`,
  );

function addPolicy(
  world: World,
  group: GroupState,
  policy: { readonly name: string; readonly type: string; readonly detail: Record<string, Json> },
): ScalingPolicyState {
  const added = {
    ...policy,
    arn: arnOf(world, "scalingPolicy", group, `policyName/${policy.name}`),
  };
  group.policies.push(added);
  noteTracked(group, added.arn);
  return added;
}

function hangSteps(world: World, group: GroupState): void {
  const policy = addPolicy(world, group, {
    name: "out-by-steps",
    type: "StepScaling",
    detail: {
      AdjustmentType: "PercentChangeInCapacity",
      MinAdjustmentMagnitude: 2,
      MetricAggregationType: "Average",
      EstimatedInstanceWarmup: 120,
      StepAdjustments: [
        { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10, ScalingAdjustment: 10 },
        { MetricIntervalLowerBound: 10, ScalingAdjustment: 25 },
      ],
    },
  });
  installAlarm(world, {
    name: `${group.name}-cpu-high`,
    description: "Its servers are short of CPU",
    actionsEnabled: true,
    okActions: [],
    alarmActions: [policy.arn, topicOf(world)],
    insufficientDataActions: [],
    stat: {
      namespace: "AWS/EC2",
      name: "CPUUtilization",
      dimensions: [{ name: "AutoScalingGroupName", value: group.name }],
      statistic: "Average",
      periodSeconds: 60,
      unit: null,
    },
    queries: null,
    evaluationPeriods: 5,
    datapointsToAlarm: 5,
    threshold: 95,
    comparison: "GreaterThanThreshold",
    treatMissing: "missing",
  });
}

function hangTracking(world: World, group: GroupState): void {
  const policy = addPolicy(world, group, {
    name: "keep-cpu",
    type: "TargetTrackingScaling",
    detail: {
      EstimatedInstanceWarmup: 120,
      TargetTrackingConfiguration: {
        TargetValue: 60,
        DisableScaleIn: true,
        PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
      },
    },
  });
  putTrackingAlarms(world, group, policy);
}

/** Its limits by day and by night: both as they are, so that the fleet's size stays its own. */
function hangOfficeHours(world: World, group: GroupState): void {
  const add = (name: string, recurrence: string, maxSize: number) => {
    const action = {
      name,
      arn: arnOf(world, "scheduledUpdateGroupAction", group, `scheduledActionName/${name}`),
      recurrence,
      minSize: group.minSize,
      maxSize,
      desiredCapacity: null,
      timeZone: "Europe/Berlin",
    };
    group.schedules.push(action);
    armSchedule(world, group, action);
  };
  add("weekday-morning", "0 7 * * 1-5", group.maxSize);
  add("weekday-evening", "0 20 * * 1-5", group.maxSize);
}
