/** Composite alarms: their rules, and how they follow the alarms that they stand on. */
import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutCompositeAlarmCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import type { StateValue } from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import {
  holds,
  parseRule,
} from "../../../../electron/practice/world/cloudwatch/alarms/alarm-rule.ts";
import { noticesOf } from "../../../../electron/practice/world/autoscaling/notifications/notices.ts";
import { cpuAlarm, scalingRegion } from "./scaling-region.ts";
import type { ScalingRegion } from "./scaling-region.ts";

describe("a rule", () => {
  /** Alarm `a` is in ALARM, `b` is OK, all others have no data. */
  const stateOf = (name: string) =>
    name === "a"
      ? ("ALARM" as const)
      : name === "b"
        ? ("OK" as const)
        : ("INSUFFICIENT_DATA" as const);

  it.each([
    ["ALARM(a)", true],
    ['ALARM("a") AND ALARM(b)', false],
    ["ALARM(a) OR ALARM(b)", true],
    ["NOT OK(b)", false],
    ["ALARM(b) OR ALARM(a) AND OK(b)", true],
    ["(ALARM(a) OR ALARM(b)) AND ALARM(b)", false],
    ["INSUFFICIENT_DATA(c) AND NOT (ALARM(b) OR FALSE)", true],
    ["alarm(a) and true", true],
    ["ALARM(arn:aws:cloudwatch:eu-west-1:441722901163:alarm:a)", true],
  ])("%s", (text, expected) => {
    const rule = parseRule(text);
    expect(rule && holds(rule, stateOf)).toBe(expected);
  });

  it.each([
    "",
    "ALARM",
    "ALARM(a",
    "ALARM(a) ALARM(b)",
    "AND ALARM(a)",
    "NOT",
    "MAYBE(a)",
    "(TRUE",
  ])("is none: %j", (text) => expect(parseRule(text)).toBeNull());
});

const put = (
  region: ScalingRegion,
  AlarmName: string,
  AlarmRule: string,
  AlarmActions?: string[],
) => region.watch.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule, AlarmActions }));

const set = (region: ScalingRegion, AlarmName: string, StateValue: StateValue) =>
  region.watch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "a trial" }));

async function composites(region: ScalingRegion) {
  const input = { AlarmTypes: ["CompositeAlarm" as const] };
  const { CompositeAlarms = [] } = await region.watch.send(new DescribeAlarmsCommand(input));
  const states = CompositeAlarms.map((each) => [each.AlarmName ?? "", each.StateValue] as const);
  return Object.fromEntries<unknown>(states);
}

describe("a composite alarm", () => {
  const TOPIC = "arn:aws:sns:eu-west-1:441722901163:watchers";

  it("follows its alarms, also through another composite, and tells its topic", async () => {
    const region = await scalingRegion();
    for (const AlarmName of ["a", "b"]) await cpuAlarm(region, { AlarmName });
    await put(region, "both", "ALARM(a) AND ALARM(b)", [TOPIC]);
    await put(region, "none", "NOT ALARM(both)");
    expect(await composites(region)).toEqual({ both: "OK", none: "ALARM" });
    await set(region, "a", "ALARM");
    await set(region, "b", "ALARM");
    expect(await composites(region)).toEqual({ both: "ALARM", none: "OK" });
    expect(noticesOf(region.world)).toMatchObject([
      { topicArn: TOPIC, message: { AlarmName: "both", NewStateValue: "ALARM" } },
    ]);
    await region.watch.send(new DeleteAlarmsCommand({ AlarmNames: ["both"] }));
    expect(await composites(region)).toEqual({ none: "ALARM" });
  });

  it("is not listed unless it is asked for", async () => {
    const region = await scalingRegion();
    await cpuAlarm(region);
    await put(region, "wide", "ALARM(busy)");
    const answer = await region.watch.send(new DescribeAlarmsCommand({}));
    expect(answer.MetricAlarms).toHaveLength(1);
    expect(answer.CompositeAlarms).toEqual([]);
  });

  it.each([
    ["a rule that is none", "ALARM("],
    ["an alarm that is not there", "ALARM(nobody)"],
    ["itself", "ALARM(loop)"],
  ])("is refused with %s", async (_, rule) => {
    const region = await scalingRegion();
    await expect(put(region, "loop", rule)).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
  });
});
