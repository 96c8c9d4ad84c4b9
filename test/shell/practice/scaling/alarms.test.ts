/** Alarms: how they decide, what they say, whom they call, and what an instance refresh makes of them. */
import { StartInstanceRefreshCommand } from "@aws-sdk/client-auto-scaling";
import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  ListTagsForResourceCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { judge } from "../../../../electron/practice/world/cloudwatch/alarms/judge.ts";
import { noticesOf } from "../../../../electron/practice/world/autoscaling/notifications/notices.ts";
import type {
  AlarmState,
  MissingDataName,
} from "../../../../electron/practice/world/kernel/state/cloudwatch.ts";
import { MINUTE_MS } from "../group-questions.ts";
import { alarms, alarmState, cpuAlarm, GROUP, load, scalingRegion } from "./scaling-region.ts";

/** `0` within the threshold, `X` beyond it, `-` no data; the oldest first. */
const pointsOf = (text: string) =>
  Array.from(text, (char, index) =>
    char === "-" ? null : { atMs: index, value: char === "X" ? 9 : 1 },
  );

function decide(text: string, treatMissing: MissingDataName, toAlarm: number) {
  const rule = { comparison: "GreaterThanThreshold", threshold: 5 } as const;
  const alarm = { ...rule, treatMissing, evaluationPeriods: 3, datapointsToAlarm: toAlarm };
  return judge(alarm as unknown as AlarmState, pointsOf(text)).state ?? "as it was";
}

/** AWS's own tables, and a breach that is too young to be one. */
describe("missing data", () => {
  const KEPT = "as it was";
  const UNKNOWN = "INSUFFICIENT_DATA";

  it.each([
    [3, "0-X-X", "OK", "OK", "OK", "OK"],
    [3, "----0", "OK", "OK", "OK", "OK"],
    [3, "-----", UNKNOWN, KEPT, "ALARM", "OK"],
    [3, "0XX-X", "ALARM", "ALARM", "ALARM", "ALARM"],
    [3, "--X--", "ALARM", KEPT, "ALARM", "OK"],
    [3, "----X", KEPT, KEPT, "ALARM", "OK"],
    [2, "0-X-X", "ALARM", "ALARM", "ALARM", "ALARM"],
    [2, "00X0X", "ALARM", "ALARM", "ALARM", "ALARM"],
    [2, "0-X--", "OK", "OK", "ALARM", "OK"],
    [2, "----0", "OK", "OK", "ALARM", "OK"],
    [2, "---X-", "ALARM", KEPT, "ALARM", "OK"],
  ])("%i of 3: %s", (toAlarm, text, missing, ignore, breaching, notBreaching) => {
    expect(decide(text, "missing", toAlarm)).toBe(missing);
    expect(decide(text, "ignore", toAlarm)).toBe(ignore);
    expect(decide(text, "breaching", toAlarm)).toBe(breaching);
    expect(decide(text, "notBreaching", toAlarm)).toBe(notBreaching);
  });
});

