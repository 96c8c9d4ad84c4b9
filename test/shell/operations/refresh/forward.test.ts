import { describe, expect, it } from "vitest";
import { writeAlarmState } from "../../../../electron/practice/world/autoscaling/refresh/alarms.ts";
import { noAnswer } from "../small-cloud.ts";
import type { CallOutcome } from "../../../../shared/model/call.ts";
import type { Cloud } from "../../../../electron/ports.ts";
import {
  aRefreshConsole,
  groupName,
  groupNow,
  MINUTE,
  stepOf,
  untilNote,
  versionsOf,
  why,
} from "./refresh-region.ts";

describe("a rolling refresh", () => {
  it("brings all servers to the numbered version; the group's template is AWS's to change", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    const before = await groupNow(console, plan);
    const id = console.operations.start(plan, why);
    await untilNote(console, id, /[1-9]\d* of 20 servers new/);
    expect((await groupNow(console, plan)).template?.version).toBe(before.template?.version);
    const detail = await console.ended(id);
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    const after = await groupNow(console, plan);
    expect(versionsOf(after)).toEqual([after.template?.version]);
    expect(after.template?.version).not.toBe(before.template?.version);
    expect([after.minSize, after.maxSize, after.desiredCapacity]).toEqual([
      before.minSize,
      before.maxSize,
      before.desiredCapacity,
    ]);
    expect(Math.min(...detail.samples.map(({ from, to }) => from + to))).toBeGreaterThanOrEqual(20);
    expect(stepOf(detail, "end-refresh")?.note).toContain("No refresh of");
  });

  it("stops at its checkpoints and bakes, and says so", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh({
      checkpointPercentages: [10, 100],
      checkpointDelaySeconds: 600,
      bakeTimeSeconds: 300,
    });
    const id = console.operations.start(plan, why);
    await untilNote(console, id, /2 of 20 servers new .*checkpoint reached, AWS waits for/);
    await untilNote(console, id, /20 of 20 servers new .*AWS watches them for/);
    expect((await console.ended(id)).status).toBe("succeeded");
    const texts = console.operations.events(id).map(({ text }) => text);
    expect(texts).toContain("AWS has replaced them all, and watches them");
  });

  it("turned back by AWS for an alarm: failed with AWS's reason, the old version everywhere", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh({ alarms: ["web-5xx"], autoRollback: true });
    const before = await groupNow(console, plan);
    const id = console.operations.start(plan, why);
    await untilNote(console, id, /[1-9]\d* of 20 servers new/);
    writeAlarmState(console.world, "web-5xx", "ALARM");
    const detail = await console.ended(id);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toMatch(/AWS turned its refresh back.*web-5xx is in ALARM/);
    expect(versionsOf(await groupNow(console, plan))).toEqual([before.template?.version]);
  });

  it("stopped: AWS's refresh is cancelled, and none is left running", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    const id = console.operations.start(plan, why);
    await untilNote(console, id, /[1-9]\d* of 20 servers new/);
    await console.operations.stop(id, "Changed our mind");
    expect(console.operations.summary(id)?.status).toBe("stopped");
    const [refresh] = await console.cloud.reader.refreshes(groupName(plan));
    expect(refresh?.status).toBe("Cancelled");
    await console.cloud.clock.sleep(10 * MINUTE);
    expect(console.world.state.groups.get(groupName(plan))?.members).toHaveLength(20);
  });

  it("cancelled by somebody else: failed, with what runs now", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    const id = console.operations.start(plan, why);
    await untilNote(console, id, /[1-9]\d* of 20 servers new/);
    await console.cloud.actor.perform({
      call: "CancelInstanceRefresh",
      groupName: groupName(plan),
      waitForTransitioning: true,
    });
    const detail = await console.ended(id);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toMatch(
      /cancelled, not by this operation.*of \d+ servers of .* run version/,
    );
  });
});

describe("a start without an answer", () => {
  const losing =
    (lost: "reply" | "call") =>
    (cloud: Cloud): Cloud => {
      let left = 1;
      const perform: Cloud["actor"]["perform"] = async (call): Promise<CallOutcome> => {
        if (call.call !== "StartInstanceRefresh" || left === 0) return cloud.actor.perform(call);
        left -= 1;
        if (lost === "reply") await cloud.actor.perform(call);
        return noAnswer;
      };
      return { ...cloud, actor: { perform } };
    };

  it.each(["reply", "call"] as const)("lost %s: one refresh in the end", async (lost) => {
    const console = aRefreshConsole({ through: losing(lost) });
    const plan = await console.refresh();
    const detail = await console.carryOut(plan);
    expect(detail.status).toBe("succeeded");
    expect(await console.cloud.reader.refreshes(groupName(plan))).toHaveLength(1);
    const starts = console.journal.evidence
      .intents(detail.id)
      .filter(({ call }) => call.call === "StartInstanceRefresh");
    expect(starts).toHaveLength(lost === "reply" ? 1 : 2);
  });
});
