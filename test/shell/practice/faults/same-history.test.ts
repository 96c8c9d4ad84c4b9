/** Same seed, same requests at the same virtual times, same faults: the same history, also over a save in the middle. */
import { SetDesiredCapacityCommand } from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { digestOf } from "../../../../electron/practice/control/history.ts";
import { drawInterference } from "../../../../electron/practice/control/interference.ts";
import { doAct, scheduleAct } from "../../../../electron/practice/faults/colleague.ts";
import { activeFaults, faultBookOf } from "../../../../electron/practice/faults/region-faults.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import {
  createPracticeWorld,
  restorePracticeWorld,
} from "../../../../electron/practice/practice-world.ts";
import type { World, WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { clientsOf, faultyOver, spoil } from "./faulty-region.ts";

const MINUTE_MS = 60_000;
const STEPS = 12;
const MIDDLE = 6;
const GROUP = "checkout-web-v040";

function newWorld(seed: number): World {
  const world = createPracticeWorld({ seed });
  spoil(
    world,
    { at: "call", probability: 0.3, effect: { kind: "throttle" } },
    { at: "call", probability: 0.2, effect: { kind: "effect-late", upToMs: 60_000 } },
    { at: "launch", resource: "eu-west-1a", for: "10m", effect: { kind: "no-capacity" } },
    { at: "boot", probability: 0.5, effect: { kind: "dies", afterMs: "4m" } },
    { at: "work", probability: 0.5, effect: { kind: "drain-stuck", forMs: "10m" } },
  );
  const ScalingProcesses = ["AZRebalance"];
  scheduleAct(world, {
    atMs: world.nowMs + 7 * MINUTE_MS,
    service: "autoscaling",
    operation: "SuspendProcesses",
    input: { AutoScalingGroupName: GROUP, ScalingProcesses },
  });
  return world;
}

/** What it does at each step depends on the step alone. */
async function live(world: World, from: number, to: number): Promise<void> {
  const { endpoint } = createInThreadPractice({ seed: 0, world });
  const { groups, ec2 } = clientsOf(faultyOver(world, endpoint).endpoint);
  for (let step = from; step < to; step++) {
    const DesiredCapacity = 20 - (step % 3);
    const size = { AutoScalingGroupName: GROUP, DesiredCapacity };
    await groups.send(new SetDesiredCapacityCommand(size)).catch(() => undefined);
    await ec2.send(new DescribeInstancesCommand({ MaxResults: 5 })).catch(() => undefined);
    if (step % 4 === 3) {
      const drawn = drawInterference(world, faultBookOf(world), null);
      doAct(world, { ...drawn, atMs: world.nowMs }, false);
    }
    world.advanceTo(world.nowMs + 2 * MINUTE_MS);
  }
}

async function history(seed: number): Promise<World> {
  const world = newWorld(seed);
  await live(world, 0, STEPS);
  return world;
}

const saved = (world: World) => JSON.parse(JSON.stringify(world.toJSON())) as WorldJson;

describe("a region with faults", () => {
  it("has the same history for the same seed, bit by bit", async () => {
    expect(digestOf(await history(5))).toBe(digestOf(await history(5)));
  });

  it("has another history for another seed", async () => {
    expect(digestOf(await history(5))).not.toBe(digestOf(await history(6)));
  });

  it("has the same history over a save and a restore in the middle", async () => {
    const world = newWorld(5);
    await live(world, 0, MIDDLE);
    const restored = restorePracticeWorld(saved(world));
    await live(restored, MIDDLE, STEPS);
    expect(digestOf(restored)).toBe(digestOf(await history(5)));
  });

  it("keeps its faults and how often they have struck", async () => {
    const world = await history(5);
    const restored = restorePracticeWorld(saved(world));
    expect(activeFaults(restored)).toEqual(activeFaults(world));
    expect(activeFaults(world)[0]?.struck).toBeGreaterThan(0);
  });
});
