import { describe, expect, it } from "vitest";
import { join } from "node:path";
import type { Journal } from "../../../electron/journal/journal.ts";
import { aConsole, aFolder, consoleOn } from "./console.ts";
import { replacePlan } from "./plans.ts";
import { NEW, OLD, SmallCloud, smallState } from "./small-cloud.ts";

const why = { reason: "a release", changeNumber: null };
const FULL = "database or disk is full";

/** While the disk is full, nothing can be written to the journal. */
function fillable(journal: Journal) {
  const disk = { full: false };
  const write = journal.write.bind(journal);
  journal.write = (work) => {
    if (disk.full) throw new Error(FULL);
    return write(work);
  };
  return disk;
}

describe("a journal that can't be written", () => {
  it("holds the operation up, says so, and it goes on with nothing doubled when there is room again", async () => {
    const cloud = new SmallCloud(smallState());
    const pauses: number[] = [];
    let seen: unknown = null;
    const console = consoleOn(cloud, join(aFolder(), "journal.sqlite"), {
      pauseAfterFault: async (faults) => {
        pauses.push(faults);
        seen ??= operations.summary(id)?.stuck;
        disk.full = pauses.length < 3;
      },
    });
    const { operations, journal, ended, faults } = console;
    const disk = fillable(journal);
    cloud.faults.after = (call) => {
      if (call.call === "CreateAutoScalingGroup") disk.full = true;
      return null;
    };
    const id = operations.start(replacePlan(), why);
    const detail = await ended(id);
    expect(pauses).toEqual([1, 2, 3]);
    expect(faults).toEqual([FULL]);
    expect(seen).toMatchObject({ cause: expect.stringContaining(FULL) as string });
    expect(detail).toMatchObject({ status: "succeeded", stuck: null });
    expect(cloud.callsNamed("CreateAutoScalingGroup")).toHaveLength(1);
    expect(cloud.serving(NEW)).toBe(20);
    expect(journal.verify()).toMatchObject({ ok: true });
  });

  it("is not believed to hold what it doesn't", async () => {
    const { operations, journal } = aConsole();
    const disk = fillable(journal);
    const id = operations.start(replacePlan(), why);
    journal.running.saveOperation = () => {
      throw new Error(FULL);
    };
    expect(() => operations.pause(id)).toThrow(FULL);
    expect(operations.summary(id)?.status).toBe("running");
    disk.full = true;
    await expect(operations.stop(id, "")).rejects.toThrow(FULL);
    expect(operations.summary(id)?.status).toBe("running");
  });
});

describe("a screen that can't be filled", () => {
  it("holds no operation up", async () => {
    const { operations, ended, faults, cloud } = aConsole();
    operations.onChange(() => {
      throw new Error("a window is broken");
    });
    const id = operations.start(replacePlan(), why);
    expect((await ended(id)).status).toBe("succeeded");
    expect(faults).toContain("a window is broken");
    expect(cloud.serving(OLD)).toBe(0);
  });
});
