/** Lifecycle hooks: tokens, heartbeats and their limit, deleted hooks, retained members, refusals. */
import {
  CompleteLifecycleActionCommand,
  DeleteAutoScalingGroupCommand,
  DeleteLifecycleHookCommand,
  DescribeLifecycleHooksCommand,
  PutLifecycleHookCommand,
  RecordLifecycleActionHeartbeatCommand,
  SetDesiredCapacityCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { beforeEach, describe, expect, it } from "vitest";
import { lifecycleActions } from "../../../../electron/practice/world/autoscaling/members/hooks.ts";
import {
  activities,
  allInService,
  createGroup,
  memberStates,
  MINUTE_MS,
  readGroup,
  until,
} from "../group-questions.ts";
import { smallRegion } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { AutoScalingGroupName, memberIds } from "./group-wishes.ts";

const LifecycleHookName = "inspect";
const LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
const TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
let region: SmallRegion;
beforeEach(() => (region = smallRegion()));

const put = (wishes: object) =>
  region.groups.send(
    new PutLifecycleHookCommand({
      AutoScalingGroupName,
      LifecycleHookName,
      LifecycleTransition: LAUNCHING,
      HeartbeatTimeout: 60,
      ...wishes,
    }),
  );

const answer = (wishes: object) =>
  region.groups.send(
    new CompleteLifecycleActionCommand({
      AutoScalingGroupName,
      LifecycleHookName,
      LifecycleActionResult: "CONTINUE",
      ...wishes,
    }),
  );

const isIn = (state: string) => async () => (await memberStates(region)).includes(state as never);

/** A group whose one member waits at its launch. */
async function waitingLaunch(wishes: object = {}): Promise<string> {
  await createGroup(region, { DesiredCapacity: 1, TargetGroupARNs: [] });
  await put(wishes);
  await until(region, isIn("Pending:Wait"), 2 * MINUTE_MS);
  return (await memberIds(region))[0] ?? "";
}

/** A group whose one member waits at its end. */
async function waitingEnd(group: object, hook: object = {}): Promise<string> {
  await createGroup(region, { DesiredCapacity: 1, TargetGroupARNs: [], ...group });
  await until(region, allInService(region, 1), 2 * MINUTE_MS);
  await put({ LifecycleTransition: TERMINATING, ...hook });
  const none = { AutoScalingGroupName, DesiredCapacity: 0 };
  await region.groups.send(new SetDesiredCapacityCommand(none));
  await until(region, isIn("Terminating:Wait"), MINUTE_MS);
  return (await memberIds(region))[0] ?? "";
}

describe("an answer", () => {
  it("is given with the token as well as with the instance", async () => {
    await waitingLaunch();
    const group = region.world.state.groups.get(AutoScalingGroupName);
    const [action] = group ? lifecycleActions(group) : [];
    expect(action?.token).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    await answer({ LifecycleActionToken: action?.token });
    await until(region, allInService(region, 1), MINUTE_MS);
  });

  it("is refused where nothing waits", async () => {
    const InstanceId = await waitingLaunch();
    await answer({ InstanceId });
    await expect(answer({ InstanceId })).rejects.toMatchObject({
      Code: "ValidationError",
      message: `No active Lifecycle Action found with instance ID ${InstanceId}`,
    });
    const LifecycleActionToken = "00000000-0000-4000-a000-000000000000";
    await expect(answer({ LifecycleActionToken })).rejects.toThrow(
      `No active Lifecycle Action found with token ${LifecycleActionToken}`,
    );
  });

  it("that abandons a launch is told in the activity with its token", async () => {
    const InstanceId = await waitingLaunch();
    await answer({ InstanceId, LifecycleActionResult: "ABANDON" });
    const abandoned = (await activities(region)).find((one) => one.StatusCode === "Cancelled");
    expect(abandoned?.StatusMessage).toMatch(
      /^Instance failed to complete user's Lifecycle Action: Lifecycle Action with token [0-9a-f-]{36} was abandoned: Lifecycle Action Completed with ABANDON Result$/,
    );
    expect(abandoned?.Description).toBe(
      `Launching a new EC2 instance: ${InstanceId}.  Status Reason: ${abandoned?.StatusMessage}`,
    );
  });
});

describe("a heartbeat", () => {
  const beat = (InstanceId: string) =>
    region.groups.send(
      new RecordLifecycleActionHeartbeatCommand({
        AutoScalingGroupName,
        LifecycleHookName,
        InstanceId,
      }),
    );

  it("puts the time-out off", async () => {
    const InstanceId = await waitingLaunch();
    for (let count = 0; count < 5; count++) {
      region.advance(45_000);
      await beat(InstanceId);
    }
    expect(await memberStates(region)).toEqual(["Pending:Wait"]);
    region.advance(61_000);
    const [failed] = (await activities(region)).filter((one) => one.StatusCode === "Cancelled");
    expect(failed?.StatusMessage).toMatch(/was abandoned: Heartbeat Timeout$/);
  });

  it("does so up to a hundred times the time-out", async () => {
    const InstanceId = await waitingLaunch({ HeartbeatTimeout: 30, DefaultResult: "CONTINUE" });
    const { LifecycleHooks = [] } = await region.groups.send(
      new DescribeLifecycleHooksCommand({ AutoScalingGroupName }),
    );
    expect(LifecycleHooks[0]?.GlobalTimeout).toBe(3000);
    for (let count = 0; count < 119; count++) {
      region.advance(25_000);
      await beat(InstanceId);
    }
    expect(await memberStates(region)).toEqual(["Pending:Wait"]);
    await until(region, allInService(region, 1), MINUTE_MS);
  });
});

describe("a hook that is deleted", () => {
  const remove = () =>
    region.groups.send(new DeleteLifecycleHookCommand({ AutoScalingGroupName, LifecycleHookName }));

  it("lets go of a launching member as abandoned", async () => {
    const InstanceId = await waitingLaunch();
    await remove();
    await until(region, allInService(region, 1), 5 * MINUTE_MS);
    expect(await memberIds(region)).not.toContain(InstanceId);
  });

  it("lets a terminating member go on", async () => {
    await waitingEnd({ InstanceLifecyclePolicy: retain });
    await remove();
    await until(region, async () => (await memberIds(region)).length === 0, 2 * MINUTE_MS);
  });
});

const retain = { RetentionTriggers: { TerminateHookAbandon: "retain" } } as const;

describe("a group that retains", () => {
  it.each(["abandoned", "timed out"])("keeps a member whose hook was %s", async (how) => {
    const InstanceId = await waitingEnd({ InstanceLifecyclePolicy: retain });
    if (how === "abandoned") await answer({ InstanceId, LifecycleActionResult: "ABANDON" });
    region.advance(60 * MINUTE_MS);
    expect(await memberStates(region)).toEqual(["Terminating:Retained"]);
    expect(region.world.state.instances.get(InstanceId)?.state).toBe("running");
    await region.groups.send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId,
        ShouldDecrementDesiredCapacity: true,
      }),
    );
    expect((await readGroup(region))?.DesiredCapacity).toBe(0);
    await until(region, async () => (await memberIds(region)).length === 0, 2 * MINUTE_MS);
  });

  it("does not count it towards the desired capacity, and loses it with the group", async () => {
    const InstanceId = await waitingEnd({ InstanceLifecyclePolicy: retain });
    await answer({ InstanceId, LifecycleActionResult: "ABANDON" });
    const one = { AutoScalingGroupName, DesiredCapacity: 1 };
    await region.groups.send(new SetDesiredCapacityCommand(one));
    await until(region, isIn("InService"), 2 * MINUTE_MS);
    expect(await memberIds(region)).toHaveLength(2);
    const group = { AutoScalingGroupName, ForceDelete: true };
    await region.groups.send(new DeleteAutoScalingGroupCommand(group));
    await until(region, async () => (await readGroup(region)) === null, 5 * MINUTE_MS);
    expect(region.world.state.instances.get(InstanceId)?.state).toBe("terminated");
  });

  it("ends it where the hook says that it may go on", async () => {
    await waitingEnd({ InstanceLifecyclePolicy: retain }, { DefaultResult: "CONTINUE" });
    await until(region, async () => (await memberIds(region)).length === 0, 4 * MINUTE_MS);
  });
});

it.each([
  ["a heartbeat below 30 s", { HeartbeatTimeout: 29 }],
  ["a heartbeat above two hours", { HeartbeatTimeout: 7201 }],
  ["another transition", { LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCH" }],
  ["another result", { DefaultResult: "RETRY" }],
  ["a name with a space", { LifecycleHookName: "in spect" }],
])("a hook with %s is refused", async (_, wishes) => {
  await createGroup(region, { DesiredCapacity: 0 });
  await expect(put(wishes)).rejects.toMatchObject({ Code: "ValidationError" });
});
