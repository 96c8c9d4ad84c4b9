/** What the tests of scaling ask again and again: a group with a load on it, and CloudWatch beside it. */
import { DescribePoliciesCommand, PutScalingPolicyCommand } from "@aws-sdk/client-auto-scaling";
import type {
  CreateAutoScalingGroupType,
  PutScalingPolicyType,
} from "@aws-sdk/client-auto-scaling";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import type { PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { PRACTICE_REGION } from "../../../../electron/practice/practice-world.ts";
import { setLoad } from "../../../../electron/practice/world/cloudwatch/load.ts";
import { allInService, createGroup, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import { smallRegion } from "../small-region.ts";

export const GROUP = "shop-v001";

export async function scalingRegion(wishes: Partial<CreateAutoScalingGroupType> = {}, seed = 7) {
  const small = smallRegion(seed);
  const region = { ...small, watch: cloudWatchOf(small) };
  const size = wishes.DesiredCapacity ?? 3;
  await createGroup(region, {
    MinSize: 1,
    MaxSize: 10,
    DesiredCapacity: size,
    TargetGroupARNs: [],
    ...wishes,
  });
  await until(region, allInService(region, size), 5 * MINUTE_MS);
  region.advance(10 * MINUTE_MS);
  return region;
}

export type ScalingRegion = Awaited<ReturnType<typeof scalingRegion>>;

export const cloudWatchOf = ({
  requestHandler,
}: Pick<ReturnType<typeof smallRegion>, "requestHandler">) =>
  new CloudWatchClient({
    region: PRACTICE_REGION,
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: requestHandler(),
    maxAttempts: 1,
  });

export const load = (region: ScalingRegion, servers: number) =>
  setLoad(region.world, GROUP, servers);

export async function putPolicy(region: ScalingRegion, wish: Partial<PutScalingPolicyType>) {
  const input = { AutoScalingGroupName: GROUP, PolicyName: "grow", ...wish };
  return region.groups.send(new PutScalingPolicyCommand(input));
}

export const trackCpu = (region: ScalingRegion, TargetValue = 50, PolicyName = "track") =>
  putPolicy(region, {
    PolicyName,
    PolicyType: "TargetTrackingScaling",
    TargetTrackingConfiguration: {
      TargetValue,
      PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
    },
  });

export async function policies(region: ScalingRegion) {
  const input = { AutoScalingGroupName: GROUP };
  return (await region.groups.send(new DescribePoliciesCommand(input))).ScalingPolicies ?? [];
}

export const cpuAlarm = (region: ScalingRegion, wish: Partial<PutMetricAlarmInput> = {}) =>
  region.watch.send(
    new PutMetricAlarmCommand({
      AlarmName: "busy",
      Namespace: "AWS/EC2",
      MetricName: "CPUUtilization",
      Dimensions: [{ Name: "AutoScalingGroupName", Value: GROUP }],
      Statistic: "Average",
      Period: 60,
      EvaluationPeriods: 2,
      Threshold: 60,
      ComparisonOperator: "GreaterThanThreshold",
      ...wish,
    }),
  );

export async function alarms(region: ScalingRegion) {
  return (await region.watch.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? [];
}

export async function alarmState(region: ScalingRegion, name = "busy") {
  const input = { AlarmNames: [name] };
  const { MetricAlarms = [] } = await region.watch.send(new DescribeAlarmsCommand(input));
  return MetricAlarms[0]?.StateValue;
}

export const desired = async (region: ScalingRegion) => (await readGroup(region))?.DesiredCapacity;
