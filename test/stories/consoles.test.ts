/** Stories of two who are at work on one fleet, of what is left after a kill, and of ends that were no ends. */
import { describe, expect, it } from "vitest";
import { OperationState } from "../../electron/operations/operation-state.ts";
import { claimOf } from "../../shared/decide/release/claim-tag.ts";
import { groupName } from "../../shared/model/ids.ts";
import { aStory, FLEET, MINUTE, NEW, noAnswer, OLD } from "./a-story.ts";

const claimAt = async (story: ReturnType<typeof aStory>) => {
  const [group] = await story.aws.reader.groups([groupName(OLD)]);
  return group ? claimOf(group) : null;
};

describe("story 03: another tool disabled the older group while the newer one was booting", () => {
  it("refuses a plan while another console is at work on the fleet", async () => {
    const story = aStory();
    story.start(await story.replaceIt());
    await story.until(() => story.there().includes(NEW));
    await expect(story.replaceIt()).rejects.toThrow(/held by ada@console/);
    await expect(story.retire(FLEET, "v40")).rejects.toThrow(/v40/);
  });

  it("does nothing with a plan that was made before the other one began", async () => {
    const story = aStory();
    const plans = [await story.replaceIt(), await story.replaceIt()] as const;
    const bob = story.another("bob");
    story.start(plans[0]);
    await story.until(() => story.there().includes(NEW));
    const id = story.start({ ...plans[1], id: "another" as never }, bob.operations);
    const detail = await story.ended(id, bob.operations);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("held by ada@console");
    expect(bob.journal.evidence.intents(id)).toEqual([]);
  });
});

describe("story 24: a slow answer made a finished pipeline run again", () => {
  it("lets nothing change an operation that has ended", async () => {
    const story = aStory();
    const plan = await story.replaceIt();
    const detail = await story.carryOut(plan);
    const { journal, operations } = story.console;
    expect(() => operations.resume(detail.id)).toThrow(/has ended already/);
    const record = journal.running.operation(detail.id);
    if (!record) throw new Error("The operation is gone");
    new OperationState(journal, record, plan, () => undefined).change({ status: "running" });
    expect(journal.running.operation(detail.id)?.status).toBe("succeeded");
  });
});

describe("story 26: a lock was left by a process that was killed", () => {
  it("counts for as long as it may be renewed, and not for ever", async () => {
    const story = aStory();
    const ada = story.another("carol");
    const id = story.start(await story.replaceIt(), ada.operations);
    await story.until(() => story.there().includes(NEW));
    // As after a kill: the claim stays, and nobody renews it.
    const left = await claimAt(story);
    expect(left?.operationId).toBe(id);
    await ada.operations.close();
    story.world.advanceTo(story.world.nowMs + 20 * MINUTE);
    await expect(story.retire(FLEET, "v41")).rejects.toThrow(/held by carol@console/);
    story.world.advanceTo(story.world.nowMs + 11 * MINUTE);
    const retired = await story.carryOut(await story.retire(FLEET, "v41"));
    expect(retired.status).toBe("succeeded");
    expect(await claimAt(story)).toBeNull();
    expect(story.serving(OLD)).toBe(4);
  });
});

describe("story 22: calls were applied out of order", () => {
  it("doesn't let go of a group while a change of it may still arrive", async () => {
    const story = aStory();
    let arrivedAtMs = 0;
    story.hand.before = (call) => {
      const isMark = call.call === "CreateOrUpdateTags" && "bennu:warm-until" in call.tags;
      if (!isMark || arrivedAtMs > 0) return null;
      arrivedAtMs = story.world.nowMs + 50_000;
      story.at(50_000, () => void story.aws.actor.perform(call));
      return noAnswer;
    };
    const detail = await story.carryOut(await story.replaceIt({ soakMs: 0 }));
    expect(detail.status).toBe("succeeded");
    expect(arrivedAtMs).toBeGreaterThan(0);
    expect(detail.endedAtMs).toBeGreaterThan(arrivedAtMs);
  });
});

describe("story 23: operations looked failed and were carried out; one was made twice", () => {
  it("looks what came of a call before it makes it again", async () => {
    const story = aStory();
    const lost = new Set<string>();
    story.hand.after = ({ call }) => {
      if (lost.has(call)) return null;
      lost.add(call);
      return noAnswer;
    };
    const detail = await story.carryOut(await story.replaceIt());
    expect(detail.status).toBe("succeeded");
    expect([...lost]).toContain("CreateAutoScalingGroup");
    expect(story.named("CreateAutoScalingGroup")).toHaveLength(1);
    const tokens = story.named("CreateLaunchTemplateVersion").map((call) => call.clientToken);
    expect(new Set(tokens).size).toBe(1);
    expect(story.there()).toEqual([OLD, NEW]);
    expect(story.serving(NEW)).toBe(4);
    expect(story.watch.problems).toEqual([]);
  });
});
