/** Scheduled actions: when they act, in which time zone, what they change, and what is refused. */
import {
  BatchDeleteScheduledActionCommand,
  BatchPutScheduledUpdateGroupActionCommand,
  DeleteScheduledActionCommand,
  DescribeScheduledActionsCommand,
  PutScheduledUpdateGroupActionCommand,
  ResumeProcessesCommand,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import type { PutScheduledUpdateGroupActionType } from "@aws-sdk/client-auto-scaling";
import { describe, expect, it } from "vitest";
import { parseCron } from "../../../../electron/practice/world/autoscaling/scaling/schedules/cron.ts";
import { nextMatch } from "../../../../electron/practice/world/autoscaling/scaling/schedules/next-time.ts";
import { activities, allInService, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import { desired, GROUP, scalingRegion } from "./scaling-region.ts";
import type { ScalingRegion } from "./scaling-region.ts";

const HOUR_MS = 60 * MINUTE_MS;
const AutoScalingGroupName = GROUP;

const put = (region: ScalingRegion, wish: Partial<PutScheduledUpdateGroupActionType>) =>
  region.groups.send(
    new PutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName,
      ScheduledActionName: "morning",
      ...wish,
    }),
  );

const later = (region: ScalingRegion, ms: number) => new Date(region.world.nowMs + ms);

async function schedules(region: ScalingRegion) {
  const answer = await region.groups.send(
    new DescribeScheduledActionsCommand({ AutoScalingGroupName }),
  );
  return answer.ScheduledUpdateGroupActions ?? [];
}

