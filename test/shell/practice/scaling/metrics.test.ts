/** Metrics: worked out when asked, from what the region is and was. */
import {
  DescribeMetricCollectionTypesCommand,
  EnableMetricsCollectionCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../group-questions.ts";
import { TARGET_GROUP } from "../small-region.ts";
import { cpuAlarm, GROUP, load, scalingRegion } from "./scaling-region.ts";
import type { ScalingRegion } from "./scaling-region.ts";

const OF_GROUP = [{ Name: "AutoScalingGroupName", Value: GROUP }];
const TARGETS = TARGET_GROUP.slice(TARGET_GROUP.indexOf("targetgroup/"));

async function values(
  region: ScalingRegion,
  Namespace: string,
  MetricName: string,
  Dimensions = OF_GROUP,
  minutes = 5,
  Stat = "Average",
) {
  const nowMs = region.world.nowMs;
  const { MetricDataResults = [] } = await region.watch.send(
    new GetMetricDataCommand({
      StartTime: new Date(nowMs - minutes * MINUTE_MS),
      EndTime: new Date(nowMs),
      ScanBy: "TimestampAscending",
      MetricDataQueries: [
        {
          Id: "m",
          MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat },
        },
      ],
    }),
  );
  return MetricDataResults[0]?.Values ?? [];
}

const cpu = async (region: ScalingRegion) =>
  (await values(region, "AWS/EC2", "CPUUtilization")).at(-1) ?? NaN;

const grow = (region: ScalingRegion, DesiredCapacity: number) =>
  region.groups.send(
    new SetDesiredCapacityCommand({ AutoScalingGroupName: GROUP, DesiredCapacity }),
  );

describe("how busy servers are", () => {
  it("falls as servers are added, and rises with the load", async () => {
    const region = await scalingRegion();
    expect(await cpu(region)).toBeCloseTo(40, -1);
    load(region, 2.4);
    region.advance(3 * MINUTE_MS);
    expect(Math.round((await cpu(region)) / 5)).toBe(16);
    await grow(region, 6);
    region.advance(10 * MINUTE_MS);
    expect(Math.round((await cpu(region)) / 5)).toBe(8);
  });

  it("is the same when it is asked again, and for the same seed", async () => {
    const [region, again] = [await scalingRegion(), await scalingRegion()];
    const first = await values(region, "AWS/EC2", "CPUUtilization");
    expect(await values(region, "AWS/EC2", "CPUUtilization")).toEqual(first);
    expect(await values(again, "AWS/EC2", "CPUUtilization")).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(1);
  });

  it("is told of each server, beside its status checks", async () => {
    const region = await scalingRegion();
    const [server] = [...region.world.state.instances.keys()];
    const dimensions = [{ Name: "InstanceId", Value: server ?? "" }];
    expect(await values(region, "AWS/EC2", "CPUUtilization", dimensions)).toHaveLength(5);
    const checks = await values(region, "AWS/EC2", "StatusCheckFailed", dimensions);
    expect(checks).toEqual([0, 0, 0, 0, 0]);
  });
});

describe("the group's own metrics", () => {
  it("are there once they are switched on, from then on", async () => {
    const region = await scalingRegion();
    expect(await values(region, "AWS/AutoScaling", "GroupInServiceInstances")).toEqual([]);
    await region.groups.send(
      new EnableMetricsCollectionCommand({ AutoScalingGroupName: GROUP, Granularity: "1Minute" }),
    );
    region.advance(3 * MINUTE_MS);
    await grow(region, 5);
    region.advance(5 * MINUTE_MS);
    const all = await values(region, "AWS/AutoScaling", "GroupInServiceInstances", OF_GROUP, 9);
    expect(all[0]).toBe(3);
    expect(all.at(-1)).toBe(5);
    const desired = await values(region, "AWS/AutoScaling", "GroupDesiredCapacity", OF_GROUP, 9);
    expect(new Set(desired)).toEqual(new Set([3, 5]));
  });

  it("are as many as AWS has", async () => {
    const region = await scalingRegion();
    const { Metrics = [] } = await region.groups.send(new DescribeMetricCollectionTypesCommand({}));
    await region.groups.send(
      new EnableMetricsCollectionCommand({ AutoScalingGroupName: GROUP, Granularity: "1Minute" }),
    );
    region.advance(2 * MINUTE_MS);
    const { Metrics: listed = [] } = await region.watch.send(
      new ListMetricsCommand({ Namespace: "AWS/AutoScaling" }),
    );
    expect(listed.map(({ MetricName = "" }) => MetricName).toSorted()).toEqual(
      Metrics.map(({ Metric = "" }) => Metric).toSorted(),
    );
    for (const { MetricName = "" } of listed)
      expect(await values(region, "AWS/AutoScaling", MetricName)).not.toEqual([]);
  });
});

