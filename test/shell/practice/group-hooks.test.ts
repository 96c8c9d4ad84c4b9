/** Lifecycle hooks: members wait, and go on or end as they are answered. */
import {
  CompleteLifecycleActionCommand,
  PutLifecycleHookCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import { beforeEach, expect, it } from "vitest";
import {
  activities,
  allInService,
  createGroup,
  memberStates,
  MINUTE_MS,
  readGroup,
  until,
} from "./group-questions.ts";
import { smallRegion } from "./small-region.ts";
import type { SmallRegion } from "./small-region.ts";

const AutoScalingGroupName = "shop-v001";
let region: SmallRegion;

beforeEach(async () => {
  region = smallRegion();
  await createGroup(region, { DesiredCapacity: 1 });
});

const putHook = (LifecycleTransition: string, DefaultResult: string) =>
  region.groups.send(
    new PutLifecycleHookCommand({
      AutoScalingGroupName,
      LifecycleHookName: "inspect",
      LifecycleTransition,
      HeartbeatTimeout: 300,
      DefaultResult,
    }),
  );

const isIn = (state: string) => async () => (await memberStates(region)).includes(state as never);

it("a launching member waits for its answer", async () => {
  await putHook("autoscaling:EC2_INSTANCE_LAUNCHING", "ABANDON");
  await until(region, isIn("Pending:Wait"), 2 * MINUTE_MS);
  expect((await activities(region))[0]?.StatusCode).toBe("MidLifecycleAction");
  const InstanceId = (await readGroup(region))?.Instances?.[0]?.InstanceId;
  const answer = { AutoScalingGroupName, LifecycleHookName: "inspect", InstanceId };
  await region.groups.send(
    new CompleteLifecycleActionCommand({ ...answer, LifecycleActionResult: "CONTINUE" }),
  );
  await until(region, allInService(region, 1), MINUTE_MS);
});

it("a launching member that nobody answers for is abandoned and replaced", async () => {
  await putHook("autoscaling:EC2_INSTANCE_LAUNCHING", "ABANDON");
  await until(region, isIn("Pending:Wait"), 2 * MINUTE_MS);
  region.advance(301_000);
  const cancelled = (await activities(region)).find(
    (activity) => activity.StatusCode === "Cancelled",
  );
  expect(cancelled?.StatusMessage).toMatch(/ was abandoned: Heartbeat Timeout$/);
  await until(region, async () => (await activities(region)).length >= 3, 5 * MINUTE_MS);
});

it("a terminating member waits, and ends whatever the answer is", async () => {
  await until(region, allInService(region, 1), 2 * MINUTE_MS);
  await putHook("autoscaling:EC2_INSTANCE_TERMINATING", "CONTINUE");
  await region.groups.send(
    new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 0 }),
  );
  await until(region, isIn("Terminating:Wait"), MINUTE_MS);
  region.advance(4 * MINUTE_MS);
  expect(await memberStates(region)).toEqual(["Terminating:Wait"]);
  await until(region, async () => (await memberStates(region)).length === 0, 5 * MINUTE_MS);
});
