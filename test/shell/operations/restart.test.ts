import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openJournal } from "../../../electron/journal/journal.ts";
import { createOperations } from "../../../electron/operations/operations.ts";
import { steps } from "../../../electron/operations/steps/registry.ts";
import { aFolder, consoleOn, until } from "./console.ts";
import { replacePlan } from "./plans.ts";
import { NEW, OLD, SmallCloud, smallState } from "./small-cloud.ts";

const why = { reason: "a release", changeNumber: null };

describe("a console that was closed in the middle", () => {
  it("goes on from what the world is, with nothing doubled", async () => {
    const path = join(aFolder(), "journal.sqlite");
    const cloud = new SmallCloud(smallState());
    const journal = openJournal(path);
    const ports = { cloudOf: () => cloud, steps, who: "ada", holder: "ada@console" };
    const random = { next: () => 0.5, id: (prefix: string) => `${prefix}-first` };
    const first = createOperations({ ...ports, journal, random });
    const id = first.start(replacePlan(), why);
    await until(first, () => (first.detail(id)?.samples.at(-1)?.to ?? 0) >= 2);
    await first.close();
    journal.close();

    const second = consoleOn(cloud, path);
    expect(second.operations.resumeAll()).toEqual([id]);
    const detail = await second.ended(id);
    expect(detail.status).toBe("succeeded");
    expect(Object.keys(cloud.state.groups)).toEqual([OLD, NEW]);
    expect(cloud.callsNamed("CreateAutoScalingGroup")).toHaveLength(1);
    expect(cloud.serving(NEW)).toBe(20);
  });

  it("stays paused over a restart", async () => {
    const path = join(aFolder(), "journal.sqlite");
    const cloud = new SmallCloud(smallState());
    const journal = openJournal(path);
    const ports = { cloudOf: () => cloud, steps, who: "ada", holder: "ada@console" };
    const first = createOperations({
      ...ports,
      journal,
      random: { next: () => 0.5, id: () => "op-first" },
    });
    const id = first.start(replacePlan(), why);
    await until(first, () => cloud.callsNamed("CreateAutoScalingGroup").length > 0);
    first.pause(id);
    await first.close();
    journal.close();

    const second = consoleOn(cloud, path);
    second.operations.resumeAll();
    expect(second.operations.summary(id)?.status).toBe("paused");
    second.operations.resume(id);
    expect((await second.ended(id)).status).toBe("succeeded");
  });

  it("says that a roll back hasn't begun which it was being ended for", async () => {
    const path = join(aFolder(), "journal.sqlite");
    const cloud = new SmallCloud(smallState());
    const journal = openJournal(path);
    const ports = { cloudOf: () => cloud, steps, who: "ada", holder: "ada@console" };
    const random = { next: () => 0.5, id: () => "op-first" };
    const first = createOperations({ ...ports, journal, random });
    const id = first.start(replacePlan(), why);
    await until(first, () => cloud.callsNamed("CreateAutoScalingGroup").length > 0);
    void first.supersede(id, "Rolled back by ada");
    await first.close();
    expect(first.summary(id)?.status).toBe("stopping");
    journal.close();

    const second = consoleOn(cloud, path);
    second.operations.resumeAll();
    expect((await second.ended(id)).status).toBe("superseded");
    const said = second.operations.events(id).filter(({ level }) => level === "warn");
    expect(said.map(({ text }) => text).join("\n")).toContain("has not begun: roll back again");
  });
});
