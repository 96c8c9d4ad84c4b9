/** A roll back in flight ends the operation that it takes over from, and must not wait for what AWS refuses it. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Call } from "../../../shared/model/call.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aConsole, aFolder, consoleOn, until } from "./console.ts";
import { replacePlan, warmRollbackPlan } from "./plans.ts";
import { NEW, OLD, refusal, SmallCloud, smallState } from "./small-cloud.ts";

const why = { reason: "a release", changeNumber: null };
const denied = refusal("AccessDenied", "not allowed");

/** Refuses, from the moment it is told to, every call of these names. */
function refusing(...names: readonly Call["call"][]) {
  const aws = { refuses: false };
  const before = (call: Call) => (aws.refuses && names.includes(call.call) ? denied : null);
  return { aws, before };
}

describe("an operation that a roll back takes over from", () => {
  it("ends soon though AWS puts nothing back; the roll back takes its claim over and serves", async () => {
    const { aws, before } = refusing("ResumeProcesses", "DeleteTags");
    const superseding: { now?: () => void } = {};
    const console = consoleOn(
      new SmallCloud(smallState(), {
        before,
        after: (call) => {
          if (call.call === "SuspendProcesses") superseding.now?.();
          if (call.call === "CreateOrUpdateTags") aws.refuses = false;
          return null;
        },
      }),
      join(aFolder(), "journal.sqlite"),
      { pauseAfterFault: () => new Promise((resolve) => void setImmediate(resolve)) },
    );
    const { operations, cloud, journal, ended } = console;
    const id = operations.start(replacePlan(), why);
    const beganMs = await new Promise<number>((resolve) => {
      superseding.now = () => {
        delete superseding.now;
        aws.refuses = true;
        void operations.supersede(id, "Rolled back by ada");
        resolve(cloud.state.nowMs);
      };
    });
    const detail = await ended(id);
    expect(cloud.state.nowMs - beganMs).toBeLessThan(60_000);
    expect(detail.status).toBe("superseded");
    expect(detail.outcome).toContain("Left behind: Launch, Terminate");
    const texts = operations.events(id).map(({ text }) => text);
    expect(texts).toContainEqual(
      expect.stringMatching(/^Not put back: Launch.*The roll back goes on without it\.$/),
    );
    const open = journal.evidence.originals(id).filter((one) => one.state === "pending");
    expect(open.map((one) => one.original.kind)).toEqual(["claim", "suspended"]);

    const back = operations.start(warmRollbackPlan(), why);
    expect((await ended(back)).outcome).toBe("Everything in the plan is done.");
    expect(cloud.serving(OLD)).toBe(20);
    expect(cloud.serving(NEW)).toBe(0);
    expect(cloud.state.groups[OLD]?.suspended).toEqual([]);
    expect(cloud.state.groups[OLD]?.tags[TAG.claim]).toBeUndefined();
  });

  it("ends though its connection is gone, and what is still open stays in the journal", async () => {
    const cloud = new SmallCloud(smallState());
    const connection = { isThere: true };
    const pauses: number[] = [];
    const console = consoleOn(cloud, join(aFolder(), "journal.sqlite"), {
      cloudOf: () => (connection.isThere ? cloud : null),
      pauseAfterFault: async (tries) => {
        pauses.push(tries);
        await new Promise((resolve) => void setImmediate(resolve));
        if (operations.summary(id)?.status === "superseded") connection.isThere = true;
      },
    });
    const { operations, journal } = console;
    const id = operations.start(replacePlan(), why);
    await until(operations, () => (operations.detail(id)?.samples.at(-1)?.to ?? 0) >= 2);
    connection.isThere = false;
    await operations.supersede(id, "Rolled back by ada");
    expect(pauses.slice(0, 4)).toEqual([1, 2, 3, 4]);
    expect(operations.summary(id)).toMatchObject({
      status: "superseded",
      outcome: expect.stringContaining(
        "the claim on shop-v001 (the connection isn't there)",
      ) as string,
    });
    await until(operations, () => cloud.state.groups[OLD]?.tags[TAG.claim] === undefined);
    await until(operations, () =>
      journal.evidence.originals(id).every((one) => one.state !== "pending"),
    );
  });

  it("is not hurried when it is only stopped", async () => {
    const { aws, before } = refusing("DeleteTags");
    const { operations, cloud, ended } = aConsole({
      before,
      onTime: (state) => {
        if (aws.refuses && state.nowMs - stoppedAtMs > 120_000) aws.refuses = false;
      },
    });
    let stoppedAtMs = Infinity;
    const id = operations.start(replacePlan(), why);
    await until(operations, () => (operations.detail(id)?.samples.at(-1)?.to ?? 0) >= 2);
    aws.refuses = true;
    stoppedAtMs = cloud.state.nowMs;
    await operations.stop(id, "");
    expect((await ended(id)).outcome).toContain("Stopped by ada");
    expect(cloud.state.groups[OLD]?.tags).toEqual({});
  });
});
