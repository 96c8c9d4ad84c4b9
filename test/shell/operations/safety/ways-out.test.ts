/** An end is an end, and what was changed for a time goes back on every way to it. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OperationState } from "../../../../electron/operations/operation-state.ts";
import type { CallOutcome } from "../../../../shared/model/call.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { aConsole, aFolder, consoleOn, until, type TestConsole } from "../console.ts";
import { aPlan, replacePlan, replaceWorks } from "../plans.ts";
import { NEW, noAnswer, OLD, SmallCloud, smallState, START_MS } from "../small-cloud.ts";

const why = { reason: "a release", changeNumber: null };
const done: CallOutcome = { kind: "ok", requestId: "r-9", produced: {} };

/** Stopped by its user as soon as this is so. */
async function stopped(console: TestConsole, when: () => boolean) {
  const id = console.operations.start(replacePlan(), why);
  await until(console.operations, when);
  await console.operations.stop(id, "");
  return console.ended(id);
}

describe("an operation that has ended", () => {
  it("stays ended, whatever comes later", async () => {
    const { carryOut, journal } = aConsole();
    const { id } = await carryOut(replacePlan());
    const record = journal.running.operation(id);
    if (!record) throw new Error("The operation is gone");
    const state = new OperationState(journal, record, replacePlan(), () => undefined);
    state.change({ status: "running", outcome: null });
    expect(state.record.status).toBe("succeeded");
    expect(journal.running.operation(id)?.status).toBe("succeeded");
  });
});

describe("a way out", () => {
  it("takes claims off that no step of the plan lets go of", async () => {
    const works = replaceWorks().filter(({ kind }) => kind !== "release");
    const { operations, cloud, ended } = aConsole();
    const id = operations.start(aPlan("replace", works, OLD, NEW), why);
    await until(operations, () => cloud.callsNamed("CreateAutoScalingGroup").length > 0);
    expect(cloud.state.groups[OLD]?.tags[TAG.claim]).toBeDefined();
    await operations.stop(id, "");
    expect((await ended(id)).outcome).toBe("Stopped by ada.");
    expect(cloud.state.groups[OLD]?.tags).toEqual({});
  });

  it("waits for a change whose answer was lost, and that arrives late", async () => {
    const late = { atMs: Infinity };
    const stopping: { now?: () => void } = {};
    const console = aConsole({
      before: (call) => {
        if (call.call !== "SuspendProcesses" || late.atMs < Infinity) return null;
        late.atMs = console.cloud.state.nowMs + 50_000;
        stopping.now?.();
        return noAnswer;
      },
      onTime: (state) => {
        if (state.nowMs < late.atMs || late.atMs === 0) return;
        late.atMs = 0;
        state.groups[OLD]?.suspended.push("Launch", "Terminate");
      },
    });
    const id = console.operations.start(replacePlan(), why);
    stopping.now = () => void console.operations.stop(id, "");
    expect((await console.ended(id)).outcome).toBe("Stopped by ada.");
    expect(late.atMs).toBe(0);
    expect(console.cloud.state.groups[OLD]?.suspended).toEqual([]);
  });

  it("looks again whether what it put back is back, and does it again", async () => {
    let deaf = 2;
    const stopping: { now?: () => void } = {};
    const console = aConsole({
      before: (call) => (call.call === "ResumeProcesses" && deaf-- > 0 ? done : null),
      after: (call) => {
        if (call.call === "SuspendProcesses") stopping.now?.();
        return null;
      },
    });
    const id = console.operations.start(replacePlan(), why);
    stopping.now = () => void console.operations.stop(id, "");
    expect((await console.ended(id)).outcome).toBe("Stopped by ada.");
    expect(deaf).toBeLessThan(0);
    expect(console.cloud.state.groups[OLD]?.suspended).toEqual([]);
  });

  it("takes what was suspended for the shift back, and nothing of what someone else holds", async () => {
    const stopping: { now?: () => void } = {};
    const console = aConsole({
      after: (call) => {
        if (call.call === "SuspendProcesses") stopping.now?.();
        return null;
      },
    });
    console.cloud.state.groups[OLD]?.suspended.push("AlarmNotification", "Launch");
    const id = console.operations.start(replacePlan(), why);
    stopping.now = () => void console.operations.stop(id, "");
    await console.ended(id);
    expect(console.cloud.state.groups[OLD]?.suspended).toEqual(["AlarmNotification", "Launch"]);
  });
});

describe("what only a lagging list says", () => {
  it("ends nothing: a group that isn't listed for half a minute", async () => {
    const gone: { group?: ReturnType<typeof smallState>["groups"][string] } = {};
    const { carryOut } = aConsole({
      onTime: (state) => {
        const sinceMs = state.nowMs - START_MS;
        const old = state.groups[OLD];
        if (old && !gone.group && sinceMs > 60_000) {
          gone.group = old;
          delete state.groups[OLD];
        }
        if (gone.group && sinceMs > 95_000) state.groups[OLD] ??= gone.group;
      },
    });
    expect((await carryOut(replacePlan())).status).toBe("succeeded");
    expect(gone.group).toBeDefined();
  });
});

describe("a read-only connection", () => {
  it("starts nothing", () => {
    const cloud = new SmallCloud(smallState());
    Object.assign(cloud.connection, { readOnly: true });
    const { operations } = consoleOn(cloud, join(aFolder(), "journal.sqlite"));
    expect(() => operations.start(replacePlan(), why)).toThrow(/read-only/);
    expect(cloud.state.calls).toEqual([]);
  });

  it("is asked about at the start, for it may have been made one since the plan", async () => {
    const console = aConsole();
    await stopped(console, () => console.cloud.callsNamed("CreateAutoScalingGroup").length > 0);
    Object.assign(console.cloud.connection, { readOnly: true });
    expect(() => console.operations.start({ ...replacePlan(), id: "other" as never }, why)).toThrow(
      /read-only/,
    );
  });
});
