/**
 * Back to a warm generation that has policies and schedules: they go on, its alarms take none of its servers before
 * they have seen the load, and a stop at any step leaves nothing of it held.
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { groupName } from "../../../../shared/model/ids.ts";
import { aFolder, consoleOn, until } from "../console.ts";
import { aPracticeRegion } from "../practice-region.ts";

const FLEET = "catalog-api";
const OLD = groupName("catalog-api-v118");
const why = { reason: "release", changeNumber: null };
const scaling = ["AlarmNotification", "ScheduledActions"];

/** With `catalog-api` replaced: its former generation is warm. */
async function replaced(): Promise<() => WorldJson> {
  const made = aWorldWith(null);
  const image = await made.region.otherImage(FLEET);
  const plan = await made.region.replace(FLEET, image, { canary: 0, canarySoakMs: 0, soakMs: 0 });
  expect((await made.carryOut(plan)).outcome).toBe("Everything in the plan is done.");
  const saved = JSON.stringify(made.region.world);
  return () => JSON.parse(saved) as WorldJson;
}

function aWorldWith(saved: WorldJson | null) {
  const region = aPracticeRegion(saved);
  const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
  const group = (name = OLD) => {
    const found = region.world.state.groups.get(name);
    if (!found) throw new Error(`${name} is gone`);
    return found;
  };
  const held = (name = OLD) =>
    group(name)
      .suspended.map(({ process }) => process)
      .filter((process) => scaling.includes(process));
  return { ...console, region, group, held };
}

describe("a warm generation that scales", () => {
  it("keeps its size until its alarms have seen the load, then has its own limits", async () => {
    const made = aWorldWith((await replaced())());
    const { minSize, maxSize } = made.group();
    expect(made.held()).toEqual(scaling);
    const plan = await made.region.rollback(FLEET, "v118");
    const letGo: number[] = [];
    made.operations.onChange(() => {
      if (made.held().length === 0) letGo.push(made.group().minSize);
    });
    const detail = await made.carryOut(plan);
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    expect(letGo[0]).toBe(64);
    expect(made.group()).toMatchObject({ minSize, maxSize, desiredCapacity: 64 });
    expect(made.held()).toEqual([]);
  }, 60_000);

  it("scales, with its own limits, wherever the roll back was stopped", async () => {
    const saved = await replaced();
    const first = aWorldWith(saved());
    const { minSize, maxSize } = first.group();
    const steps = (await first.region.rollback(FLEET, "v118")).steps.map(({ work }) => work.kind);
    const wake = steps.indexOf("wake");
    expect(steps.slice(wake + 1)).toEqual(["shift-away", "soak", "settle", "release", "release"]);
    for (const at of steps.keys()) {
      const made = aWorldWith(saved());
      const plan = await made.region.rollback(FLEET, "v118");
      const id = made.operations.start(plan, why);
      await until(
        made.operations,
        () => made.operations.detail(id)?.steps[at]?.status === "running",
      );
      await made.operations.stop(id, "enough");
      const detail = await made.ended(id);
      expect([at, detail.outcome]).toEqual([at, "Stopped by ada: enough."]);
      expect([at, made.group()]).toMatchObject([at, { minSize, maxSize, desiredCapacity: 64 }]);
      const isWoken = made.group().suspended.length === 0;
      expect([at, made.held()]).toEqual([at, isWoken ? [] : scaling]);
      if (at > wake) expect([at, isWoken]).toEqual([at, true]);
    }
  }, 120_000);
});
