/** The maximum lifetime of a group's members. */
import {
  SetInstanceProtectionCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, it } from "vitest";
import { activities, MINUTE_MS, readGroup } from "../group-questions.ts";
import { GROUP, scalingRegion } from "./scaling-region.ts";
import type { ScalingRegion } from "./scaling-region.ts";

const DAY_MS = 24 * 60 * MINUTE_MS;
const AutoScalingGroupName = GROUP;

const limit = (region: ScalingRegion, MaxInstanceLifetime: number) =>
  region.groups.send(
    new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MaxInstanceLifetime }),
  );

const members = async (region: ScalingRegion) =>
  ((await readGroup(region))?.Instances ?? []).map(({ InstanceId = "" }) => InstanceId);

it("replaces members one at a time when their time is up, again and again", async () => {
  const region = await scalingRegion();
  const first = await members(region);
  await limit(region, 86_400);
  region.advance(DAY_MS - 20 * MINUTE_MS);
  expect(await members(region)).toEqual(first);
  let fewest = 3;
  for (let minute = 0; minute < 60; minute++) {
    region.advance(MINUTE_MS);
    const states = (await readGroup(region))?.Instances ?? [];
    fewest = Math.min(fewest, states.filter((each) => each.LifecycleState === "InService").length);
  }
  const second = await members(region);
  expect(second).toHaveLength(3);
  expect(second.filter((id) => first.includes(id))).toEqual([]);
  expect(fewest).toBe(2);
  const ended = (await activities(region)).filter(({ Description = "" }) =>
    Description.startsWith("Terminating"),
  );
  expect(ended[0]?.Cause).toContain("maximum instance lifetime");
  region.advance(DAY_MS + 60 * MINUTE_MS);
  expect((await members(region)).filter((id) => second.includes(id))).toEqual([]);
});

it("launches first where the maintenance policy says so", async () => {
  const region = await scalingRegion({
    MaxInstanceLifetime: 86_400,
    InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 150 },
  });
  const first = await members(region);
  region.advance(DAY_MS - 30 * MINUTE_MS);
  let fewest = 3;
  for (let minute = 0; minute < 90; minute++) {
    region.advance(MINUTE_MS);
    const states = (await readGroup(region))?.Instances ?? [];
    fewest = Math.min(fewest, states.filter((each) => each.LifecycleState === "InService").length);
  }
  expect(fewest).toBe(3);
  expect((await members(region)).filter((id) => first.includes(id))).toEqual([]);
});

it("spares a member that is protected, and all once the limit is taken away", async () => {
  const region = await scalingRegion();
  const first = await members(region);
  await limit(region, 86_400);
  await region.groups.send(
    new SetInstanceProtectionCommand({
      AutoScalingGroupName,
      InstanceIds: first.slice(0, 1),
      ProtectedFromScaleIn: true,
    }),
  );
  region.advance(DAY_MS + 60 * MINUTE_MS);
  const second = await members(region);
  expect(second.filter((id) => first.includes(id))).toEqual(first.slice(0, 1));
  await limit(region, 0);
  region.advance(3 * DAY_MS);
  expect((await members(region)).toSorted()).toEqual(second.toSorted());
});
