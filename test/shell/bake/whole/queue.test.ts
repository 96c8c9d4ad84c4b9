/** Bakes side by side within a limit, and a queue that outlives its console. */
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { bakeQueue } from "../../../../electron/bake/queue.ts";
import { openJournal } from "../../../../electron/journal/journal.ts";
import { createOperations } from "../../../../electron/operations/operations.ts";
import { steps } from "../../../../electron/operations/steps/registry.ts";
import type { Cloud } from "../../../../electron/ports.ts";
import type { OperationId } from "../../../../shared/model/ids.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { aFolder, consoleOn, until, type TestConsole } from "../../operations/console.ts";
import { aPracticeRegion, connection } from "../../operations/practice-region.ts";
import { accepted, plannedBake } from "../baking.ts";

vi.setConfig({ testTimeout: 120_000 });
const options = { reason: "the weekly round", changeNumber: null };

/** Names are made of the second in which a bake is planned. */
async function aBake(cloud: Cloud, atOnce = 1): Promise<Plan> {
  await cloud.clock.sleep(1000);
  return accepted(
    await plannedBake(cloud, { file: "payments.yaml", base: null, settings: { atOnce } }),
  );
}

const positions = (console: Pick<TestConsole<Cloud>, "operations" | "journal">, atOnce = 1) => {
  const summary = (id: OperationId) => console.operations.summary(id);
  return bakeQueue(connection.id, console.journal.bakes.places(connection.id), { atOnce, summary });
};

const buildersOf = ({ world }: ReturnType<typeof aPracticeRegion>) =>
  [...world.state.instances.values()].filter(
    (one) => one.tags[TAG.role] !== undefined && one.state !== "terminated",
  );

describe("more bakes than may run at once", () => {
  it("go one after the other, in the order in which they were started", async () => {
    const region = aPracticeRegion();
    let most = 0;
    const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
    console.operations.onChange(() => {
      const running = new Set(buildersOf(region).map((one) => one.tags[TAG.operation]));
      most = Math.max(most, running.size);
    });
    const ids: OperationId[] = [];
    for (let count = 0; count < 3; count += 1)
      ids.push(console.operations.start(await aBake(region.cloud), options));
    const [, second, third] = ids;
    await until(console.operations, () =>
      positions(console).rows.some(({ position }) => position === 2),
    );
    const { rows } = positions(console);
    expect(rows.map(({ position, reason }) => [position, reason])).toEqual([
      [0, options.reason],
      [1, options.reason],
      [2, options.reason],
    ]);
    expect(rows.slice(1).every(({ expectedMs }) => expectedMs !== null)).toBe(true);
    const waiting = second && console.operations.detail(second)?.steps[0]?.note;
    expect(waiting).toContain("1 bake must end first; 1 bake at a time here");
    const ended = await Promise.all(ids.map((id) => console.ended(id)));
    expect(ended.map(({ status }) => status)).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect(most).toBe(1);
    const turn = (id: OperationId | undefined) =>
      (id && console.operations.detail(id)?.steps[0]?.endedAtMs) ?? 0;
    expect(turn(third)).toBeGreaterThan(turn(second));
  });

  it("keep their places when the console is started again, and one that is stopped gives its own up", async () => {
    const region = aPracticeRegion();
    const path = join(aFolder(), "journal.sqlite");
    const journal = openJournal(path);
    const ports = { cloudOf: () => region.cloud, steps, who: "ada", holder: "ada@console" };
    let made = 0;
    const random = { next: () => 0.5, id: () => `op-first-${String((made += 1))}` };
    const first = { journal, operations: createOperations({ ...ports, journal, random }) };
    const plans = [await aBake(region.cloud), await aBake(region.cloud), await aBake(region.cloud)];
    const ids = plans.map((plan) => first.operations.start(plan, options));
    await until(first.operations, () =>
      positions(first).rows.some(({ position }) => position === 2),
    );
    await first.operations.close();
    journal.close();
    await region.cloud.clock.sleep(60 * 60_000);
    const second = consoleOn(region.cloud, path);
    second.operations.resumeAll();
    expect(positions(second).rows.map(({ operationId }) => operationId)).toEqual(ids);
    const [, middle] = ids;
    if (middle) await second.operations.stop(middle, "not needed");
    const ended = await Promise.all(ids.map((id) => second.ended(id)));
    expect(ended.map(({ status }) => status)).toEqual(["succeeded", "stopped", "succeeded"]);
    expect(buildersOf(region)).toEqual([]);
  });

  it("run side by side as far as the limit goes", async () => {
    const region = aPracticeRegion();
    const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
    const plans = [
      await aBake(region.cloud, 2),
      await aBake(region.cloud, 2),
      await aBake(region.cloud, 2),
    ];
    const ids = plans.map((plan) => console.operations.start(plan, options));
    await until(console.operations, () => buildersOf(region).length === 2);
    expect(positions(console, 2).rows.map(({ position }) => position)).toEqual([0, 0, 1]);
    const ended = await Promise.all(ids.map((id) => console.ended(id)));
    expect(new Set(ended.map(({ bake }) => bake?.imageId)).size).toBe(3);
  });
});

describe("a base that is revoked while a bake waits for its turn", () => {
  it("is not baked on", async () => {
    const region = aPracticeRegion();
    const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
    const [one, other] = [await aBake(region.cloud), await aBake(region.cloud)];
    const id = console.operations.start(one, options);
    const waiting = console.operations.start(other, options);
    await until(console.operations, () =>
      positions(console).rows.some(({ position }) => position === 1),
    );
    await region.cloud.actor.perform({
      call: "CreateTags",
      resourceId: other.bake?.base.imageId ?? "",
      tags: { [TAG.revoked]: `${new Date(region.world.nowMs).toISOString()} ada: it has a hole` },
    });
    await console.operations.stop(id, "a hole");
    const detail = await console.ended(waiting);
    expect(detail.outcome).toMatch(/revoked.*it has a hole.*Nothing was started/);
    expect(console.journal.evidence.intents(waiting)).toEqual([]);
  });
});
