import { describe, expect, test } from "vitest";
import type { AwsFields } from "../../../../shared/model/calls/aws-fields.ts";
import type { GroupExtras } from "../../../../shared/model/facts.ts";
import type { AlarmFact } from "../../../../shared/model/facts/watch-facts.ts";
import { inputOf } from "../../../builders/plan.ts";
import { meanwhileOf } from "../../../../shared/plan/outlook/meanwhile.ts";
import { HOUR_MS, MINUTE_MS, NOW_MS } from "../../../builders/time.ts";
import { planFor, six } from "./cases.ts";

const iso = (atMs: number) => new Date(atMs).toISOString();
const cronAt = (atMs: number) => {
  const at = new Date(atMs);
  return `${String(at.getUTCMinutes())} ${String(at.getUTCHours())} * * *`;
};

const action = (definition: AwsFields): Partial<GroupExtras> => ({
  scheduledActions: [{ name: "evening", definition }],
});
const policy = (alarms: readonly string[], type = "StepScaling"): Partial<GroupExtras> => ({
  scalingPolicies: [
    {
      name: "cpu",
      arn: "arn",
      definition: { PolicyType: type },
      alarms: alarms.map((name) => ({ name, definition: {} })),
    },
  ],
});
const alarm = (name: string, state: string): AlarmFact => ({
  name,
  state,
  reason: "",
  sinceMs: null,
});

function meanwhile(
  extras: Partial<GroupExtras>,
  alarms: readonly AlarmFact[] | null = [],
  facts = six(),
) {
  const plan = planFor(facts);
  const [group] = facts.groups.values();
  if (group === undefined) throw new Error("no group");
  return meanwhileOf({
    plan,
    group,
    extras: inputOf(facts, { extras }).extras,
    alarms,
    nowMs: NOW_MS,
  });
}

describe("scheduled actions in the plan's time", () => {
  const inTenMinutes = NOW_MS + 10 * MINUTE_MS;
  const inTwoMinutes = NOW_MS + 2 * MINUTE_MS;
  test("one that recurs within it is said, with what it would set", () => {
    const [found, ...others] = meanwhile(
      action({ Recurrence: cronAt(inTwoMinutes), DesiredCapacity: 12, MaxSize: 20 }),
    );
    expect(others).toEqual([]);
    expect(found?.what).toBe("Scheduled action evening");
    expect(found?.atMs).toBe(inTwoMinutes);
    expect(found?.effect).toMatch(/would set max 20 and desired 12 on web-v001; not held/);
  });
  test.each([
    ["tomorrow", action({ Recurrence: cronAt(NOW_MS - HOUR_MS), DesiredCapacity: 1 })],
    ["ended", action({ Recurrence: cronAt(inTenMinutes), EndTime: iso(NOW_MS), MinSize: 1 })],
    ["once, long ago", action({ StartTime: iso(NOW_MS - HOUR_MS), MinSize: 1 })],
  ])("%s: not said", (_, extras) => expect(meanwhile(extras)).toEqual([]));
  test("once, within it", () => {
    expect(meanwhile(action({ StartTime: iso(inTenMinutes), MinSize: 1 }))[0]?.atMs).toBe(
      inTenMinutes,
    );
  });
  test("in its own time zone", () => {
    const local = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Asia/Tokyo",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }).format(inTenMinutes);
    const [hour = "", minute = ""] = local.split(":");
    const Recurrence = `${String(Number(minute))} ${String(Number(hour))} * * *`;
    expect(meanwhile(action({ Recurrence, TimeZone: "Asia/Tokyo", MinSize: 1 }))).toHaveLength(1);
    expect(meanwhile(action({ Recurrence, TimeZone: "UTC", MinSize: 1 }))).toHaveLength(0);
  });
  test("one that can't be read is said to be unknown, never left out", () => {
    expect(meanwhile(action({ Recurrence: "every now and then" }))[0]?.effect).toMatch(
      /could not be made out/,
    );
  });
  test("after the old group's processes are held, it is held", () => {
    const plan = planFor(six());
    const shift = plan.steps.findIndex(({ work }) => work.kind === "shift-away");
    const atMs =
      NOW_MS +
      2 * MINUTE_MS +
      plan.steps.slice(0, shift).reduce((sum, { expected }) => sum + expected.medianMs, 0);
    const [found] = meanwhile(action({ StartTime: iso(atMs), MinSize: 1 }));
    expect(found?.effect).toMatch(
      /held by then, if all takes its usual time: "Take web-v001 out of traffic" suspends ScheduledActions/,
    );
  });
  test("one that is suspended does nothing", () => {
    const facts = six((group) => group.suspended("ScheduledActions"));
    const [found] = meanwhile(action({ StartTime: iso(inTenMinutes), MinSize: 1 }), [], facts);
    expect(found?.effect).toMatch(/suspended there now and does nothing/);
  });
});

describe("scaling policies", () => {
  test.each([
    ["rings", [alarm("high", "ALARM")], /is scaling now: high in ALARM/],
    ["is quiet", [alarm("high", "OK"), alarm("other", "ALARM")], /none does now/],
    ["can't be read", null, /is not known/],
  ])("its alarm %s", (_, alarms, words) => {
    expect(meanwhile(policy(["high"]), alarms)[0]?.effect).toMatch(words);
  });
  test("AWS's own alarms of target tracking are found by the group's name", () => {
    const alarms = [alarm("TargetTracking-web-v001-AlarmHigh-1", "ALARM")];
    expect(meanwhile(policy([], "TargetTrackingScaling"), alarms)[0]?.effect).toMatch(
      /scaling now/,
    );
  });
  test("held from the step that holds it", () => {
    expect(meanwhile(policy(["high"]))[0]?.effect).toMatch(
      /not held: .*, until "Take web-v001 out of traffic" holds it/,
    );
  });
});
