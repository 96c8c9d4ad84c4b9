/** Stories of sizes: pinned, never unpinned, ratcheted down, doubled, reset by every deployment. */
import { describe, expect, it } from "vitest";
import type { AnyHow } from "../shell/operations/practice-region.ts";
import {
  aStory,
  atBoot,
  FLEET,
  MINUTE,
  NEW,
  noAnswer,
  OLD,
  sizesOf,
  suspendedOf,
} from "./a-story.ts";

const growShrink: AnyHow = {
  strategy: "grow-shrink",
  ...{ batch: 1, batchSoakMs: 0, soakMs: 0, gates: [], onFailure: "hold" },
};

async function growAndShrink(story: ReturnType<typeof aStory>) {
  return story.replaceBy(FLEET, await story.otherImage(FLEET), growShrink);
}

describe("story 05: a group of 0/0/0 was taken for ready, and a name was used again", () => {
  it("never gives a name twice, though the group of that name is gone", async () => {
    const story = aStory();
    await story.carryOut(await story.replaceIt());
    await story.carryOut(await story.rollback(FLEET, "v40"));
    expect((await story.carryOut(await story.retire(FLEET, "v41"))).status).toBe("succeeded");
    story.pass(10 * MINUTE);
    expect(story.there()).toEqual([OLD]);
    const again = await story.replaceIt();
    expect(again.groups?.to).toBe("checkout-web-v042");
  });

  it("doesn't take a list from before the raise for the end of it", async () => {
    const story = aStory();
    const fresh = story.cloud.reader.groups.bind(story.cloud.reader);
    const old = new Map<string, Awaited<ReturnType<typeof fresh>>>();
    let staleUntilMs = 0;
    const served: number[] = [];
    story.hand.after = (call) => {
      const isRaise = call.call === "UpdateAutoScalingGroup" && call.desiredCapacity === 4;
      if (isRaise && staleUntilMs === 0) staleUntilMs = story.world.nowMs + MINUTE;
      return null;
    };
    Object.assign(story.cloud, {
      reader: {
        ...story.cloud.reader,
        groups: async (...asked: Parameters<typeof fresh>) => {
          const key = asked[0].join();
          const isStale = story.world.nowMs < staleUntilMs && old.has(key);
          const seen = isStale ? (old.get(key) ?? []) : await fresh(...asked);
          old.set(key, seen);
          return seen;
        },
      },
    });
    story.hand.before = (call) => {
      if (call.call === "DetachTrafficSources") served.push(story.serving(NEW));
      return null;
    };
    expect((await story.carryOut(await story.replaceIt())).status).toBe("succeeded");
    expect(served).toEqual([4]);
    expect(story.group(NEW).desiredCapacity).toBe(4);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 06: a roll back and a resize set a production stack of 30 to a minimum of 0", () => {
  it("returns with the size that the fleet has by now, and never with less", async () => {
    const story = aStory();
    await story.carryOut(await story.replaceIt());
    story.colleague("UpdateAutoScalingGroup", NEW, { DesiredCapacity: 6 });
    story.pass(10 * MINUTE);
    expect(story.serving(NEW)).toBe(6);
    const detail = await story.carryOut(await story.rollback(FLEET, "v40"));
    expect(detail.status).toBe("succeeded");
    expect(story.serving(OLD)).toBe(6);
    expect(story.group(OLD).minSize).toBe(3);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 07: sizes were pinned, and never unpinned after a failure", () => {
  it("gives back what it held when the new servers never get healthy", async () => {
    const story = aStory({}, [atBoot({ kind: "never-healthy" })]);
    const before = sizesOf(story.group(OLD));
    const detail = await story.carryOut(await growAndShrink(story));
    expect(detail.status).toBe("failed");
    expect(detail.outcome).not.toContain("Left behind");
    expect(sizesOf(story.group(OLD))).toEqual(before);
    expect(suspendedOf(story.group(OLD))).toEqual([]);
    expect(story.group(OLD).tags.map(({ key }) => key)).not.toContain("bennu:claim");
    expect(story.watch.problems).toEqual([]);
  });
});

describe("what was suspended for a change in place", () => {
  it("goes on again when the operation is stopped right after", async () => {
    const story = aStory();
    const stopping: { now?: () => void } = {};
    story.hand.after = (call) => {
      if (call.call === "SuspendProcesses") stopping.now?.();
      return null;
    };
    const id = story.start(await growAndShrink(story));
    stopping.now = () => void story.operations.stop(id, "");
    await story.ended(id);
    expect(story.named("SuspendProcesses")).toHaveLength(1);
    expect(suspendedOf(story.group(OLD))).toEqual([]);
  });

  it("fails on a group that somebody emptied: none is never enough", async () => {
    const story = aStory({ below: 4 });
    const plan = await growAndShrink(story);
    story.colleague("UpdateAutoScalingGroup", OLD, { MinSize: 0, DesiredCapacity: 0 });
    story.pass(10 * MINUTE);
    const detail = await story.carryOut(plan);
    expect(detail.status).toBe("failed");
  });
});

describe("story 08: the wrong group was pinned, and could not be unpinned to 0", () => {
  it("gives a minimum of 0 back as a value, to the group that was changed", async () => {
    const story = aStory({ below: 4, above: 0 });
    expect(sizesOf(story.group(OLD))).toEqual([0, 4, 4]);
    const id = story.start(await growAndShrink(story));
    await story.until(() => story.group(OLD).maxSize > 4);
    await Promise.all([story.operations.stop(id, ""), story.ended(id)]);
    expect(sizesOf(story.group(OLD))).toEqual([0, 4, 4]);
    const named = story.calls.flatMap((call) => ("groupName" in call ? [call.groupName] : []));
    expect(new Set<string>(named)).toEqual(new Set([OLD]));
  });
});

describe("story 14: the minimum was ratcheted to 0, and a scale-in ended all", () => {
  it("gives the new group exactly the limits of the old one", async () => {
    const story = aStory();
    const before = sizesOf(story.group(OLD));
    await story.carryOut(await story.replaceIt());
    expect(sizesOf(story.group(NEW))).toEqual(before);
  });
});

describe("story 15: desired was copied to minimum, and a double size was left", () => {
  it("asks for absolute sizes: answers that are lost don't add up", async () => {
    const story = aStory();
    const before = sizesOf(story.group(OLD));
    const lost = new Set<string>();
    story.hand.after = (call) => {
      const key = JSON.stringify(call);
      if (call.call !== "UpdateAutoScalingGroup" || lost.has(key)) return null;
      lost.add(key);
      return noAnswer;
    };
    const detail = await story.carryOut(await growAndShrink(story));
    expect(detail.status).toBe("succeeded");
    expect(lost.size).toBeGreaterThan(0);
    expect(sizesOf(story.group(OLD))).toEqual(before);
    const sizes = story.named("UpdateAutoScalingGroup").map((call) => call.desiredCapacity);
    expect(Math.max(...sizes)).toBe(5);
    expect(story.watch.problems).toEqual([]);
  });
});

describe("story 16: autoscaling fired in the middle of a deployment", () => {
  it("holds what would interfere, and leaves suspended what its user had suspended", async () => {
    const story = aStory({ held: ["AZRebalance", "AlarmNotification"] });
    const heldMeanwhile = new Set<string>();
    story.hand.before = () => {
      for (const process of suspendedOf(story.group(OLD))) heldMeanwhile.add(process);
      return null;
    };
    const detail = await story.carryOut(await growAndShrink(story));
    expect(detail.status).toBe("succeeded");
    expect([...heldMeanwhile]).toContain("ScheduledActions");
    expect(suspendedOf(story.group(OLD))).toEqual(["AZRebalance", "AlarmNotification"].toSorted());
  });

  it("wakes a warm group without what its user had suspended", async () => {
    const story = aStory({ held: ["AZRebalance"] });
    await story.carryOut(await story.replaceIt());
    expect((await story.carryOut(await story.rollback(FLEET, "v40"))).status).toBe("succeeded");
    expect(suspendedOf(story.group(OLD))).toEqual(["AZRebalance"]);
  });
});

describe("story 17: every deployment reset the size, from 18 to 0", () => {
  it("shifts only once the new group serves as many as the live one has by then", async () => {
    const story = aStory();
    const served: number[] = [];
    story.hand.before = (call) => {
      if (call.call === "DetachTrafficSources") served.push(story.serving(NEW));
      return null;
    };
    const id = story.start(await story.replaceIt());
    await story.until(() => story.there().includes(NEW));
    story.colleague("UpdateAutoScalingGroup", OLD, { DesiredCapacity: 6 });
    expect((await story.ended(id)).status).toBe("succeeded");
    expect(served).toEqual([6]);
    expect(story.serving(NEW)).toBe(6);
  });
});

describe("story 18: protection from scale-in was left behind", () => {
  it.each([false, true])("servers are protected as they were: %s", async (isProtected) => {
    const story = aStory({ isProtected });
    const detail = await story.carryOut(await growAndShrink(story));
    expect(detail.status).toBe("succeeded");
    const group = story.group(OLD);
    const staying = group.members.filter((one) => one.lifecycleState === "InService");
    expect(staying.map((one) => one.protectedFromScaleIn)).toEqual(Array(4).fill(isProtected));
    expect(group.newInstancesProtectedFromScaleIn).toBe(isProtected);
  });

  it("ends no server that somebody protects by name, and says which it is", async () => {
    const story = aStory();
    const [one] = story.group(OLD).members;
    if (one) one.protectedFromScaleIn = true;
    const id = story.start(await growAndShrink(story));
    await story.until(() => story.detailOf(id).stuck !== null);
    expect(story.detailOf(id).stuck?.cause).toContain(one?.instanceId ?? "");
    const kept = story.group(OLD).members.find((member) => member.instanceId === one?.instanceId);
    expect(kept?.lifecycleState).toBe("InService");
    await Promise.all([story.operations.stop(id, ""), story.ended(id)]);
  });
});