describe("a target group's metrics", () => {
  it("count healthy targets and share out the requests", async () => {
    const region = await scalingRegion({ TargetGroupARNs: [TARGET_GROUP] });
    const dimensions = [{ Name: "TargetGroup", Value: TARGETS }];
    const told = (name: string, stat = "Average") =>
      values(region, "AWS/ApplicationELB", name, dimensions, 3, stat);
    expect(await told("HealthyHostCount")).toEqual([3, 3, 3]);
    expect(await told("UnHealthyHostCount")).toEqual([0, 0, 0]);
    const [all = 0] = await told("RequestCount", "Sum");
    expect((await told("RequestCountPerTarget", "Sum"))[0]).toBeCloseTo(all / 3);
  });
});

describe("values that somebody puts", () => {
  it("are gathered by the minute with every statistic", async () => {
    const region = await scalingRegion();
    const at = new Date(region.world.nowMs - 2 * MINUTE_MS);
    await region.watch.send(
      new PutMetricDataCommand({
        Namespace: "Shop",
        MetricData: [
          { MetricName: "Queue", Value: 4, Timestamp: at, Unit: "Count" },
          { MetricName: "Queue", Values: [1, 7], Counts: [2, 1], Timestamp: at },
          {
            MetricName: "Queue",
            Timestamp: at,
            StatisticValues: { SampleCount: 2, Sum: 30, Minimum: 10, Maximum: 20 },
          },
        ],
      }),
    );
    const { Datapoints = [] } = await region.watch.send(
      new GetMetricStatisticsCommand({
        Namespace: "Shop",
        MetricName: "Queue",
        StartTime: new Date(region.world.nowMs - 10 * MINUTE_MS),
        EndTime: new Date(region.world.nowMs),
        Period: 300,
        Statistics: ["SampleCount", "Sum", "Average", "Minimum", "Maximum"],
      }),
    );
    expect(Datapoints).toMatchObject([
      { SampleCount: 6, Sum: 43, Average: 43 / 6, Minimum: 1, Maximum: 20, Unit: "Count" },
    ]);
  });

  it.each([
    [
      "into AWS's own namespaces",
      { Namespace: "AWS/EC2", MetricData: [{ MetricName: "x", Value: 1 }] },
    ],
    ["without a value", { Namespace: "Shop", MetricData: [{ MetricName: "x" }] }],
    [
      "in two ways at once",
      { Namespace: "Shop", MetricData: [{ MetricName: "x", Value: 1, Values: [1] }] },
    ],
    [
      "of last month",
      { Namespace: "Shop", MetricData: [{ MetricName: "x", Value: 1, Timestamp: new Date(0) }] },
    ],
  ])("are refused %s", async (_, input) => {
    const region = await scalingRegion();
    await expect(region.watch.send(new PutMetricDataCommand(input))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
  });
});

it("asks for nothing but whole periods and a span that is one", async () => {
  const region = await scalingRegion();
  await cpuAlarm(region);
  const ask = (StartTime: Date, EndTime: Date, Period: number) =>
    region.watch.send(
      new GetMetricStatisticsCommand({
        Namespace: "AWS/EC2",
        MetricName: "CPUUtilization",
        Dimensions: OF_GROUP,
        Statistics: ["Average"],
        StartTime,
        EndTime,
        Period,
      }),
    );
  const now = new Date(region.world.nowMs);
  await expect(ask(now, now, 60)).rejects.toMatchObject({
    $metadata: { httpStatusCode: 400 },
  });
  await expect(ask(new Date(0), now, 60)).rejects.toMatchObject({
    name: "InvalidParameterCombinationException",
    Code: "InvalidParameterCombination",
  });
});
