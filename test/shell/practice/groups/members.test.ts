/** Single members: attached, detached, in standby, protected, ended; what is refused, and how it is told. */
import {
  AttachInstancesCommand,
  DetachInstancesCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
  SetInstanceHealthCommand,
  SetInstanceProtectionCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { RunInstancesCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, it } from "vitest";
import {
  activities,
  allInService,
  createGroup,
  MINUTE_MS,
  readGroup,
  targetStates,
  until,
} from "../group-questions.ts";
import { GOOD_IMAGE, smallRegion, SUBNETS } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { AutoScalingGroupName, memberIds, members } from "./group-wishes.ts";

let region: SmallRegion;

beforeEach(async () => {
  region = smallRegion();
  await createGroup(region, { MaxSize: 4, MinSize: 2, DesiredCapacity: 3 });
  await until(region, allInService(region, 3), 3 * MINUTE_MS);
});

async function runServer(): Promise<string> {
  const { Instances = [] } = await region.ec2.send(
    new RunInstancesCommand({
      ImageId: GOOD_IMAGE,
      InstanceType: "m6i.large",
      SubnetId: SUBNETS[0],
      MinCount: 1,
      MaxCount: 1,
    }),
  );
  region.advance(MINUTE_MS);
  return Instances[0]?.InstanceId ?? "";
}

const attach = (...InstanceIds: string[]) =>
  region.groups.send(new AttachInstancesCommand({ AutoScalingGroupName, InstanceIds }));
const detach = (InstanceIds: string[], ShouldDecrementDesiredCapacity: boolean) =>
  region.groups.send(
    new DetachInstancesCommand({
      AutoScalingGroupName,
      InstanceIds,
      ShouldDecrementDesiredCapacity,
    }),
  );
const enter = (InstanceIds: string[], ShouldDecrementDesiredCapacity: boolean) =>
  region.groups.send(
    new EnterStandbyCommand({ AutoScalingGroupName, InstanceIds, ShouldDecrementDesiredCapacity }),
  );
const exit = (InstanceIds: string[]) =>
  region.groups.send(new ExitStandbyCommand({ AutoScalingGroupName, InstanceIds }));
const end = (InstanceId: string, ShouldDecrementDesiredCapacity: boolean) =>
  region.groups.send(
    new TerminateInstanceInAutoScalingGroupCommand({ InstanceId, ShouldDecrementDesiredCapacity }),
  );

describe("attaching", () => {
  it("makes a server a member, a target, and the group one larger", async () => {
    const id = await runServer();
    await attach(id);
    await until(region, allInService(region, 4), MINUTE_MS);
    const member = (await members(region)).find(({ InstanceId }) => InstanceId === id);
    expect(member?.LaunchTemplate).toBeUndefined();
    expect((await readGroup(region))?.DesiredCapacity).toBe(4);
    expect(await targetStates(region)).toHaveLength(4);
    expect((await activities(region))[0]).toMatchObject({
      Description: `Attaching an existing EC2 instance: ${id}`,
      StatusCode: "Successful",
    });
    expect((await activities(region))[0]?.Cause).toMatch(
      /^At \S+Z an instance was added in response to user request\. Keeping the capacity at the new 4\.$/,
    );
    expect(region.world.state.instances.get(id)?.tags["aws:autoscaling:groupName"]).toBe(
      AutoScalingGroupName,
    );
  });

  it("makes it a member like the others: it is replaced when it ends", async () => {
    const id = await runServer();
    await attach(id);
    await until(region, allInService(region, 4), MINUTE_MS);
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    await until(region, async () => !(await memberIds(region)).includes(id), 10 * MINUTE_MS);
    await until(region, allInService(region, 4), 5 * MINUTE_MS);
  });

  it("is refused above the maximum, of members, of the unknown, and of more than twenty", async () => {
    const two = [await runServer(), await runServer()];
    await expect(attach(...two)).rejects.toMatchObject({
      Code: "ValidationError",
      message: `AutoScalingGroup ${AutoScalingGroupName} has min-size=2, max-size=4, and desired-size=3. To attach 2 instances, please update the AutoScalingGroup sizes appropriately.`,
    });
    const [member = ""] = await memberIds(region);
    await expect(attach(member)).rejects.toThrow(/is already part of AutoScalingGroup/);
    await expect(attach("i-0123456789abcdef0")).rejects.toThrow(/does not exist/);
    const many = Array.from({ length: 21 }, (_, index) => `i-${String(index).padStart(17, "0")}`);
    await expect(attach(...many)).rejects.toThrow(/at most 20/);
  });
});

describe("detaching", () => {
  it("leaves a server that nobody owns, which may be attached again", async () => {
    const [id = ""] = await memberIds(region);
    const { Activities = [] } = await detach([id], true);
    expect(Activities[0]).toMatchObject({
      Description: `Detaching EC2 instance: ${id}`,
      Progress: 50,
    });
    expect(Activities[0]?.Cause).toMatch(
      /was detached in response to a user request, shrinking the capacity from 3 to 2\.$/,
    );
    await until(region, allInService(region, 2), 3 * MINUTE_MS);
    await attach(id);
    await until(region, allInService(region, 3), MINUTE_MS);
  });

  it("replaces it where its place stays", async () => {
    const [id = ""] = await memberIds(region);
    await detach([id], false);
    await until(region, allInService(region, 3), 5 * MINUTE_MS);
    expect(await memberIds(region)).not.toContain(id);
  });
});

describe("standby", () => {
  it("tells both ways as AWS does", async () => {
    const [id = ""] = await memberIds(region);
    const { Activities: [moved] = [] } = await enter([id], true);
    expect(moved).toMatchObject({
      Description: `Moving EC2 instance to Standby: ${id}`,
      StatusCode: "WaitingForELBConnectionDraining",
      Progress: 50,
    });
    expect(moved?.Cause).toMatch(
      /instance \S+ was moved to standby in response to a user request, shrinking the capacity from 3 to 2\.$/,
    );
    await until(
      region,
      async () => (await members(region))[0]?.LifecycleState === "Standby",
      3 * MINUTE_MS,
    );
    const { Activities: [back] = [] } = await exit([id]);
    expect(back).toMatchObject({ StatusCode: "PreInService", Progress: 30 });
    expect(back?.Cause).toMatch(
      /was moved out of standby in response to a user request, increasing the capacity from 2 to 3\.$/,
    );
  });

  it("is refused below the minimum, and of members in other states", async () => {
    const ids = await memberIds(region);
    await expect(enter(ids.slice(0, 2), true)).rejects.toThrow(
      `AutoScalingGroup ${AutoScalingGroupName} has min-size=2, max-size=4, and desired-size=3. To place into standby 2 instances, please update the AutoScalingGroup sizes appropriately.`,
    );
    await expect(exit(ids.slice(0, 1))).rejects.toThrow(
      `The instance ${ids[0]} is not in Standby.`,
    );
    await enter(ids.slice(0, 1), false);
    await expect(detach(ids.slice(0, 1), false)).rejects.toThrow(
      `The instance ${ids[0]} is not in InService or Standby.`,
    );
    await expect(enter(["i-0123456789abcdef0"], false)).rejects.toThrow(
      `The instance i-0123456789abcdef0 is not part of Auto Scaling group ${AutoScalingGroupName}.`,
    );
  });
});

describe("ending a member", () => {
  it("is refused below the minimum, and while it ends already", async () => {
    const [first = "", second = ""] = await memberIds(region);
    await end(first, true);
    await expect(end(first, true)).rejects.toMatchObject({ Code: "ScalingActivityInProgress" });
    await expect(end(second, true)).rejects.toThrow(
      /^Currently, desiredSize equals minSize \(2\)\./,
    );
  });

  it("is not held up by protection, and says what became of the capacity", async () => {
    const InstanceIds = (await memberIds(region)).slice(0, 1);
    const [id = ""] = InstanceIds;
    const protect = { AutoScalingGroupName, InstanceIds, ProtectedFromScaleIn: true };
    await region.groups.send(new SetInstanceProtectionCommand(protect));
    const { Activity } = await end(id, true);
    expect(Activity?.Cause).toMatch(
      /was taken out of service in response to a user request, shrinking the capacity from 3 to 2\.$/,
    );
  });
});

describe("a member's health", () => {
  it("that is impaired is waited for some minutes, then it is replaced", async () => {
    region.world.mishaps = {
      refuseLaunch: () => null,
      atBoot: (context) => context,
      statusChecks: () => "impaired",
    };
    await createGroup(region, { AutoScalingGroupName: "ill", DesiredCapacity: 1 });
    region.advance(4 * MINUTE_MS);
    expect((await readGroup(region, "ill"))?.Instances?.[0]).toMatchObject({
      LifecycleState: "InService",
      HealthStatus: "Healthy",
    });
    region.advance(6 * MINUTE_MS);
    const causes = [...region.world.state.activities.values()].map(({ cause }) => cause);
    expect(causes).toContainEqual(
      expect.stringMatching(/in response to an EC2 instance status checks failure\.$/),
    );
  });

  it("is either of two words", async () => {
    const [InstanceId] = await memberIds(region);
    const wish = { InstanceId, HealthStatus: "Ill" };
    await expect(region.groups.send(new SetInstanceHealthCommand(wish))).rejects.toMatchObject({
      Code: "ValidationError",
    });
  });
});
