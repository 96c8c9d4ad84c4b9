/** LaunchInstances: servers at once, or AWS's own refusals in the answer. */
import { LaunchInstancesCommand } from "@aws-sdk/client-auto-scaling";
import { beforeEach, expect, it } from "vitest";
import { allInService, createGroup, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import { smallRegion, SUBNETS } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { AutoScalingGroupName, memberIds, refuse } from "./group-wishes.ts";

let region: SmallRegion;

beforeEach(async () => {
  region = smallRegion();
  await createGroup(region, { DesiredCapacity: 0, MaxSize: 5 });
});

const launch = (wishes: object) =>
  region.groups.send(
    new LaunchInstancesCommand({
      AutoScalingGroupName,
      RequestedCapacity: 2,
      SubnetIds: [SUBNETS[0]],
      ...wishes,
    }),
  );

it("answers with the servers, where they are, and raises the desired capacity", async () => {
  const { Instances = [], Errors } = await launch({});
  expect(Errors).toEqual([]);
  expect(Instances).toEqual([
    {
      InstanceType: "m6i.large",
      MarketType: "on-demand",
      SubnetId: SUBNETS[0],
      AvailabilityZone: "eu-west-1a",
      AvailabilityZoneId: "euw1-az1",
      InstanceIds: await memberIds(region),
    },
  ]);
  expect((await readGroup(region))?.DesiredCapacity).toBe(2);
  await until(region, allInService(region, 2), 3 * MINUTE_MS);
});

it("does the same once for a token", async () => {
  const first = await launch({ ClientToken: "abc" });
  const second = await launch({ ClientToken: "abc" });
  expect(second.Instances).toEqual(first.Instances);
  expect(await memberIds(region)).toHaveLength(2);
  await expect(launch({ ClientToken: "abc", RequestedCapacity: 1 })).rejects.toMatchObject({
    Code: "IdempotentParameterMismatch",
  });
});

it("answers with EC2's refusal, and leaves it at that unless told to go on", async () => {
  refuse(region, () => true);
  const { Instances, Errors = [] } = await launch({});
  expect(Instances).toEqual([]);
  expect(Errors[0]).toMatchObject({
    SubnetId: SUBNETS[0],
    AvailabilityZone: "eu-west-1a",
    ErrorCode: "InsufficientInstanceCapacity",
  });
  expect((await readGroup(region))?.DesiredCapacity).toBe(0);
  await launch({ RetryStrategy: "retry-with-group-configuration" });
  refuse(region, () => false);
  await until(region, allInService(region, 2), 5 * MINUTE_MS);
});

it("is refused without a place, with a foreign one, and above the maximum", async () => {
  await expect(launch({ SubnetIds: undefined })).rejects.toThrow(/must be specified/);
  await expect(launch({ AvailabilityZones: ["eu-west-1z"] })).rejects.toThrow(/not part of/);
  await expect(launch({ RequestedCapacity: 6 })).rejects.toThrow(/above max value 5/);
});
