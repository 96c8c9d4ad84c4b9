/** Suspended processes, each honoured, and what activities say of all that a group does. */
import {
  DescribeScalingActivitiesCommand,
  ResumeProcessesCommand,
  SetDesiredCapacityCommand,
  SetInstanceHealthCommand,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { StopInstancesCommand } from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, it } from "vitest";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import {
  activities,
  allInService,
  createGroup,
  memberStates,
  MINUTE_MS,
  readGroup,
  targetStates,
  until,
} from "../group-questions.ts";
import { smallRegion } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { AutoScalingGroupName, memberIds, mixed, refuse } from "./group-wishes.ts";

let region: SmallRegion;
beforeEach(() => (region = smallRegion()));

const suspend = (...ScalingProcesses: string[]) =>
  region.groups.send(new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses }));
const resume = (...ScalingProcesses: string[]) =>
  region.groups.send(new ResumeProcessesCommand({ AutoScalingGroupName, ScalingProcesses }));
const setDesired = (DesiredCapacity: number) =>
  region.groups.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));

async function spoil(): Promise<string> {
  const [InstanceId = ""] = await memberIds(region);
  const wish = { InstanceId, HealthStatus: "Unhealthy", ShouldRespectGracePeriod: false };
  await region.groups.send(new SetInstanceHealthCommand(wish));
  return InstanceId;
}

async function three(wishes: object = {}) {
  await createGroup(region, wishes);
  await until(region, allInService(region, 3), 3 * MINUTE_MS);
}

describe("a suspended process", () => {
  it("is all of them where none is named, each with AWS's reason", async () => {
    await three();
    await suspend();
    const { SuspendedProcesses = [] } = (await readGroup(region)) ?? {};
    expect(SuspendedProcesses).toHaveLength(9);
    for (const { SuspensionReason } of SuspendedProcesses)
      expect(SuspensionReason).toMatch(/^User suspended at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    await resume();
    expect((await readGroup(region))?.SuspendedProcesses).toEqual([]);
  });

  it("ReplaceUnhealthy leaves the unhealthy in service, until it is resumed", async () => {
    await three();
    await suspend("ReplaceUnhealthy");
    const id = await spoil();
    region.advance(20 * MINUTE_MS);
    expect(await memberStates(region)).toEqual(["InService", "InService", "InService"]);
    await resume("ReplaceUnhealthy");
    await until(region, async () => !(await memberIds(region)).includes(id), 10 * MINUTE_MS);
  });

  it("Launch lets the unhealthy end, without replacing them", async () => {
    await three();
    await suspend("Launch");
    await spoil();
    region.advance(20 * MINUTE_MS);
    expect(await memberStates(region)).toEqual(["InService", "InService"]);
  });

  it("HealthCheck notices nothing of a stopped server, until it is resumed", async () => {
    await three();
    await suspend("HealthCheck");
    const [id = ""] = await memberIds(region);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    region.advance(20 * MINUTE_MS);
    expect(await memberIds(region)).toContain(id);
    await resume("HealthCheck");
    await until(region, async () => !(await memberIds(region)).includes(id), 10 * MINUTE_MS);
  });

  it("AddToLoadBalancer leaves servers out of the traffic, also once it is resumed", async () => {
    await createGroup(region);
    await suspend("AddToLoadBalancer");
    await until(region, allInService(region, 3), 3 * MINUTE_MS);
    await resume("AddToLoadBalancer");
    region.advance(10 * MINUTE_MS);
    expect(await targetStates(region)).toEqual([]);
  });

  it("is refused by a name that AWS does not know", async () => {
    await three();
    await expect(suspend("Breathe")).rejects.toMatchObject({ Code: "ValidationError" });
  });
});

describe("activities", () => {
  const describeThem = async (wishes: object) =>
    (
      await region.groups.send(
        new DescribeScalingActivitiesCommand({ AutoScalingGroupName, ...wishes }),
      )
    ).Activities ?? [];

  it("of a change tell who changed what, and what they do together", async () => {
    await three();
    await setDesired(1);
    await until(region, allInService(region, 1), 5 * MINUTE_MS);
    const causes = (await activities(region)).map(({ Cause = "" }) =>
      Cause.replaceAll(/\d{4}-\S+Z/g, "T"),
    );
    expect(new Set(causes.slice(2))).toEqual(
      new Set([
        "At T a user request created an AutoScalingGroup changing the desired capacity from 0 to 3.  " +
          "At T an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 0 to 3.",
      ]),
    );
    expect(causes[0]).toMatch(
      /^At T a user request explicitly set group desired capacity changing the desired capacity from 3 to 1\. {2}At T an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from 3 to 1\.( {2}At T instance i-\w+ was selected for termination\.){2}$/,
    );
    expect(causes[1]).toBe(causes[0]);
  });

  it("are found by their status and by when they began, page by page", async () => {
    await three();
    refuse(region, () => true);
    const from = new Date(region.world.nowMs).toISOString();
    await setDesired(4);
    region.advance(MINUTE_MS);
    const failed = await describeThem({ Filters: [{ Name: "Status", Values: ["Failed"] }] });
    expect(failed).toHaveLength(3);
    const late = await describeThem({ Filters: [{ Name: "StartTimeLowerBound", Values: [from] }] });
    const early = await describeThem({
      Filters: [{ Name: "StartTimeUpperBound", Values: [from] }],
    });
    expect([late.length, early.length]).toEqual([3, 3]);
    const page = await region.groups.send(
      new DescribeScalingActivitiesCommand({ AutoScalingGroupName, MaxRecords: 4 }),
    );
    const rest = await describeThem({ NextToken: page.NextToken });
    expect([page.Activities?.length, rest.length]).toEqual([4, 2]);
    const odd = { Filters: [{ Name: "Mood", Values: ["good"] }] };
    await expect(describeThem(odd)).rejects.toMatchObject({ Code: "ValidationError" });
  });

  it("are kept for six weeks", async () => {
    await three({ TargetGroupARNs: [] });
    region.advance(43 * 24 * 60 * MINUTE_MS);
    await setDesired(4);
    await until(region, allInService(region, 4), 3 * MINUTE_MS);
    expect(await activities(region)).toHaveLength(1);
  });
});

it("the same history follows after a restore, also in the middle of everything", async () => {
  const overrides = [
    { InstanceType: "c7i.xlarge", WeightedCapacity: "2" },
    { InstanceType: "c7i.large", WeightedCapacity: "1" },
  ];
  const distribution = { OnDemandPercentageAboveBaseCapacity: 50 };
  await createGroup(region, { ...mixed(region, overrides, distribution), DesiredCapacity: 9 });
  region.advance(4 * MINUTE_MS);
  await spoil();
  await setDesired(5);
  region.advance(30_000);
  const saved = JSON.stringify(region.world.toJSON());
  const second = restorePracticeWorld(JSON.parse(saved) as WorldJson);
  const laterMs = region.world.nowMs + 90 * MINUTE_MS;
  for (const world of [region.world, second]) world.advanceTo(laterMs);
  expect(JSON.stringify(second.toJSON())).toBe(JSON.stringify(region.world.toJSON()));
});