describe("an alarm", () => {
  it("has no data at first, then is judged each minute, in AWS's words", async () => {
    const region = await scalingRegion();
    await cpuAlarm(region);
    expect((await alarms(region))[0]).toMatchObject({
      StateValue: "INSUFFICIENT_DATA",
      StateReason: "Unchecked: Initial alarm creation",
    });
    region.advance(2 * MINUTE_MS);
    expect(await alarmState(region)).toBe("OK");
    load(region, 3);
    region.advance(4 * MINUTE_MS);
    const [alarm] = await alarms(region);
    expect(alarm?.StateValue).toBe("ALARM");
    expect(alarm?.StateReason).toMatch(
      /^Threshold Crossed: 2 out of the last 2 datapoints \[[\d.]+ \(\d\d\/11\/26 \d\d:\d\d:00\), [\d.]+ \(.+\)\] were greater than the threshold \(60\.0\) \(minimum 2 datapoints for OK -> ALARM transition\)\.$/,
    );
    const data = JSON.parse(alarm?.StateReasonData ?? "{}") as { recentDatapoints: number[] };
    expect(data.recentDatapoints).toHaveLength(2);
    load(region, 1);
    region.advance(3 * MINUTE_MS);
    expect(await alarmState(region)).toBe("OK");
  });

  it("tells its history, and a topic of each change, unless its actions are switched off", async () => {
    const region = await scalingRegion();
    const topic = "arn:aws:sns:eu-west-1:441722901163:watchers";
    await cpuAlarm(region, { AlarmActions: [topic] });
    region.advance(2 * MINUTE_MS);
    load(region, 3);
    region.advance(9 * MINUTE_MS);
    expect(noticesOf(region.world)).toMatchObject([
      { topicArn: topic, message: { NewStateValue: "ALARM", OldStateValue: "OK" } },
    ]);
    const names = { AlarmNames: ["busy"] };
    await region.watch.send(new DisableAlarmActionsCommand(names));
    load(region, 1);
    region.advance(9 * MINUTE_MS);
    load(region, 3);
    region.advance(9 * MINUTE_MS);
    expect(noticesOf(region.world)).toHaveLength(1);
    await region.watch.send(new EnableAlarmActionsCommand(names));
    const { AlarmHistoryItems = [] } = await region.watch.send(
      new DescribeAlarmHistoryCommand({ AlarmName: "busy", ScanBy: "TimestampAscending" }),
    );
    expect(AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary)).toEqual([
      'Alarm "busy" created',
      "Alarm updated from INSUFFICIENT_DATA to OK",
      "Alarm updated from OK to ALARM",
      `Successfully executed action ${topic}`,
      "Alarm updated from ALARM to OK",
      "Alarm updated from OK to ALARM",
    ]);
  });

  it("on values that somebody puts, with gaps", async () => {
    const region = await scalingRegion();
    const metric = { Namespace: "Shop", MetricName: "Queue", Dimensions: [] };
    await cpuAlarm(region, {
      ...metric,
      EvaluationPeriods: 1,
      Statistic: "Maximum",
      Threshold: 10,
    });
    region.advance(2 * MINUTE_MS);
    expect(await alarmState(region)).toBe("INSUFFICIENT_DATA");
    const put = (Value: number) =>
      region.watch.send(
        new PutMetricDataCommand({
          Namespace: "Shop",
          MetricData: [{ MetricName: "Queue", Value, Timestamp: new Date(region.world.nowMs) }],
        }),
      );
    await put(50);
    await put(1);
    region.advance(2 * MINUTE_MS);
    expect(await alarmState(region)).toBe("ALARM");
    region.advance(5 * MINUTE_MS);
    expect(await alarmState(region)).toBe("INSUFFICIENT_DATA");
  });

  it("is found by its metric, has tags, and is unknown once it is deleted", async () => {
    const region = await scalingRegion();
    await cpuAlarm(region, { Tags: [{ Key: "team", Value: "shop" }] });
    const metric = { Namespace: "AWS/EC2", MetricName: "CPUUtilization" };
    const Dimensions = [{ Name: "AutoScalingGroupName", Value: GROUP }];
    const found = new DescribeAlarmsForMetricCommand({ ...metric, Dimensions });
    expect((await region.watch.send(found)).MetricAlarms).toHaveLength(1);
    const ResourceARN = (await alarms(region))[0]?.AlarmArn;
    await region.watch.send(
      new TagResourceCommand({ ResourceARN, Tags: [{ Key: "tier", Value: "1" }] }),
    );
    await region.watch.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["team"] }));
    expect((await region.watch.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual(
      [{ Key: "tier", Value: "1" }],
    );
    const deletion = new DeleteAlarmsCommand({ AlarmNames: ["busy"] });
    await region.watch.send(deletion);
    await expect(region.watch.send(deletion)).rejects.toMatchObject({
      name: "ResourceNotFound",
      $metadata: { httpStatusCode: 404 },
    });
  });

  it.each([
    ["more datapoints than periods", { DatapointsToAlarm: 3 }],
    ["a period that is none", { Period: 45 }],
    ["a treatment that is none", { TreatMissingData: "shrug" }],
    ["more than a day", { EvaluationPeriods: 2000 }],
    ["a percentile", { Statistic: undefined, ExtendedStatistic: "p99" }],
  ])("is refused with %s", async (_, wish) => {
    const region = await scalingRegion();
    await expect(cpuAlarm(region, wish)).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("costs no timer where there is none, and one where there are many", async () => {
    const region = await scalingRegion();
    const timers = () =>
      region.world.toJSON().timers.timers.filter(({ kind }) => kind === "cw.alarms").length;
    expect(timers()).toBe(0);
    for (const AlarmName of ["a", "b", "c"]) await cpuAlarm(region, { AlarmName });
    expect(timers()).toBe(1);
    await region.watch.send(new DeleteAlarmsCommand({ AlarmNames: ["a", "b", "c"] }));
    region.advance(2 * MINUTE_MS);
    expect(timers()).toBe(0);
  });
});

describe("an instance refresh", () => {
  const refresh = {
    AutoScalingGroupName: GROUP,
    Preferences: { AlarmSpecification: { Alarms: ["busy"] } },
  };

  it("does not begin while its alarm has no data, and fails when it goes off", async () => {
    const region = await scalingRegion();
    await cpuAlarm(region);
    await expect(
      region.groups.send(new StartInstanceRefreshCommand(refresh)),
    ).rejects.toMatchObject({ Code: "ValidationError" });
    region.advance(2 * MINUTE_MS);
    await region.groups.send(new StartInstanceRefreshCommand(refresh));
    region.advance(MINUTE_MS);
    await region.watch.send(
      new SetAlarmStateCommand({ AlarmName: "busy", StateValue: "ALARM", StateReason: "a trial" }),
    );
    region.advance(30_000);
    const [entry] = [...region.world.state.refreshes.values()];
    expect(entry?.status).toBe("Failed");
    expect(entry?.reason).toContain("busy");
  });
});
