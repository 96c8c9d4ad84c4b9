/** Schedules on the practice cloud: real plans and operations, started by the hand of the clock. */
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { newestBase } from "../../../electron/bake/schedules/newest-base.ts";
import { readRecipe } from "../../../electron/recipes/reading/read-recipe.ts";
import { ScheduleFile } from "../../../electron/bake/schedules/schedule-file.ts";
import { Scheduler, type SchedulerPorts } from "../../../electron/bake/schedules/scheduler.ts";
import type { BakeSchedule } from "../../../shared/model/bake.ts";
import type { OperationId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { Freeze } from "../../../shared/rules/freezes.ts";
import { aFolder, consoleOn } from "../operations/console.ts";
import { aPracticeRegion, connection } from "../operations/practice-region.ts";
import { plannedBake, recipes } from "./baking.ts";
import { shipped } from "./planned.ts";

vi.setConfig({ testTimeout: 120_000 });
const DAY = 24 * 3600_000;

type Wish = Omit<BakeSchedule, "id" | "madeBy">;
const weekly: Wish = {
  connectionId: connection.id,
  recipeFile: "payments.yaml",
  lanes: [{ instanceType: "c7i.large", subnetId: null }],
  when: { kind: "weekly", days: [0, 1, 2, 3, 4, 5, 6], minute: 180, timeZone: "UTC" },
  isOn: true,
  reason: "patches",
};

/** `text`: of the recipe, instead of the file's. */
function aScheduler(parts: { readonly text?: string } = {}) {
  const region = aPracticeRegion();
  const dataDir = aFolder();
  const console = consoleOn(region.cloud, join(dataDir, "journal.sqlite"));
  const { operations } = console;
  const faults: string[] = [];
  let freeze: Freeze | null = null;
  let ids = 0;
  let plans = 0;
  const ports: SchedulerPorts = {
    file: new ScheduleFile(dataDir),
    nowMs: () => region.world.nowMs,
    freeze: () => freeze,
    plan: async ({ recipeFile: file }, { instanceType, subnetId }) => {
      plans += 1;
      return plannedBake(region.cloud, {
        ...{ file, base: null, intent: { instanceType, subnetId } },
        ...(parts.text === undefined ? {} : { text: parts.text }),
      });
    },
    newestBase: (schedule, lane) =>
      newestBase(
        {
          cloud: region.cloud,
          readRecipe: async (file, given) => ({
            ...(await readRecipe(shipped, file, given)),
            commit: null,
          }),
          knownImages: new Map(),
        },
        schedule,
        lane,
      ),
    bakedOn: () =>
      new Set(
        [...region.world.state.images.values()]
          .filter(
            (one) => one.tags[TAG.recipe] === "payments" && one.tags[TAG.verified] !== undefined,
          )
          .map((one) => `${one.tags[TAG.parent] ?? ""} ${one.architecture}`),
      ),
    start: (plan, options) => operations.start(plan, options),
    startedAs: (release) =>
      operations
        .summaries()
        .filter((summary) => summary.release === release)
        .flatMap((summary) => {
          const plan = operations.detail(summary.id)?.plan;
          return plan ? [{ summary, plan }] : [];
        }),
    summary: (id) => operations.summary(id),
    user: "ada",
    newId: () => `s-${String((ids += 1))}`,
    onFault: (message) => faults.push(message),
  };
  return {
    ...{ region, console, faults, dataDir, ports, scheduler: new Scheduler(ports) },
    freezeUntil: (untilMs: number | null) =>
      (freeze = untilMs === null ? null : { name: "peak season", untilMs }),
    /** Looks after that much time, and lets what was started come to its end. */
    async after(scheduler: Scheduler, ms: number) {
      await region.cloud.clock.sleep(ms);
      await scheduler.tick();
      const started = operations.summaries().map(({ id }) => id);
      await Promise.all(started.map((id: OperationId) => operations.finished(id)));
      await scheduler.tick();
      return scheduler.list()[0];
    },
    started: () => operations.summaries(),
    plans: () => plans,
  };
}

describe("a weekly schedule", () => {
  it("bakes at its time, once, and says by whom", async () => {
    const { scheduler, after, started } = aScheduler();
    scheduler.save(null, weekly);
    await scheduler.tick();
    expect(started()).toEqual([]);
    const view = await after(scheduler, DAY);
    expect(started().map(({ status, reason }) => [status, reason])).toEqual([
      ["succeeded", "By the schedule of ada. patches"],
    ]);
    expect(view?.lastOperations).toEqual(started().map(({ id }) => id));
    await scheduler.tick();
    expect(started()).toHaveLength(1);
  });

  it("bakes once for what was slept through, and tells it", async () => {
    const { scheduler, after, started } = aScheduler();
    scheduler.save(null, weekly);
    const view = await after(scheduler, 4 * DAY);
    expect(started()).toHaveLength(1);
    expect(view?.words).toMatch(
      /^4 runs since .* were missed: this console looked at it last at .*\. Made up for once\.$/,
    );
  });

  it("waits for the end of a freeze, then bakes once", async () => {
    const { scheduler, region, after, started, freezeUntil } = aScheduler();
    scheduler.save(null, weekly);
    freezeUntil(region.world.nowMs + 2 * DAY);
    const held = await after(scheduler, DAY);
    expect([started().length, held?.words]).toEqual([0, expect.stringContaining("peak season")]);
    freezeUntil(null);
    await after(scheduler, 1.5 * DAY);
    expect(started()).toHaveLength(1);
  });

  it("stops after three failures in a row, until it is turned on again", async () => {
    const text = (await recipes.text("payments.yaml")).replace(
      "command: id payops",
      "command: id nobody",
    );
    const { scheduler, after, started } = aScheduler({ text });
    const { id } = scheduler.save(null, weekly);
    for (let day = 0; day < 5; day += 1) await after(scheduler, DAY);
    expect(started().map(({ status }) => status)).toEqual(["failed", "failed", "failed"]);
    expect(scheduler.list()[0]).toMatchObject({ failures: 3, nextMs: null });
    scheduler.save(id, weekly);
    await after(scheduler, DAY);
    expect(started()).toHaveLength(4);
  });

  it("starts nothing twice where the console ended right after the start", async () => {
    const { scheduler, region, ports, after, started } = aScheduler();
    scheduler.save(null, weekly);
    const forgetful = new Scheduler({
      ...ports,
      file: {
        ...ports.file,
        all: () => ports.file.all(),
        save: () => undefined,
        remove: () => undefined,
      },
    });
    await region.cloud.clock.sleep(DAY);
    await forgetful.tick();
    expect(started()).toHaveLength(1);
    await after(scheduler, 1000);
    expect(started()).toHaveLength(1);
  });

  it("is kept over a restart, and gone when it is removed", () => {
    const { scheduler, ports, dataDir } = aScheduler();
    const { id } = scheduler.save(null, weekly);
    const again = () => new Scheduler({ ...ports, file: new ScheduleFile(dataDir) });
    expect(again().list()).toMatchObject([{ id, madeBy: "ada", recipeFile: "payments.yaml" }]);
    scheduler.remove(id);
    expect(again().list()).toEqual([]);
    expect(() => scheduler.remove(id)).toThrow(/There is no bake schedule/);
  });
});

describe("a schedule that follows its base", () => {
  it("bakes when the newest verified image of the base is another one, and once for each", async () => {
    const { scheduler, region, after, started } = aScheduler();
    scheduler.save(null, { ...weekly, when: { kind: "newer-base" } });
    const before = (await after(scheduler, 60_000)) && started().length;
    expect(before).toBeLessThanOrEqual(1);
    const known = started().length;
    await after(scheduler, 60_000);
    expect(started()).toHaveLength(known);
    await newerHardened(region);
    await after(scheduler, 60_000);
    await after(scheduler, 60_000);
    expect(started()).toHaveLength(known + 1);
    expect(started()[0]?.status).toBe("succeeded");
    expect(started()[0]?.title).toContain("hardened 93");
  });

  it("plans in full when there is another base, not each time it looks", async () => {
    const { scheduler, region, after, plans } = aScheduler();
    scheduler.save(null, { ...weekly, when: { kind: "newer-base" } });
    await after(scheduler, 60_000);
    const known = plans();
    for (let look = 0; look < 5; look += 1) await after(scheduler, 30_000);
    expect(plans()).toBe(known);
    await newerHardened(region);
    await after(scheduler, 30_000);
    expect(plans()).toBe(known + 1);
    await after(scheduler, 30_000);
    expect(plans()).toBe(known + 1);
  });

  it("asks the plan where the base can't be told, and says what it says", async () => {
    const { scheduler, after, ports, plans } = aScheduler();
    ports.newestBase = async () => null;
    scheduler.save(null, { ...weekly, when: { kind: "newer-base" } });
    await after(scheduler, 60_000);
    expect(plans()).toBeGreaterThan(0);
  });

  it("bakes for each type of server where the console ended between the starts", async () => {
    const { scheduler, ports, after, started } = aScheduler();
    const lanes = ["c7i.large", "c7i.xlarge"].map((one) => ({ instanceType: one, subnetId: null }));
    scheduler.save(null, { ...weekly, lanes, when: { kind: "newer-base" } });
    let starts = 0;
    const interrupted = new Scheduler({
      ...ports,
      bakedOn: () => new Set(),
      start: (plan, options) => {
        if ((starts += 1) === 2) throw new Error("ended here");
        return ports.start(plan, options);
      },
    });
    await interrupted.tick();
    expect(started()).toHaveLength(1);
    const again = new Scheduler({ ...ports, bakedOn: () => new Set() });
    await after(again, 60_000);
    await after(again, 60_000);
    expect(started().map(({ release }) => release)).toHaveLength(2);
    expect(new Set(started().map(({ release }) => release)).size).toBe(1);
  });
});

/** As if a colleague had baked it. */
async function newerHardened({ cloud, world }: ReturnType<typeof aPracticeRegion>): Promise<void> {
  const [base] = await cloud.reader.imagesByName("hardened 92");
  if (!base) throw new Error("The region has no base");
  await cloud.actor.perform({
    call: "CopyImage",
    ...{
      sourceImageId: base.id,
      sourceRegion: world.region,
      name: "hardened 93",
      description: "",
    },
    ...{ encrypted: false, kmsKeyId: null, tags: base.tags, clientToken: "another" },
  });
  await cloud.clock.sleep(3 * 3600_000);
}
