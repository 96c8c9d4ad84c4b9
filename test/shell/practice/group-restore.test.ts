/** A world that was saved in the middle of things goes on exactly as one that never stopped. */
import { SetDesiredCapacityCommand } from "@aws-sdk/client-auto-scaling";
import { expect, it } from "vitest";
import { restorePracticeWorld } from "../../../electron/practice/practice-world.ts";
import type { WorldJson } from "../../../electron/practice/world/kernel/world.ts";
import { createGroup, MINUTE_MS } from "./group-questions.ts";
import { smallRegion } from "./small-region.ts";

const copy = (json: WorldJson) => JSON.parse(JSON.stringify(json)) as WorldJson;

async function busyWorld(seed: number) {
  const region = smallRegion(seed);
  await createGroup(region, { DesiredCapacity: 6 });
  region.advance(3 * MINUTE_MS);
  const wish = { AutoScalingGroupName: "shop-v001", DesiredCapacity: 3 };
  await region.groups.send(new SetDesiredCapacityCommand(wish));
  region.advance(20_000);
  return region.world;
}

it("goes on alike after a restore", async () => {
  const world = await busyWorld(11);
  const restored = restorePracticeWorld(copy(world.toJSON()));
  const endMs = world.nowMs + 30 * MINUTE_MS;
  world.advanceTo(endMs);
  restored.advanceTo(endMs);
  expect(copy(restored.toJSON())).toEqual(copy(world.toJSON()));
});

it("has the same history for the same seed, and another for another", async () => {
  const [first, again, other] = [await busyWorld(11), await busyWorld(11), await busyWorld(12)];
  expect(copy(again.toJSON())).toEqual(copy(first.toJSON()));
  expect(copy(other.toJSON())).not.toEqual(copy(first.toJSON()));
});
