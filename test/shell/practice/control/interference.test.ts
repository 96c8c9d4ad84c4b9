/** "Let a colleague interfere": what is drawn is plausible, is done, and is the same for the same seed. */
import { describe, expect, it } from "vitest";
import { drawInterference } from "../../../../electron/practice/control/interference.ts";
import { digestOf } from "../../../../electron/practice/control/history.ts";
import { deedsOf, doAct, revealDeeds } from "../../../../electron/practice/faults/colleague.ts";
import { faultBookOf } from "../../../../electron/practice/faults/region-faults.ts";
import { createGroup, MINUTE_MS } from "../group-questions.ts";
import { smallRegion } from "../small-region.ts";

/** A fleet of three, five minutes old. */
async function aFleet(seed: number) {
  const region = smallRegion(seed);
  await createGroup(region, { TargetGroupARNs: [] });
  region.advance(5 * MINUTE_MS);
  return region.world;
}

async function interfere(seed: number, hidden = false) {
  const world = await aFleet(seed);
  const drawn = drawInterference(world, faultBookOf(world), "shop");
  return { world, drawn, deed: doAct(world, { ...drawn, atMs: world.nowMs }, hidden) };
}

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);

describe("an interference", () => {
  it("is the same for the same seed", async () => {
    const [first, again] = [await interfere(3), await interfere(3)];
    expect(digestOf(first.world)).toBe(digestOf(again.world));
  });

  it("changes sizes, templates, tags, processes, servers, images and whole groups, as AWS accepts it", async () => {
    const all = await Promise.all(SEEDS.map((seed) => interfere(seed)));
    expect(new Set(all.map(({ drawn }) => drawn.operation))).toEqual(
      new Set([
        "UpdateAutoScalingGroup",
        "SetDesiredCapacity",
        "SuspendProcesses",
        "CreateLaunchTemplateVersion",
        "CreateOrUpdateTags",
        "TerminateInstances",
        "DeregisterImage",
        "DeleteAutoScalingGroup",
      ]),
    );
    expect(all.filter(({ deed }) => deed.refusal !== null)).toEqual([]);
  });

  it("is told in words, with what was before", async () => {
    const all = await Promise.all(SEEDS.map((seed) => interfere(seed)));
    const words = all.map(({ deed }) => deed.words);
    expect(words.filter((each) => each.includes("?"))).toEqual([]);
    expect(words.find((each) => each.includes("desired capacity"))).toMatch(
      /^changed shop-v001: .*desired capacity from 3 to \d$/,
    );
  });

  it("is told only when it is asked for, if it was done in hiding", async () => {
    const { world } = await interfere(3, true);
    expect(deedsOf(world).map(({ hidden }) => hidden)).toEqual([true]);
    expect(revealDeeds(world)).toHaveLength(1);
    expect(revealDeeds(world)).toEqual([]);
  });

  it("needs a fleet that is there", async () => {
    const world = await aFleet(1);
    expect(() => drawInterference(world, faultBookOf(world), "nobody")).toThrow(
      "no fleet called nobody",
    );
  });
});
