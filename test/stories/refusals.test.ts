/** Stories of calls that should never have been made at all. */
import { describe, expect, it } from "vitest";
import { steps, type StepRegistry } from "../../electron/operations/steps/registry.ts";
import type { Call } from "../../shared/model/call.ts";
import { groupName } from "../../shared/model/ids.ts";
import { aStory, FLEET, OLD } from "./a-story.ts";

/** In the place of raising the new group, whatever was seen. */
const deciding = (call: Call): StepRegistry => ({
  ...steps,
  raise: { ...steps.raise, decide: () => ({ kind: "act", note: "", calls: [call] }) },
});

async function refused(story: ReturnType<typeof aStory>, call: Call): Promise<string> {
  const { operations } = story.another("bob", { steps: deciding(call) });
  const id = story.start(await story.replaceIt(), operations);
  await story.until(() => operations.summary(id)?.stuck !== null);
  expect(story.named(call.call)).toEqual([]);
  return operations.summary(id)?.stuck?.cause ?? "";
}

const refresh = (minHealthyPercentage: number, maxHealthyPercentage: number) => ({
  ...({ strategy: "refresh", soakMs: 0, gates: [], onFailure: "hold" } as const),
  preferences: {
    ...{ minHealthyPercentage, maxHealthyPercentage, instanceWarmupSeconds: null },
    ...{ skipMatching: false, autoRollback: false, checkpointPercentages: [] },
    ...{ checkpointDelaySeconds: null, bakeTimeSeconds: null, alarms: [] },
    ...({ scaleInProtectedInstances: "Wait", standbyInstances: "Wait" } as const),
  },
});

describe("story 11: a guard that knew no percentages was switched off", () => {
  it("reckons with what exactly the refresh may take", async () => {
    const story = aStory();
    const planned = await story.replaceBy(FLEET, await story.otherImage(FLEET), refresh(100, 125));
    const work = planned.steps.map((step) => step.work).find(({ kind }) => kind === "refresh");
    expect(work).toBeDefined();
    const [group] = await story.aws.reader.groups([groupName(OLD)]);
    const { id = "", version = "1" } = group?.template ?? {};
    const cause = await refused(story, {
      call: "StartInstanceRefresh",
      groupName: groupName(OLD),
      ...{ strategy: "Rolling", templateId: id as never, templateVersion: Number(version) },
      preferences: refresh(50, 100).preferences,
    });
    expect(cause).toContain("below the floor of 4");
  });
});

describe("story 12: a parameter that was left out made everything of one thing", () => {
  it.each<Call>([
    { call: "DeleteTags", groupName: groupName(OLD), keys: [] },
    { call: "ResumeProcesses", groupName: groupName(OLD), processes: [] },
    { call: "SuspendProcesses", groupName: groupName(OLD), processes: [] },
  ])("refuses $call with nothing named", async (call) => {
    expect(await refused(aStory(), call)).toContain("could mean everything");
  });
});

describe("story 19: a minimum of 100 % healthy ended the only server", () => {
  it("refuses a refresh that would take the only one, before it begins", async () => {
    const story = aStory({ servers: 1, below: 0 });
    const image = await story.otherImage(FLEET);
    await expect(story.replaceBy(FLEET, image, refresh(90, 100))).rejects.toThrow(/server/);
    await expect(story.replaceBy(FLEET, image, refresh(100, 100))).rejects.toThrow(/server|100/);
  });

  it("replaces the only one by starting the new one first", async () => {
    const story = aStory({ servers: 1, below: 0 });
    const plan = await story.replaceBy(FLEET, await story.otherImage(FLEET), refresh(100, 200));
    expect((await story.carryOut(plan)).status).toBe("succeeded");
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 21: an image was deregistered though a way back needed it", () => {
  it("refuses the way back with its reason, instead of failing in the middle", async () => {
    const story = aStory();
    const fleet = await story.fleet(FLEET);
    const cold = fleet.generations.find((one) => one.state === "cold");
    const image = cold?.imageId ?? null;
    if (!cold || image === null) throw new Error("No generation is cold");
    await story.aws.actor.perform({ call: "DeregisterImage", imageId: image });
    await expect(story.rollback(FLEET, cold.label)).rejects.toThrow(/can't return/);
  });

  it("holds the promise to return: a protected image can't be deregistered", async () => {
    const story = aStory();
    const image = await story.otherImage(FLEET);
    await story.aws.actor.perform({ call: "EnableImageDeregistrationProtection", imageId: image });
    const outcome = await story.aws.actor.perform({ call: "DeregisterImage", imageId: image });
    expect(outcome.kind).toBe("failed");
  });
});
