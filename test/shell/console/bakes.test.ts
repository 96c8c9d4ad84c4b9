/** Bakes as the screens ask for them: settings, lanes, reuse, the queue, what was left, schedules. */
import { describe, expect, test } from "vitest";
import type { Planned } from "../../../shared/model/plan.ts";
import { defaultRetentionRules } from "../../../shared/model/retention.ts";
import { aConsole, aHome } from "./a-console.ts";

const wish = {
  connectionId: "practice",
  recipeFile: "payments.yaml",
  baseImageId: null,
  instanceType: "c7i.large",
  subnetId: null,
};
const lane = { instanceType: "c7i.large", subnetId: null };

function planOf(planned: Planned) {
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  return planned.plan;
}

describe("a console's bakes", () => {
  test("stand on what the recipe names, and offer the image of the same inputs the next time", async () => {
    const { ask, rowsWhen } = await aConsole(aHome());
    await rowsWhen("connections", ([found]) => found?.phase === "ready");
    const first = planOf(await ask("plan:bake", wish));
    expect(first.bake).toMatchObject({
      base: { name: "hardened 92", how: "recipe" },
      architecture: "x86_64",
      reuse: null,
      fromRuns: 0,
    });
    const { outcomes, release } = await ask("bake:start-together", {
      ...{ planIds: [first.id], reason: "a test", changeNumber: null },
    });
    expect(outcomes.map(({ problem }) => problem)).toEqual([null]);
    const queue = await ask("bake:queue", { connectionId: "practice" });
    expect(queue.rows.map(({ position, who }) => [position, who])).toEqual([[0, "tester"]]);
    const [done] = await rowsWhen("operations", (rows) => rows[0]?.status === "succeeded");
    expect(done?.release).toBe(release);
    const second = planOf(await ask("plan:bake", wish));
    expect(second.bake?.inputsDigest).toBe(first.bake?.inputsDigest);
    expect(second.bake?.reuse?.verified).toMatch(/^passed 5\/5/);
    expect(second.bake?.fromRuns).toBe(1);
    expect((await ask("bake:left", { connectionId: "practice" })).servers).toEqual([]);
    const refused = await ask("plan:sweep", {
      ...{ connectionId: "practice", imageIds: [], snapshotIds: [] },
      serverIds: ["i-00000000000000001"],
    });
    expect(refused.refused && refused.reason).toContain("is no leftover of a bake");
  });

  test("are what is started together, and copies: for anything else something may have to be said first", async () => {
    const { ask, rowsWhen } = await aConsole(aHome());
    await rowsWhen("connections", ([found]) => found?.phase === "ready");
    const { bake } = planOf(await ask("plan:bake", wish));
    const { id } = planOf(
      await ask("plan:retention", {
        ...{ connectionId: "practice", imageIds: [bake?.base.imageId ?? ""], way: "set" },
        ...{ rules: defaultRetentionRules, set: { isProtected: true } },
      }),
    );
    const { outcomes } = await ask("bake:start-together", {
      ...{ planIds: [id], reason: "", changeNumber: null },
    });
    expect(outcomes).toMatchObject([
      { operationId: null, problem: expect.stringContaining("Only bakes and copies") },
    ]);
  });

  test("of two architectures are two plans, and one that can't be says why", async () => {
    const { ask, rowsWhen } = await aConsole(aHome());
    await rowsWhen("connections", ([found]) => found?.phase === "ready");
    const { instanceType: _, subnetId: __, ...common } = wish;
    const { lanes } = await ask("plan:bake-matrix", {
      ...common,
      lanes: [lane, { instanceType: "c7g.large", subnetId: null }],
    });
    expect(lanes.map(({ instanceType, planned }) => [instanceType, planned.refused])).toEqual([
      ["c7i.large", false],
      ["c7g.large", true],
    ]);
    const [, other] = lanes;
    expect(other?.planned.refused && other.planned.reason).toContain("none for arm64");
  });

  test("are as the connection's settings say, which outlive the console", async () => {
    const home = aHome();
    const first = await aConsole(home);
    const settings = {
      ...{ atOnce: 2, bucket: null, subnetId: null, securityGroupIds: [] },
      ...{ instanceProfile: "builders", via: "console" as const },
    };
    await first.ask("bake:save-settings", { connectionId: "practice", settings });
    await first.rowsWhen("connections", ([found]) => found?.phase === "ready");
    const plan = planOf(await first.ask("plan:bake", wish));
    const works = plan.steps.map(({ work }) => work);
    expect(works.find(({ kind }) => kind === "take-turn")).toMatchObject({ atOnce: 2 });
    expect(works.find(({ kind }) => kind === "run-builder")).toMatchObject({
      instanceProfile: "builders",
    });
    await first.close();
    const second = await aConsole(home);
    expect(await second.ask("bake:settings", { connectionId: "practice" })).toEqual(settings);
  });

  test("by a schedule are kept, listed and removed", async () => {
    const home = aHome();
    const { ask, close } = await aConsole(home);
    const schedule = {
      ...{ connectionId: "practice", recipeFile: "payments.yaml", lanes: [lane], isOn: true },
      ...{
        reason: "patches",
        when: { kind: "weekly" as const, days: [1], minute: 60, timeZone: "UTC" },
      },
    };
    const saved = await ask("schedule:save", { id: null, schedule });
    expect(saved).toMatchObject({ madeBy: "tester", failures: 0, lastMs: null });
    expect(saved.nextMs).not.toBeNull();
    await close();
    const again = await aConsole(home);
    expect((await again.ask("schedule:list", {})).schedules).toMatchObject([{ id: saved.id }]);
    await again.ask("schedule:remove", { id: saved.id });
    expect((await again.ask("schedule:list", {})).schedules).toEqual([]);
  });
});
