import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BennuError } from "../../../shared/errors.ts";
import {
  CLAIM_LASTS_MS,
  claimOf,
  claimText,
  foreignClaim,
} from "../../../shared/decide/release/claim-tag.ts";
import { operationId, planId, stepId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aConsole, aFolder, consoleOn, until, type TestConsole } from "./console.ts";
import { replacePlan } from "./plans.ts";
import { NEW, OLD, SmallCloud, smallState, START_MS } from "./small-cloud.ts";
import { aGroup } from "./small-facts.ts";

const why = { reason: "release 2", changeNumber: null };
const statusOf = ({ operations }: TestConsole, id: ReturnType<typeof operationId>, step: string) =>
  operations.detail(id)?.steps.find((state) => state.stepId === step)?.status;

describe("what the user says to a running operation", () => {
  it("pauses between calls: nothing is changed until it goes on", async () => {
    const console = aConsole();
    const { operations, cloud } = console;
    const id = operations.start(replacePlan(), why);
    await until(operations, () => cloud.callsNamed("CreateAutoScalingGroup").length > 0);
    operations.pause(id);
    const made = cloud.state.calls.length;
    for (let look = 0; look < 20; look += 1) await cloud.clock.sleep(10_000);
    const meanwhile = cloud.state.calls.slice(made);
    expect(meanwhile.filter(({ call }) => call !== "CreateOrUpdateTags")).toEqual([]);
    expect(operations.summary(id)).toMatchObject({ status: "paused", expectedEndMs: null });
    operations.resume(id);
    expect((await console.ended(id)).status).toBe("succeeded");
  });

  it("holds its fleet while it is paused, however long: its claim stays fresh", async () => {
    const { operations, cloud } = aConsole();
    const id = operations.start(replacePlan(), why);
    await until(operations, () => cloud.callsNamed("CreateAutoScalingGroup").length > 0);
    operations.pause(id);
    const pausedAtMs = cloud.clock.now();
    while (cloud.clock.now() < pausedAtMs + 2 * CLAIM_LASTS_MS) await cloud.clock.sleep(60_000);
    const [held] = await cloud.reader.groups([OLD]);
    expect(held && foreignClaim(held, operationId("another"), cloud.clock.now())).toMatchObject({
      operationId: id,
    });
    await operations.close();
  });

  it("stops where it is and takes its claims off", async () => {
    const console = aConsole();
    const { operations, cloud } = console;
    const id = operations.start(replacePlan(), why);
    await until(operations, () => statusOf(console, id, "s6") === "running");
    expect(Object.keys(cloud.state.groups[OLD]?.tags ?? {})).toContain(TAG.claim);
    await operations.stop(id, "Changed our mind");
    const detail = await console.ended(id);
    expect(detail).toMatchObject({
      status: "stopped",
      outcome: "Stopped by ada: Changed our mind.",
    });
    expect(cloud.state.groups[OLD]?.tags).toEqual({});
    expect(cloud.state.groups[NEW]?.desired).toBe(2);
    expect(cloud.serving(OLD)).toBe(20);
    expect(detail.steps.map((step) => step.status)).not.toContain("running");
  });

  it("stops while it is paused", async () => {
    const console = aConsole();
    const { operations } = console;
    const id = operations.start(replacePlan(), why);
    await until(operations, () => statusOf(console, id, "s5") === "running");
    operations.pause(id);
    await operations.stop(id, "");
    expect((await console.ended(id)).status).toBe("stopped");
  });

  it("resumes the processes that it suspended when it is stopped before the traffic was taken", async () => {
    const stop: { now?: () => void } = {};
    const console = aConsole({
      after: (call) => {
        if (call.call === "SuspendProcesses") stop.now?.();
        return null;
      },
    });
    const id = console.operations.start(replacePlan(), why);
    stop.now = () => void console.operations.stop(id, "Wait");
    const detail = await console.ended(id);
    expect(detail.status).toBe("stopped");
    expect(console.cloud.callsNamed("DetachTrafficSources")).toEqual([]);
    expect(console.cloud.state.groups[OLD]?.suspended).toEqual([]);
  });

  it("leaves a user's own suspension as it was", async () => {
    const console = aConsole();
    console.cloud.state.groups[OLD]?.suspended.push("Launch", "AZRebalance");
    await console.carryOut(replacePlan());
    const suspended = console.cloud.state.calls.filter((call) => call.call === "SuspendProcesses");
    expect(suspended).toMatchObject([
      { processes: ["Terminate", "AddToLoadBalancer", "HealthCheck"] },
    ]);
  });

  it("skips a soak with a reason, and nothing else", async () => {
    const console = aConsole();
    const { operations, cloud } = console;
    const id = operations.start(replacePlan(), why);
    await until(operations, () => statusOf(console, id, "s6") === "running");
    expect(() => operations.skip(id, stepId("s7"), "no")).toThrow(/can't be skipped/);
    operations.skip(id, stepId("s6"), "It was watched by hand");
    const began = cloud.state.nowMs;
    const detail = await console.ended(id);
    expect(detail.status).toBe("succeeded");
    expect(detail.steps[5]).toMatchObject({
      status: "skipped",
      note: "Skipped: It was watched by hand",
    });
    expect(began - START_MS).toBeLessThan(5 * 60_000);
  });

  it("refuses a second operation on the same fleet, and says who holds it", async () => {
    const console = aConsole();
    const id = console.operations.start(replacePlan(), why);
    const second = () => console.operations.start({ ...replacePlan(), id: planId("other") }, why);
    expect(second).toThrow(BennuError);
    expect(second).toThrow(/Another operation is at work on shop: replace op-1, started by ada/);
    expect(() => console.operations.start(replacePlan(), why)).toThrow(/started already/);
    await console.operations.stop(id, "");
    expect((await console.carryOut({ ...replacePlan(), id: planId("other") })).status).toBe(
      "succeeded",
    );
  });

  it("refuses any word once it has ended", async () => {
    const console = aConsole();
    const { id } = await console.carryOut(replacePlan());
    expect(() => console.operations.pause(id)).toThrow(/has ended already/);
    await expect(console.operations.stop(id, "")).rejects.toThrow(/has ended already/);
    expect(() => console.operations.pause(operationId("nothing"))).toThrow(/no operation/);
  });

  it("is blocked by a claim of another console, unless that was left behind", async () => {
    const other = {
      operationId: operationId("op-of-bob"),
      holder: "bob@elsewhere",
      atMs: START_MS - 60_000,
    };
    const blocked = aConsole();
    Object.assign(blocked.cloud.state.groups[OLD]?.tags ?? {}, { [TAG.claim]: claimText(other) });
    const detail = await blocked.carryOut(replacePlan());
    expect(detail.outcome).toContain(
      "shop-v001 is held by bob@elsewhere for the operation op-of-bob",
    );
    expect(blocked.cloud.state.groups[OLD]?.tags[TAG.claim]).toBe(claimText(other));
    expect(blocked.cloud.state.calls).toEqual([]);

    const left = aConsole();
    const old = { ...other, atMs: START_MS - 31 * 60_000 };
    Object.assign(left.cloud.state.groups[OLD]?.tags ?? {}, { [TAG.claim]: claimText(old) });
    expect((await left.carryOut(replacePlan())).status).toBe("succeeded");
  });

  it("does not go on when another console took the fleet over while it was paused", async () => {
    const console = aConsole();
    const { operations, cloud } = console;
    const id = operations.start(replacePlan(), why);
    await until(operations, () => statusOf(console, id, "s5") === "running");
    operations.pause(id);
    const other = claimText({
      operationId: operationId("op-of-bob"),
      holder: "bob@elsewhere",
      atMs: cloud.state.nowMs,
    });
    Object.assign(cloud.state.groups[OLD]?.tags ?? {}, { [TAG.claim]: other });
    const made = cloud.state.calls.length;
    operations.resume(id);
    const detail = await console.ended(id);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("shop-v001 was taken over by bob@elsewhere");
    expect(cloud.state.groups[OLD]?.tags[TAG.claim]).toBe(other);
    expect(cloud.state.calls.slice(made)).toEqual([]);
  });

  it("takes nothing away, and puts nothing back, once another console holds the group", async () => {
    const console = aConsole({
      after: (call) => {
        if (call.call !== "SuspendProcesses") return null;
        const other = { operationId: operationId("op-of-bob"), holder: "bob@elsewhere" };
        const atMs = console.cloud.state.nowMs;
        const tags = console.cloud.state.groups[OLD]?.tags ?? {};
        tags[TAG.claim] = claimText({ ...other, atMs });
        return null;
      },
    });
    const detail = await console.carryOut(replacePlan());
    const { cloud } = console;
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("shop-v001 was taken over by bob@elsewhere");
    expect(detail.outcome).toContain("another operation holds the group now");
    expect(cloud.callsNamed("DetachTrafficSources")).toEqual([]);
    expect(cloud.callsNamed("ResumeProcesses")).toEqual([]);
    expect(cloud.state.groups[OLD]?.tags[TAG.claim]).toContain("op-of-bob");
    expect(cloud.serving(OLD)).toBe(20);
  });

  it("keeps its claim fresh for as long as it runs", async () => {
    const seen = new Set<number>();
    const console = aConsole({
      onTime: (state) => {
        const tags = Object.entries(state.groups[OLD]?.tags ?? {}).map(([key, value]) => ({
          key,
          value,
          propagateAtLaunch: false,
        }));
        const claim = claimOf(aGroup(OLD, { tags }));
        if (claim) seen.add(claim.atMs);
      },
    });
    await console.carryOut(replacePlan());
    expect(seen.size).toBeGreaterThan(1);
  });

  it("takes off later the claim that it could not take off at its end", async () => {
    const aws = { refuses: true };
    const cloud = new SmallCloud(smallState(), {
      before: (call) =>
        call.call === "DeleteTags" && aws.refuses
          ? { kind: "failed", code: "AccessDenied", message: "no", requestId: null }
          : null,
    });
    const console = consoleOn(cloud, join(aFolder(), "journal.sqlite"), {
      pauseAfterFault: async (tries) => {
        if (tries > 2) aws.refuses = false;
      },
    });
    const { operations } = console;
    const id = operations.start(replacePlan(), why);
    await until(operations, () => statusOf(console, id, "s6") === "running");
    await operations.stop(id, "");
    expect((await console.ended(id)).outcome).toContain("Left behind");
    await until(operations, () => cloud.state.groups[OLD]?.tags[TAG.claim] === undefined);
    expect(aws.refuses).toBe(false);
    expect(operations.summary(id)?.status).toBe("stopped");
  });
});
