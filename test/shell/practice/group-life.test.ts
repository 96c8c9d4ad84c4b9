/** A group's life in virtual time: it grows, shrinks, obeys suspended processes, keeps protected members, ends. */
import {
  DeleteAutoScalingGroupCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
  ResumeProcessesCommand,
  SetDesiredCapacityCommand,
  SetInstanceProtectionCommand,
  SuspendProcessesCommand,
  TerminateInstanceInAutoScalingGroupCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, it } from "vitest";
import {
  activities,
  allInService,
  createGroup,
  memberStates,
  MINUTE_MS,
  readGroup,
  until,
} from "./group-questions.ts";
import { smallRegion, ZONES } from "./small-region.ts";
import type { SmallRegion } from "./small-region.ts";

const AutoScalingGroupName = "shop-v001";
let region: SmallRegion;

beforeEach(async () => {
  region = smallRegion();
  await createGroup(region);
});

const setDesired = (DesiredCapacity: number) =>
  region.groups.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));

describe("scaling out", () => {
  it("does nothing for some seconds, then launches, then is in service", async () => {
    region.advance(8000);
    expect(await memberStates(region)).toEqual([]);
    region.advance(4000);
    expect(await memberStates(region)).toEqual(["Pending", "Pending", "Pending"]);
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
  });

  it("spreads members over the zones and resolves the template's version to a number", async () => {
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    const members = (await readGroup(region))?.Instances ?? [];
    expect(new Set(members.map((member) => member.AvailabilityZone))).toEqual(new Set(ZONES));
    expect(members.map((member) => member.LaunchTemplate?.Version)).toEqual(["1", "1", "1"]);
  });

  it("tags the servers with the group's propagating tags and AWS's own", async () => {
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    const { Reservations = [] } = await region.ec2.send(new DescribeInstancesCommand({}));
    const pairs = (Reservations[0]?.Instances?.[0]?.Tags ?? []).map(({ Key, Value }) => [
      Key,
      Value,
    ]);
    const tags = Object.fromEntries(pairs) as Record<string, string>;
    expect(tags).toMatchObject({
      app: "shop",
      "aws:autoscaling:groupName": "shop-v001",
      "aws:ec2launchtemplate:id": region.template.id,
      "aws:ec2launchtemplate:version": "1",
    });
  });

  it("writes an activity with its cause", async () => {
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    await setDesired(4);
    await until(region, allInService(region, 4), 2 * MINUTE_MS);
    const [newest] = await activities(region);
    expect(newest).toMatchObject({ StatusCode: "Successful", Progress: 100 });
    expect(newest?.Description).toMatch(/^Launching a new EC2 instance: i-0/);
    expect(newest?.Cause).toMatch(
      /^At \S+Z a user request explicitly set group desired capacity changing the desired capacity from 3 to 4\. {2}At \S+Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 3 to 4\.$/,
    );
  });

  it("refuses a capacity above the maximum in AWS's words", async () => {
    await expect(setDesired(21)).rejects.toMatchObject({
      name: "ValidationError",
      message: "New SetDesiredCapacity value 21 is above max value 20 for the AutoScalingGroup.",
    });
  });
});