describe("cron", () => {
  it.each([
    ["30 8 * * *", "UTC", "2026-11-20T09:00:00Z", "2026-11-21T08:30:00.000Z"],
    ["*/15 * * * *", "UTC", "2026-11-20T09:00:00Z", "2026-11-20T09:15:00.000Z"],
    ["0 9 * * MON-FRI", "UTC", "2026-11-20T09:00:00Z", "2026-11-23T09:00:00.000Z"],
    ["0 0 1 1,7 *", "UTC", "2026-11-20T09:00:00Z", "2027-01-01T00:00:00.000Z"],
    ["0 0 29 FEB *", "UTC", "2026-11-20T09:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["0 12 13 * 5", "UTC", "2026-11-20T13:00:00Z", "2026-11-27T12:00:00.000Z"],
    ["0 6 * * 7", "UTC", "2026-11-20T09:00:00Z", "2026-11-22T06:00:00.000Z"],
    ["30 8 * * *", "Europe/Zurich", "2026-11-20T09:00:00Z", "2026-11-21T07:30:00.000Z"],
    ["30 8 * * *", "Europe/Zurich", "2026-07-20T09:00:00Z", "2026-07-21T06:30:00.000Z"],
    ["0 22 * * *", "America/New_York", "2026-11-20T09:00:00Z", "2026-11-21T03:00:00.000Z"],
    ["0 5 * * *", "Asia/Kolkata", "2026-11-20T09:00:00Z", "2026-11-20T23:30:00.000Z"],
    // Clocks are put forward over half past two on that night, and back to it in autumn.
    ["30 2 * * *", "Europe/Zurich", "2027-03-28T00:00:00Z", "2027-03-29T00:30:00.000Z"],
    ["30 2 * * *", "Europe/Zurich", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00.000Z"],
    ["30 2 * * *", "Europe/Zurich", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00.000Z"],
  ])("%s in %s after %s is %s", (text, timeZone, after, expected) => {
    const cron = parseCron(text);
    expect(cron).not.toBeNull();
    const atMs = cron && nextMatch(cron, timeZone, Date.parse(after));
    expect(new Date(atMs ?? 0).toISOString()).toBe(expected);
  });

  it("knows that some days never come", () => {
    const cron = parseCron("0 0 31 2 *");
    expect(cron && nextMatch(cron, "UTC", Date.UTC(2026, 1, 1))).toBeNull();
  });

  it.each([
    "",
    "* * * *",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "5-1 * * * *",
    "a * * * *",
    "*/0 * * * *",
    "0 0 * * * *",
  ])("refuses %j", (text) => expect(parseCron(text)).toBeNull());
});

describe("an action", () => {
  it("that acts once sets the sizes at its time, says so, and is gone", async () => {
    const region = await scalingRegion();
    await put(region, {
      StartTime: later(region, HOUR_MS),
      MinSize: 2,
      MaxSize: 8,
      DesiredCapacity: 5,
    });
    region.advance(59 * MINUTE_MS);
    expect(await desired(region)).toBe(3);
    region.advance(2 * MINUTE_MS);
    expect(await readGroup(region)).toMatchObject({ MinSize: 2, MaxSize: 8, DesiredCapacity: 5 });
    expect(await schedules(region)).toEqual([]);
    await until(region, allInService(region, 5), 5 * MINUTE_MS);
    expect((await activities(region))[0]?.Cause).toMatch(
      /^At \S+Z a scheduled action update of AutoScalingGroup constraints to min: 2, max: 8, desired: 5 changing the desired capacity from 3 to 5\. {2}At \S+Z the scheduled action morning executed\. Setting desired capacity from 3 to 5\. {2}At \S+Z an instance was started/,
    );
  });

  it("that recurs acts each time between its start and its end", async () => {
    const region = await scalingRegion();
    const [StartTime, EndTime] = [later(region, 12 * HOUR_MS), later(region, 40 * HOUR_MS)];
    await put(region, { Recurrence: "0 * * * *", StartTime, EndTime, DesiredCapacity: 5 });
    await put(region, {
      ScheduledActionName: "back",
      Recurrence: "30 * * * *",
      DesiredCapacity: 2,
    });
    region.advance(11 * HOUR_MS);
    expect(await desired(region)).toBe(2);
    const seen = new Set<number | undefined>();
    for (let step = 0; step < 12; step++) {
      region.advance(15 * MINUTE_MS);
      seen.add(await desired(region));
    }
    expect(seen).toEqual(new Set([2, 5]));
    region.advance(40 * HOUR_MS);
    expect((await schedules(region)).map((action) => action.ScheduledActionName)).toEqual(["back"]);
  });

  it("draws the desired capacity with the bounds", async () => {
    const region = await scalingRegion();
    await put(region, { StartTime: later(region, HOUR_MS), MinSize: 6 });
    region.advance(HOUR_MS + MINUTE_MS);
    expect(await readGroup(region)).toMatchObject({ MinSize: 6, DesiredCapacity: 6, MaxSize: 10 });
  });

  it("passes by while ScheduledActions is suspended", async () => {
    const region = await scalingRegion();
    const process = { AutoScalingGroupName, ScalingProcesses: ["ScheduledActions"] };
    await put(region, { Recurrence: "0 * * * *", DesiredCapacity: 5 });
    await region.groups.send(new SuspendProcessesCommand(process));
    region.advance(3 * HOUR_MS);
    expect(await desired(region)).toBe(3);
    await region.groups.send(new ResumeProcessesCommand(process));
    region.advance(MINUTE_MS);
    expect(await desired(region)).toBe(3);
    region.advance(HOUR_MS);
    expect(await desired(region)).toBe(5);
  });

  it("acts no more once it is deleted, and when it is put anew at the new time alone", async () => {
    const region = await scalingRegion();
    await put(region, { StartTime: later(region, HOUR_MS), DesiredCapacity: 5 });
    await put(region, { StartTime: later(region, 3 * HOUR_MS), DesiredCapacity: 4 });
    region.advance(2 * HOUR_MS);
    expect(await desired(region)).toBe(3);
    region.advance(2 * HOUR_MS);
    expect(await desired(region)).toBe(4);
    await put(region, { Recurrence: "0 * * * *", DesiredCapacity: 1 });
    const input = { AutoScalingGroupName, ScheduledActionName: "morning" };
    await region.groups.send(new DeleteScheduledActionCommand(input));
    region.advance(3 * HOUR_MS);
    expect(await desired(region)).toBe(4);
    await expect(region.groups.send(new DeleteScheduledActionCommand(input))).rejects.toMatchObject(
      { Code: "ValidationError" },
    );
  });
});

describe("batches", () => {
  it("do what they can, and tell what was refused", async () => {
    const region = await scalingRegion();
    const answer = await region.groups.send(
      new BatchPutScheduledUpdateGroupActionCommand({
        AutoScalingGroupName,
        ScheduledUpdateGroupActions: [
          { ScheduledActionName: "good", Recurrence: "0 8 * * *", DesiredCapacity: 4 },
          { ScheduledActionName: "bad", Recurrence: "now", DesiredCapacity: 4 },
        ],
      }),
    );
    expect(answer.FailedScheduledUpdateGroupActions).toMatchObject([
      { ScheduledActionName: "bad", ErrorCode: "ValidationError" },
    ]);
    expect(await schedules(region)).toMatchObject([
      { ScheduledActionName: "good", StartTime: expect.any(Date) as Date },
    ]);
    const deleted = await region.groups.send(
      new BatchDeleteScheduledActionCommand({
        AutoScalingGroupName,
        ScheduledActionNames: ["good", "bad"],
      }),
    );
    expect(deleted.FailedScheduledActions).toMatchObject([{ ScheduledActionName: "bad" }]);
    expect(await schedules(region)).toEqual([]);
  });
});

describe("refusals", () => {
  it.each([
    ["no size", () => ({ Recurrence: "0 8 * * *" })],
    ["no time", () => ({ DesiredCapacity: 4 })],
    ["an expression that is none", () => ({ Recurrence: "at dawn", DesiredCapacity: 4 })],
    [
      "a zone that is none",
      () => ({ Recurrence: "0 8 * * *", TimeZone: "Shire/Bree", DesiredCapacity: 4 }),
    ],
    ["the past", () => ({ StartTime: new Date(0), DesiredCapacity: 4 })],
    [
      "an end before the start",
      (now: number) => ({
        StartTime: new Date(now + 2 * HOUR_MS),
        EndTime: new Date(now + HOUR_MS),
        DesiredCapacity: 4,
      }),
    ],
    ["bounds the wrong way round", () => ({ Recurrence: "0 8 * * *", MinSize: 5, MaxSize: 2 })],
  ])("%s", async (_, wish) => {
    const region = await scalingRegion();
    await expect(put(region, wish(region.world.nowMs))).rejects.toMatchObject({
      Code: "ValidationError",
    });
  });

  it("two at the same time", async () => {
    const region = await scalingRegion();
    const StartTime = later(region, HOUR_MS);
    await put(region, { StartTime, DesiredCapacity: 4 });
    await expect(
      put(region, { ScheduledActionName: "twin", StartTime, DesiredCapacity: 5 }),
    ).rejects.toMatchObject({ name: "AlreadyExistsFault" });
  });
});
