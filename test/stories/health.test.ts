/** Stories of groups that were switched off though nothing else served. */
import { describe, expect, it } from "vitest";
import { steps } from "../../electron/operations/steps/registry.ts";
import type { groupName } from "../../shared/model/ids.ts";
import { aStory, answeredOk, atBoot, FLEET, MINUTE, NEW, OLD } from "./a-story.ts";

describe("story 01: the old group was disabled though the new one never got healthy", () => {
  it("takes no traffic away before enough was seen to serve several times in a row", async () => {
    const story = aStory({}, [atBoot({ kind: "never-healthy" })]);
    const detail = await story.carryOut(await story.replaceIt());
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("none ever was");
    expect(story.named("DetachTrafficSources")).toEqual([]);
    expect(story.serving(OLD)).toBe(4);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 02: the new group was destroyed during the wait, and the wait passed", () => {
  it("ends the operation; what serves is left alone", async () => {
    const story = aStory();
    const id = story.start(await story.replaceIt());
    await story.until(() => story.serving(NEW) === 4);
    story.colleague("DeleteAutoScalingGroup", NEW, { ForceDelete: true });
    const detail = await story.ended(id);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toMatch(/deleted by someone else/);
    expect(story.named("DetachTrafficSources")).toEqual([]);
    expect(story.serving(OLD)).toBe(4);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 04: a roll back to a group of size 0 succeeded at once, and the live one was torn down", () => {
  it("fails, and the live one serves on", async () => {
    const story = aStory();
    await story.carryOut(await story.replaceIt());
    const back = await story.rollback(FLEET, "v40");
    story.colleague("UpdateAutoScalingGroup", OLD, { MinSize: 0, DesiredCapacity: 0 });
    const detail = await story.carryOut(back);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("can't be woken");
    expect(story.serving(NEW)).toBe(4);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 09: of two active groups, 8 were disabled for 5 that were added", () => {
  it("counts the whole fleet right before the call, whatever the look a moment before has seen", async () => {
    const story = aStory();
    let held = true;
    const served: number[] = [];
    story.hand.after = (call) => {
      if (call.call === "SuspendProcesses" && held) {
        held = false;
        story.colleague("TerminateInstanceInAutoScalingGroup", NEW, {
          AutoScalingGroupName: undefined,
          InstanceId: story.group(NEW).members[0]?.instanceId,
          ShouldDecrementDesiredCapacity: false,
        });
      }
      if (call.call === "DetachTrafficSources") served.push(story.serving(NEW));
      return null;
    };
    const id = story.start(await story.replaceIt());
    await story.until(() => !held);
    await story.until(() => story.detailOf(id).stuck !== null);
    expect(story.detailOf(id).stuck?.cause).toMatch(/below the floor of 4/);
    expect((await story.ended(id)).status).toBe("succeeded");
    expect(served).toEqual([4]);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 13: the old group was reported disabled, and was not", () => {
  it("looks whether the traffic is gone; what is left over is named", async () => {
    const story = aStory();
    story.hand.before = (call) => (call.call === "DetachTrafficSources" ? answeredOk : null);
    const id = story.start(await story.replaceIt());
    await story.until(() => story.detailOf(id).stuck !== null);
    expect(story.detailOf(id)).toMatchObject({
      status: "running",
      stuck: { cause: expect.stringContaining("still at the load balancer") as string },
    });
    await Promise.all([story.operations.stop(id, ""), story.ended(id)]);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 20: a whole group was replaced by a bad image, and the task was green", () => {
  it("asks the traffic source: servers that run and answer with errors are no servers", async () => {
    const story = aStory({}, [atBoot({ kind: "never-healthy" })]);
    const detail = await story.carryOut(await story.replaceIt({ canary: 1 }));
    expect(detail.status).toBe("failed");
    expect(story.group(NEW).desiredCapacity).toBe(1);
    expect(detail.outcome).toMatch(/Target\.|unhealthy|health/i);
    expect(story.serving(OLD)).toBe(4);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 25: a wait that ran out of time ended the operation", () => {
  it("takes a detaching of an hour for unknown, says so, and goes on when it is over", async () => {
    const story = aStory();
    story.hand.before = (call) => {
      if (call.call !== "DetachTrafficSources") return null;
      // Attached still, for an hour: the call is carried out late, by AWS itself.
      story.at(60 * MINUTE, () => void story.aws.actor.perform(call));
      return answeredOk;
    };
    const id = story.start(await story.replaceIt());
    await story.until(() => story.detailOf(id).stuck !== null);
    const detail = await story.ended(id);
    expect(detail.status).toBe("succeeded");
    expect(story.serving(NEW)).toBe(4);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 10: from 200 to 3 by accident", () => {
  it("refuses a call that takes too much, whatever step decided it", async () => {
    const reckless = {
      ...steps,
      raise: {
        ...steps.raise,
        decide: (work: { readonly liveGroup: ReturnType<typeof groupName> }) => ({
          kind: "act" as const,
          note: "",
          calls: [
            {
              call: "UpdateAutoScalingGroup" as const,
              groupName: work.liveGroup,
              ...{ minSize: 0, maxSize: 12, desiredCapacity: 1 },
            },
          ],
        }),
      },
    };
    const story = aStory();
    const other = story.another("bob", { steps: reckless });
    const id = story.start(await story.replaceIt(), other.operations);
    await story.until(() => other.operations.summary(id)?.stuck !== null);
    expect(other.operations.summary(id)?.stuck?.cause).toContain("below the floor of 4");
    expect(story.group(OLD).desiredCapacity).toBe(4);
    expect(story.named("UpdateAutoScalingGroup")).toEqual([]);
  });
});