describe("scaling in", () => {
  beforeEach(() => until(region, allInService(region, 3), 2 * MINUTE_MS));

  it("drains, then terminates, and the servers are gone", async () => {
    await setDesired(1);
    region.advance(12_000);
    const states = await memberStates(region);
    expect(states.filter((state) => state === "InService")).toHaveLength(1);
    expect(states.filter((state) => state === "Terminating")).toHaveLength(2);
    expect((await activities(region))[0]?.StatusCode).toBe("WaitingForELBConnectionDraining");
    await until(region, allInService(region, 1), 4 * MINUTE_MS);
    const [newest] = await activities(region);
    expect(newest?.Cause).toMatch(
      /shrinking the capacity from \d to \d\. {2}At \S+ instance i-\w+ was selected/,
    );
  });

  it("ends the members of the older template version first", async () => {
    const LaunchTemplate = { LaunchTemplateId: region.template.id, Version: "2" };
    await region.groups.send(
      new UpdateAutoScalingGroupCommand({
        AutoScalingGroupName,
        LaunchTemplate,
        DesiredCapacity: 6,
      }),
    );
    await until(region, allInService(region, 6), 3 * MINUTE_MS);
    await setDesired(3);
    await until(region, allInService(region, 3), 4 * MINUTE_MS);
    const members = (await readGroup(region))?.Instances ?? [];
    expect(members.map((member) => member.LaunchTemplate?.Version)).toEqual(["2", "2", "2"]);
  });

  it("keeps protected members, and says so", async () => {
    const ids = ((await readGroup(region))?.Instances ?? []).map(
      (member) => member.InstanceId ?? "",
    );
    await region.groups.send(
      new SetInstanceProtectionCommand({
        AutoScalingGroupName,
        InstanceIds: ids,
        ProtectedFromScaleIn: true,
      }),
    );
    await setDesired(1);
    region.advance(5 * MINUTE_MS);
    expect(await memberStates(region)).toHaveLength(3);
    expect((await activities(region))[0]?.StatusMessage).toContain(
      "all remaining instances are protected",
    );
  });

  it("takes one member out with its place", async () => {
    const InstanceId = (await readGroup(region))?.Instances?.[0]?.InstanceId;
    const { Activity } = await region.groups.send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId,
        ShouldDecrementDesiredCapacity: true,
      }),
    );
    expect(Activity?.Description).toBe(`Terminating EC2 instance: ${InstanceId}`);
    await until(region, allInService(region, 2), 4 * MINUTE_MS);
    expect((await readGroup(region))?.DesiredCapacity).toBe(2);
  });
});

describe("suspended processes", () => {
  it("launches nothing while Launch is suspended, and does on resuming", async () => {
    await region.groups.send(
      new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses: ["Launch"] }),
    );
    region.advance(5 * MINUTE_MS);
    expect(await memberStates(region)).toEqual([]);
    const [suspended] = (await readGroup(region))?.SuspendedProcesses ?? [];
    expect(suspended?.SuspensionReason).toMatch(/^User suspended at \S+Z$/);
    await region.groups.send(
      new ResumeProcessesCommand({ AutoScalingGroupName, ScalingProcesses: ["Launch"] }),
    );
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
  });

  it("ends nothing while Terminate is suspended", async () => {
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    await region.groups.send(
      new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses: ["Terminate"] }),
    );
    await setDesired(1);
    region.advance(5 * MINUTE_MS);
    expect(await memberStates(region)).toEqual(["InService", "InService", "InService"]);
  });
});

describe("standby", () => {
  it("goes out of service alive, and comes back", async () => {
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    const InstanceIds = [(await readGroup(region))?.Instances?.[0]?.InstanceId ?? ""];
    const wish = { AutoScalingGroupName, InstanceIds };
    await region.groups.send(
      new EnterStandbyCommand({ ...wish, ShouldDecrementDesiredCapacity: true }),
    );
    const inStandby = async () => (await memberStates(region)).includes("Standby");
    await until(region, inStandby, 3 * MINUTE_MS);
    expect((await readGroup(region))?.DesiredCapacity).toBe(2);
    await region.groups.send(new ExitStandbyCommand(wish));
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
  });
});

describe("deleting", () => {
  const remove = (ForceDelete: boolean) =>
    region.groups.send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName, ForceDelete }));

  it("is refused while there are members, unless forced", async () => {
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    await expect(remove(false)).rejects.toMatchObject({
      name: "ResourceInUseFault",
      Code: "ResourceInUse",
    });
  });

  it("shows its status for a while, then forgets the group and keeps its activities", async () => {
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    await remove(true);
    expect(await readGroup(region)).toMatchObject({
      Status: "Delete in progress",
      DesiredCapacity: 0,
    });
    await until(region, async () => (await readGroup(region)) === null, 10 * MINUTE_MS);
    expect((await activities(region)).length).toBe(6);
  });

  it("is refused a second name alike", async () => {
    await expect(createGroup(region)).rejects.toMatchObject({
      Code: "AlreadyExists",
      message:
        "AutoScalingGroup by this name already exists - A group with the name shop-v001 already exists",
    });
  });
});
