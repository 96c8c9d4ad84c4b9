/** Two consoles on one fleet, and a console whose machine slept: what each of them may believe. */
import { describe, expect, it } from "vitest";
import { isTerminal } from "../../shared/model/operation.ts";
import { aStory, FLEET, MINUTE, NEW, OLD, sizesOf } from "./a-story.ts";

const EIGHT_HOURS = 8 * 60 * MINUTE;

describe("two consoles that begin on one fleet at the same moment", () => {
  it("are never both at work: one goes on at most, and the fleet is served throughout", async () => {
    const story = aStory();
    const plan = await story.replaceIt();
    const bob = story.another("bob");
    const first = story.start(plan);
    const second = story.start({ ...plan, id: "another" as never }, bob.operations);
    const statusOf = () => [
      story.operations.summary(first)?.status ?? "running",
      bob.operations.summary(second)?.status ?? "running",
    ];
    await story.until(() => statusOf().every((status) => isTerminal(status as never)));
    const succeeded = statusOf().filter((status) => status === "succeeded");
    expect(succeeded.length).toBeLessThanOrEqual(1);
    expect(story.named("CreateAutoScalingGroup").length).toBeLessThanOrEqual(1);
    expect(
      story.serving(OLD) + (story.there().includes(NEW) ? story.serving(NEW) : 0),
    ).toBeGreaterThanOrEqual(4);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("a laptop that sleeps for eight hours", () => {
  const asleepAt = async (point: string, begin: "parallel" | "grow-shrink") => {
    const story = aStory();
    const before = sizesOf(story.group(OLD));
    let slept = false;
    const { operations } = story.another("ada", {
      crashPoint: (name) => {
        if (name !== point || slept) return;
        slept = true;
        story.world.advanceTo(story.world.nowMs + EIGHT_HOURS);
      },
    });
    const image = await story.otherImage(FLEET);
    const plan =
      begin === "parallel"
        ? await story.replaceIt()
        : await story.replaceBy(FLEET, image, {
            ...({ strategy: "grow-shrink", onFailure: "hold" } as const),
            ...{ batch: 1, batchSoakMs: 0, soakMs: 0, gates: [] },
          });
    const detail = await story.ended(story.start(plan, operations), operations);
    return { story, slept, detail, before };
  };

  it.each([
    "step-begun:claim",
    "after-act:CreateAutoScalingGroup",
    "step-begun:raise",
    "step-begun:soak",
    "after-act:SuspendProcesses",
    "after-act:DetachTrafficSources",
    "step-begun:release",
  ])("at %s of a parallel generation", async (point) => {
    const { story, slept, detail } = await asleepAt(point, "parallel");
    expect([slept, detail.status, detail.outcome]).toEqual([
      ...[true, "succeeded", "Everything in the plan is done."],
    ]);
    expect(story.serving(NEW)).toBe(4);
    expect(story.watch.problems).toEqual([]);
  });

  it.each(["step-begun:hold", "after-act:UpdateAutoScalingGroup", "step-begun:give-back"])(
    "at %s of a change in place",
    async (point) => {
      const { story, slept, detail, before } = await asleepAt(point, "grow-shrink");
      expect([slept, detail.status]).toEqual([true, "succeeded"]);
      expect(sizesOf(story.group(OLD))).toEqual(before);
      expect(story.watch.problems).toEqual([]);
    },
  );
});
