import { cpSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aFolder } from "../console.ts";
import {
  aRefreshConsole,
  groupName,
  groupNow,
  stepOf,
  untilNote,
  versionsOf,
  why,
} from "./refresh-region.ts";

const DONE = ["succeeded", "Everything in the plan is done."];

describe("back from a refresh", () => {
  it("in flight: the operation is taken over, AWS rolls its own refresh back", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    const before = await groupNow(console, plan);
    const id = console.operations.start(plan, why);
    await untilNote(console, id, /[1-9]\d* of 20 servers new/);
    const back = await console.back(plan.groups?.fromLabel ?? "", id);
    expect(back.steps.map(({ work }) => work.kind)).toContain("turn-refresh");
    await console.operations.supersede(id, "Rolled back");
    const [running] = await console.cloud.reader.refreshes(groupName(plan));
    expect(running?.status).toBe("InProgress");
    const detail = await console.carryOut(back);
    expect([detail.status, detail.outcome]).toEqual(DONE);
    const refreshes = await console.cloud.reader.refreshes(groupName(plan));
    expect(refreshes.map(({ status }) => status)).toEqual(["RollbackSuccessful"]);
    const after = await groupNow(console, plan);
    expect(versionsOf(after)).toEqual([before.template?.version]);
    expect(after.template).toEqual(before.template);
  });

  it("in flight, when it ends before it can be turned: a refresh back does the rest", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    const before = await groupNow(console, plan);
    const id = console.operations.start(plan, why);
    await untilNote(console, id, /[1-9]\d* of 20 servers new/);
    const back = await console.back(plan.groups?.fromLabel ?? "", id);
    await console.operations.supersede(id, "Rolled back");
    for (let look = 0; look < 60; look += 1) await console.cloud.clock.sleep(60_000);
    const [ended] = await console.cloud.reader.refreshes(groupName(plan));
    expect(ended?.status).toBe("Successful");
    const detail = await console.carryOut(back);
    expect([detail.status, detail.outcome]).toEqual(DONE);
    expect(stepOf(detail, "turn-refresh")?.note).toBe("The refresh has ended: Successful");
    const after = await groupNow(console, plan);
    expect(versionsOf(after)).toEqual([before.template?.version]);
    expect(await console.cloud.reader.refreshes(groupName(plan))).toHaveLength(2);
  });

  it("long after its end: a refresh to the earlier numbered version", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    const before = await groupNow(console, plan);
    expect((await console.carryOut(plan)).status).toBe("succeeded");
    const back = await console.back(plan.groups?.fromLabel ?? "", null);
    expect(back.steps.map(({ work }) => work.kind)).not.toContain("turn-refresh");
    expect(back.title).toContain("AWS's refresh");
    const detail = await console.carryOut(back);
    expect([detail.status, detail.outcome]).toEqual(DONE);
    const after = await groupNow(console, plan);
    expect(versionsOf(after)).toEqual([before.template?.version]);
    expect(after.template?.version).toBe(before.template?.version);
    expect(Math.min(...detail.samples.map(({ from, to }) => from + to))).toBeGreaterThanOrEqual(20);
  });
});

describe("while nobody looks", () => {
  it("AWS goes on: a console that is started again follows the same refresh by its id", async () => {
    const first = aRefreshConsole();
    const plan = await first.refresh();
    const id = first.operations.start(plan, why);
    await untilNote(first, id, /[1-9]\d* of 20 servers new/);
    const [running] = await first.cloud.reader.refreshes(groupName(plan));
    await first.operations.close();
    for (let look = 0; look < 480; look += 1) await first.cloud.clock.sleep(60_000);

    const folder = aFolder();
    cpSync(first.folder, folder, { recursive: true });
    const second = aRefreshConsole({ folder, saved: first.world.toJSON() });
    second.operations.resumeAll();
    const detail = await second.ended(id);
    expect([detail.status, detail.outcome]).toEqual(DONE);
    const refreshes = await second.cloud.reader.refreshes(groupName(plan));
    expect(refreshes.map(({ id: one }) => one)).toEqual([running?.id]);
  });

  it("a pause stops looking, not AWS", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    const id = console.operations.start(plan, why);
    await untilNote(console, id, /[1-9]\d* of 20 servers new/);
    console.operations.pause(id);
    for (let look = 0; look < 60; look += 1) await console.cloud.clock.sleep(60_000);
    const [refresh] = await console.cloud.reader.refreshes(groupName(plan));
    expect(refresh?.status).toBe("Successful");
    console.operations.resume(id);
    expect((await console.ended(id)).status).toBe("succeeded");
  });
});
