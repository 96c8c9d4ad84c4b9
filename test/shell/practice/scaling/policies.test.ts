/** Scaling policies of every kind, called by alarms and by users, through the unmodified SDK. */
import {
  DeletePolicyCommand,
  ExecutePolicyCommand,
  SetDesiredCapacityCommand,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { activities, allInService, MINUTE_MS, until } from "../group-questions.ts";
import {
  alarms,
  alarmState,
  cpuAlarm,
  desired,
  GROUP,
  load,
  policies,
  putPolicy,
  scalingRegion,
  trackCpu,
} from "./scaling-region.ts";

describe("target tracking", () => {
  it("makes its two alarms, shows them, and takes them away with itself", async () => {
    const region = await scalingRegion();
    const { Alarms = [], PolicyARN } = await trackCpu(region);
    const names = Alarms.map(({ AlarmName = "" }) => AlarmName);
    expect(names).toEqual([
      expect.stringMatching(/^TargetTracking-shop-v001-AlarmHigh-[0-9a-f-]{36}$/),
      expect.stringMatching(/^TargetTracking-shop-v001-AlarmLow-[0-9a-f-]{36}$/),
    ]);
    const [high, low] = await alarms(region);
    expect(high).toMatchObject({ EvaluationPeriods: 3, Threshold: 50, AlarmActions: [PolicyARN] });
    expect(low).toMatchObject({ EvaluationPeriods: 15, Threshold: 35 });
    expect((await policies(region))[0]?.Alarms).toHaveLength(2);
    await trackCpu(region, 60);
    expect((await alarms(region)).map(({ AlarmName }) => AlarmName)).toEqual(names.toSorted());
    await region.groups.send(new DeletePolicyCommand({ PolicyName: PolicyARN }));
    expect(await alarms(region)).toEqual([]);
  });

  it("leaves a group alone whose load nobody has changed", async () => {
    const region = await scalingRegion();
    await trackCpu(region);
    region.advance(12 * 60 * MINUTE_MS);
    expect(await desired(region)).toBe(3);
    expect(await alarmState(region, (await alarms(region))[0]?.AlarmName)).toBe("OK");
  });

  it("adds as many servers as bring the metric to its target, and says so in AWS's words", async () => {
    const region = await scalingRegion();
    await trackCpu(region);
    load(region, 2.6);
    await until(region, async () => (await desired(region)) === 6, 6 * MINUTE_MS);
    await until(region, allInService(region, 6), 5 * MINUTE_MS);
    const launch = (await activities(region))[0];
    expect(launch?.Cause).toMatch(
      /^At \S+Z a monitor alarm TargetTracking-shop-v001-AlarmHigh-\S+ in state ALARM triggered policy track changing the desired capacity from 3 to 6\. {2}At \S+Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 3 to 6\.$/,
    );
    const { InvokingAlarms } = JSON.parse(launch?.Details ?? "{}") as { InvokingAlarms?: object[] };
    expect(InvokingAlarms).toMatchObject([{ NewStateValue: "ALARM", Trigger: { Threshold: 50 } }]);
    region.advance(30 * MINUTE_MS);
    expect(await desired(region)).toBe(6);
  });

  it("takes servers away after fifteen minutes below, not below the minimum, unless told not to", async () => {
    const region = await scalingRegion({ DesiredCapacity: 6, MinSize: 2 });
    await trackCpu(region);
    region.advance(20 * MINUTE_MS);
    load(region, 0.5);
    region.advance(14 * MINUTE_MS);
    expect(await desired(region)).toBe(6);
    await until(region, async () => (await desired(region)) === 2, 10 * MINUTE_MS);
    const kept = await scalingRegion({ DesiredCapacity: 6 });
    await putPolicy(kept, {
      PolicyType: "TargetTrackingScaling",
      TargetTrackingConfiguration: {
        TargetValue: 50,
        DisableScaleIn: true,
        PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
      },
    });
    load(kept, 0.5);
    kept.advance(60 * MINUTE_MS);
    expect(await desired(kept)).toBe(6);
  });

  it("takes none away while another tracking policy wants them", async () => {
    const region = await scalingRegion({ DesiredCapacity: 6 });
    await trackCpu(region, 80, "loose");
    await trackCpu(region, 50, "tight");
    load(region, 2.4);
    region.advance(60 * MINUTE_MS);
    expect(await desired(region)).toBe(6);
  });

  it.each(["Enabled is false", "AlarmNotification is suspended"])(
    "does nothing while %s",
    async (what) => {
      const region = await scalingRegion();
      await trackCpu(region);
      if (what.startsWith("Alarm"))
        await region.groups.send(
          new SuspendProcessesCommand({
            AutoScalingGroupName: GROUP,
            ScalingProcesses: ["AlarmNotification"],
          }),
        );
      else
        await putPolicy(region, {
          PolicyName: "track",
          PolicyType: "TargetTrackingScaling",
          Enabled: false,
          TargetTrackingConfiguration: {
            TargetValue: 50,
            PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
          },
        });
      load(region, 3);
      region.advance(30 * MINUTE_MS);
      expect(await desired(region)).toBe(3);
    },
  );
});

const STEPS = {
  PolicyType: "StepScaling",
  AdjustmentType: "ChangeInCapacity",
  EstimatedInstanceWarmup: 300,
  StepAdjustments: [
    { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 20, ScalingAdjustment: 1 },
    { MetricIntervalLowerBound: 20, ScalingAdjustment: 3 },
  ],
};

describe("step scaling", () => {
  it.each([
    { servers: 2.1, grownTo: 4, why: "ten above the threshold" },
    { servers: 2.7, grownTo: 6, why: "thirty above it" },
  ])("takes the step of the breach: $why", async ({ servers, grownTo }) => {
    const region = await scalingRegion();
    const { PolicyARN = "" } = await putPolicy(region, STEPS);
    await cpuAlarm(region, { AlarmActions: [PolicyARN] });
    load(region, servers);
    await until(region, async () => (await desired(region)) !== 3, 6 * MINUTE_MS);
    expect(await desired(region)).toBe(grownTo);
    expect((await policies(region))[0]?.Alarms).toMatchObject([{ AlarmName: "busy" }]);
  });

  it("adds nothing for the same breach while servers warm up", async () => {
    const region = await scalingRegion();
    const { PolicyARN = "" } = await putPolicy(region, STEPS);
    await cpuAlarm(region, { AlarmActions: [PolicyARN], Threshold: 10 });
    load(region, 0.5);
    await until(region, async () => (await desired(region)) === 4, 6 * MINUTE_MS);
    region.advance(4 * MINUTE_MS);
    expect(await desired(region)).toBe(4);
  });
});

const ONE_MORE = { AdjustmentType: "ChangeInCapacity", ScalingAdjustment: 1, Cooldown: 600 };

describe("simple scaling", () => {
  it("waits for its cooldown, and goes on as long as the alarm does", async () => {
    const region = await scalingRegion();
    const { PolicyARN = "" } = await putPolicy(region, ONE_MORE);
    await cpuAlarm(region, { AlarmActions: [PolicyARN] });
    load(region, 9);
    await until(region, async () => (await desired(region)) === 4, 6 * MINUTE_MS);
    region.advance(9 * MINUTE_MS);
    expect(await desired(region)).toBe(4);
    region.advance(5 * MINUTE_MS);
    expect(await desired(region)).toBe(5);
  });

  it("is called by an alarm whose state a user sets", async () => {
    const region = await scalingRegion();
    const { PolicyARN = "" } = await putPolicy(region, ONE_MORE);
    await cpuAlarm(region, { AlarmActions: [PolicyARN] });
    const input = { AlarmName: "busy", StateValue: "ALARM" as const, StateReason: "a trial" };
    await region.watch.send(new SetAlarmStateCommand(input));
    expect(await desired(region)).toBe(4);
    region.advance(2 * MINUTE_MS);
    expect(await alarmState(region)).toBe("OK");
  });

  it("can be executed by a user, who may honour the cooldown", async () => {
    const region = await scalingRegion();
    await putPolicy(region, ONE_MORE);
    const execute = (HonorCooldown: boolean) =>
      region.groups.send(
        new ExecutePolicyCommand({
          AutoScalingGroupName: GROUP,
          PolicyName: "grow",
          HonorCooldown,
        }),
      );
    await execute(true);
    await expect(execute(true)).rejects.toMatchObject({ Code: "ScalingActivityInProgress" });
    const polite = { AutoScalingGroupName: GROUP, DesiredCapacity: 7, HonorCooldown: true };
    await expect(region.groups.send(new SetDesiredCapacityCommand(polite))).rejects.toMatchObject({
      Code: "ScalingActivityInProgress",
    });
    await execute(false);
    expect(await desired(region)).toBe(5);
    await until(region, allInService(region, 5), 5 * MINUTE_MS);
    expect((await activities(region))[0]?.Cause).toContain(
      "a user request executed policy grow changing the desired capacity from 4 to 5.",
    );
  });

  it("shrinks by a percentage of at least so many servers, never below the minimum", async () => {
    const region = await scalingRegion({ DesiredCapacity: 6, MinSize: 3 });
    await putPolicy(region, {
      AdjustmentType: "PercentChangeInCapacity",
      ScalingAdjustment: -10,
      MinAdjustmentMagnitude: 2,
    });
    const execute = () =>
      region.groups.send(
        new ExecutePolicyCommand({ AutoScalingGroupName: GROUP, PolicyName: "grow" }),
      );
    await execute();
    expect(await desired(region)).toBe(4);
    await execute();
    expect(await desired(region)).toBe(3);
  });
});

describe("refusals", () => {
  it.each([
    ["no adjustment type", { ScalingAdjustment: 1 }],
    ["no adjustment", { AdjustmentType: "ChangeInCapacity" }],
    ["a kind that is not known", { PolicyType: "Magic" }],
    [
      "steps with a gap",
      {
        ...STEPS,
        StepAdjustments: [
          { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 5, ScalingAdjustment: 1 },
          { MetricIntervalLowerBound: 10, ScalingAdjustment: 2 },
        ],
      },
    ],
    ["tracking without a target", { PolicyType: "TargetTrackingScaling" }],
    ["prediction without a metric", { PolicyType: "PredictiveScaling" }],
  ])("%s", async (_, wish) => {
    const region = await scalingRegion();
    await expect(putPolicy(region, wish)).rejects.toMatchObject({ Code: "ValidationError" });
  });
});
