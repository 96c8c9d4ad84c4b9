/** Metrics, alarms, policies, schedules and pools go on alike after a restore, and are alike for the same seed. */
import {
  PutScheduledUpdateGroupActionCommand,
  PutWarmPoolCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, it } from "vitest";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import { setLoad } from "../../../../electron/practice/world/cloudwatch/load.ts";
import type { World, WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { MINUTE_MS } from "../group-questions.ts";
import { cpuAlarm, GROUP, load, scalingRegion, trackCpu } from "./scaling-region.ts";

const copy = (json: WorldJson) => JSON.parse(JSON.stringify(json)) as WorldJson;

async function busyWorld(seed: number): Promise<World> {
  const region = await scalingRegion({ DesiredCapacity: 4 }, seed);
  await trackCpu(region);
  await cpuAlarm(region);
  await region.groups.send(new PutWarmPoolCommand({ AutoScalingGroupName: GROUP, MinSize: 2 }));
  await region.groups.send(
    new PutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName: GROUP,
      ScheduledActionName: "often",
      Recurrence: "*/20 * * * *",
      MinSize: 2,
    }),
  );
  load(region, 3.3);
  region.advance(4 * MINUTE_MS);
  return region.world;
}

it("goes on alike after a restore", async () => {
  const world = await busyWorld(11);
  const restored = restorePracticeWorld(copy(world.toJSON()));
  const middleMs = world.nowMs + 60 * MINUTE_MS;
  for (const each of [world, restored]) {
    each.advanceTo(middleMs);
    setLoad(each, GROUP, 0.8);
    each.advanceTo(middleMs + 120 * MINUTE_MS);
  }
  expect(copy(restored.toJSON())).toEqual(copy(world.toJSON()));
  expect(world.state.alarmHistory.size).toBeGreaterThan(5);
});

it("has the same history for the same seed", async () => {
  const [first, again] = [await busyWorld(11), await busyWorld(11)];
  for (const world of [first, again]) world.advanceTo(world.nowMs + 180 * MINUTE_MS);
  expect(copy(again.toJSON())).toEqual(copy(first.toJSON()));
});
