/** Target groups of an Auto Scaling group: from Adding to InService, and from Removing to gone. */
import {
  AttachTrafficSourcesCommand,
  DescribeTrafficSourcesCommand,
  DetachTrafficSourcesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, it } from "vitest";
import { allInService, createGroup, MINUTE_MS, targetStates, until } from "../group-questions.ts";
import { smallRegion, TARGET_GROUP } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";

const GROUP = "shop-v001";
const source = { AutoScalingGroupName: GROUP, TrafficSources: [{ Identifier: TARGET_GROUP }] };

async function state({ groups }: SmallRegion): Promise<string | undefined> {
  const { TrafficSources = [] } = await groups.send(
    new DescribeTrafficSourcesCommand({ AutoScalingGroupName: GROUP }),
  );
  return TrafficSources[0]?.State;
}

async function groupWithoutTraffic(HealthCheckType: string): Promise<SmallRegion> {
  const region = smallRegion();
  await createGroup(region, { TargetGroupARNs: [], HealthCheckType });
  await until(region, allInService(region, 3), 5 * MINUTE_MS);
  region.advance(2 * MINUTE_MS);
  return region;
}

function answer({ world }: SmallRegion, health: "healthy" | "unhealthy"): void {
  for (const instance of world.state.instances.values()) instance.health = health;
}

it("an attachment is adding, added, in service; a detached one is removing until its targets have drained", async () => {
  const region = await groupWithoutTraffic("ELB");
  answer(region, "unhealthy");
  await region.groups.send(new AttachTrafficSourcesCommand(source));
  expect(await state(region)).toBe("Adding");
  expect(await targetStates(region)).toEqual(["initial", "initial", "initial"]);
  region.advance(9_500);
  expect(await state(region)).toBe("Added");
  answer(region, "healthy");
  region.advance(11_000);
  expect(await state(region)).toBe("InService");
  await region.groups.send(new DetachTrafficSourcesCommand(source));
  expect(await state(region)).toBe("Removing");
  region.advance(59_000);
  expect(await targetStates(region)).toEqual(["draining", "draining", "draining"]);
  region.advance(2_000);
  expect(await state(region)).toBeUndefined();
  expect(await targetStates(region)).toEqual([]);
});

it("without ELB health checks it stays added, until the group asks for them", async () => {
  const region = await groupWithoutTraffic("EC2");
  await region.groups.send(new AttachTrafficSourcesCommand(source));
  region.advance(2 * MINUTE_MS);
  expect(await targetStates(region)).toEqual(["healthy", "healthy", "healthy"]);
  expect(await state(region)).toBe("Added");
  const change = { AutoScalingGroupName: GROUP, HealthCheckType: "ELB" };
  await region.groups.send(new UpdateAutoScalingGroupCommand(change));
  expect(await state(region)).toBe("InService");
});
