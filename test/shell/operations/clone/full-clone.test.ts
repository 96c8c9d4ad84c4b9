/** A new group beside the old one is a full clone, on the practice world through the real SDK. */
import {
  PutScheduledUpdateGroupActionCommand,
  PutLifecycleHookCommand,
} from "@aws-sdk/client-auto-scaling";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../../../shared/model/plan.ts";
import { until } from "../console.ts";
import { aDressedFleet, TOPIC } from "./dressed-fleet.ts";

const DONE = "Everything in the plan is done.";
const why = { reason: "release", changeNumber: null };
const toOf = ({ groups }: Plan) => {
  if (!groups) throw new Error("The plan has groups");
  return groups.to;
};

describe("a fleet with everything on its group", () => {
  it("is replaced, and the new group has all of it, letter by letter", async () => {
    const { region, carryOut, aReplacement, name, journal } = await aDressedFleet(
      "policies",
      "schedules",
      "hooks",
      "notifications",
      "pool",
    );
    const { reader } = region.cloud;
    const plan = await aReplacement();
    const to = toOf(plan);
    const detail = await carryOut(plan);
    expect(detail.outcome).toBe(DONE);
    const [old, fresh] = [await reader.groupExtras(name), await reader.groupExtras(to)];
    expect(fresh.lifecycleHooks).toEqual(old.lifecycleHooks);
    expect(fresh.lifecycleHooks).toHaveLength(2);
    expect(fresh.notifications).toEqual(old.notifications);
    expect(fresh.notifications).toHaveLength(1);
    expect(fresh.scheduledActions).toEqual(old.scheduledActions);
    expect(fresh.scheduledActions).toHaveLength(2);
    expect(fresh.warmPool).toEqual(old.warmPool);
    expect(fresh.warmPool).not.toBeNull();
    const definitions = (extras: typeof old) =>
      extras.scalingPolicies.map(({ name: policy, definition }) => [policy, definition]);
    expect(definitions(fresh)).toEqual(definitions(old));
    expect(fresh.scalingPolicies).toHaveLength(4);
    const arns = fresh.scalingPolicies.flatMap(({ alarms, arn }) =>
      alarms.length > 0 ? [arn] : [],
    );
    const [alarm] = await reader.alarmDefinitions([`payments-cpu-high-${to}`]);
    expect(alarm?.definition).toMatchObject({
      Dimensions: [{ Name: "AutoScalingGroupName", Value: to }],
      Threshold: 99,
      OKActions: [TOPIC],
      Tags: [{ Key: "team", Value: "payments" }],
    });
    expect(new Set(alarm?.definition["AlarmActions"] as string[])).toEqual(
      new Set([...arns, TOPIC]),
    );
    const puts = journal.evidence
      .intents(detail.id)
      .filter(({ call }) => call.call.startsWith("Put"));
    expect(puts).toHaveLength(11);
  });

  it("keeps its mixed instances and its spot share, with the new template version", async () => {
    const { region, carryOut, aReplacement, name } = await aDressedFleet("spot");
    const plan = await aReplacement();
    expect((await carryOut(plan)).outcome).toBe(DONE);
    const [old, fresh] = await Promise.all(
      [name, toOf(plan)].map((each) => region.cloud.reader.groupAsDescribed(each)),
    );
    const before = JSON.stringify(old?.["MixedInstancesPolicy"]);
    const version = /"Version":"(\d+)"/.exec(before)?.[1] ?? "";
    const after = JSON.stringify(fresh?.["MixedInstancesPolicy"]);
    const next = /"Version":"(\d+)"/.exec(after)?.[1] ?? "";
    expect(Number(next)).toBeGreaterThan(Number(version));
    expect(after).toBe(before.replaceAll(`"Version":"${version}"`, `"Version":"${next}"`));
  });
});

describe("a colleague's hand on the clone in the middle", () => {
  it("is found before anything is taken from the old group, and said; set right, it goes on", async () => {
    const { region, operations, ended, aReplacement, name, groups } = await aDressedFleet(
      "hooks",
      "schedules",
    );
    const plan = await aReplacement();
    const to = toOf(plan);
    const hook = (HeartbeatTimeout: number) =>
      new PutLifecycleHookCommand({
        AutoScalingGroupName: to,
        LifecycleHookName: "drain",
        HeartbeatTimeout,
      });
    const id = operations.start(plan, why);
    await until(operations, () => (operations.detail(id)?.samples.at(-1)?.to ?? 0) > 1);
    await groups.send(hook(900));
    const stuck = () =>
      operations.detail(id)?.steps.find(({ status }) => status === "stuck")?.stuck;
    await until(operations, () => stuck() !== undefined);
    expect(stuck()?.cause).toContain("LifecycleHook drain.HeartbeatTimeout: 30 -> 900");
    const [old] = await region.cloud.reader.groups([name]);
    expect(old?.suspended).toEqual([]);
    expect(old?.settings.targetGroupArns.length).toBeGreaterThan(0);
    await groups.send(hook(30));
    expect((await ended(id)).outcome).toBe(DONE);
  });

  it("is found where he adds what the old group never had", async () => {
    const { operations, aReplacement, groups } = await aDressedFleet();
    const plan = await aReplacement();
    const id = operations.start(plan, why);
    await until(operations, () => (operations.detail(id)?.samples.at(-1)?.to ?? 0) > 1);
    await groups.send(
      new PutScheduledUpdateGroupActionCommand({
        AutoScalingGroupName: toOf(plan),
        ScheduledActionName: "nightly",
        Recurrence: "0 1 * * *",
        DesiredCapacity: 0,
      }),
    );
    const stuck = () =>
      operations.detail(id)?.steps.find(({ status }) => status === "stuck")?.stuck;
    await until(operations, () => stuck() !== undefined);
    expect(stuck()?.cause).toContain("ScheduledAction nightly: not there -> set");
    await operations.stop(id, "seen enough");
  });
});
