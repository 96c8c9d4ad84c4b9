/** What stands between a decision and AWS, whatever the decision was. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { steps } from "../../../../electron/operations/steps/registry.ts";
import type { StepRegistry } from "../../../../electron/operations/steps/registry.ts";
import { aSimulatedConsole } from "../../../simulation/crashing-console.ts";
import { aConsole, aFolder, consoleOn, until } from "../console.ts";
import { replacePlan } from "../plans.ts";
import { ARN, NEW, noAnswer, OLD, refusal, SmallCloud, smallState } from "../small-cloud.ts";

const why = { reason: "a release", changeNumber: null };
const again = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** A step that takes the live group out of traffic at once, whatever it saw. */
const reckless: StepRegistry = {
  ...steps,
  raise: {
    ...steps.raise,
    decide: (work) => ({
      kind: "act",
      note: "",
      calls: [{ call: "DetachTrafficSources", groupName: work.liveGroup, targetGroupArns: [ARN] }],
    }),
  },
};

describe("a call that takes capacity away", () => {
  it("is judged right before it is made, whatever the step decided, and the step says why it waits", async () => {
    const { operations, cloud } = consoleOn(
      new SmallCloud(smallState()),
      join(aFolder(), "journal.sqlite"),
      { steps: reckless },
    );
    const id = operations.start(replacePlan(), why);
    await until(operations, () => operations.summary(id)?.stuck !== null);
    for (let look = 0; look < 20; look += 1) await cloud.clock.sleep(5000);
    expect(operations.summary(id)?.stuck?.cause).toContain("below the floor of 18");
    expect(cloud.callsNamed("DetachTrafficSources")).toEqual([]);
    expect(cloud.serving(OLD)).toBe(20);
    const texts = operations.events(id).map((event) => event.text);
    expect(texts.filter((text) => text.includes("below the floor of 18."))).toHaveLength(1);
    expect(texts.filter((text) => text.endsWith("goes on again"))).toEqual([]);
    await operations.stop(id, "");
  });

  it("counts what the same act has just taken away, though AWS's lists don't show it yet", async () => {
    const taken: string[] = [];
    const cloud = new SmallCloud(smallState(), {
      before: (call) => {
        if (call.call !== "EnterStandby") return null;
        taken.push(...call.serverIds);
        return { kind: "ok", requestId: "r-1", produced: {} };
      },
    });
    const [group] = await cloud.reader.groups([OLD]);
    const outOfService = (group?.members ?? []).slice(0, 5).map(({ serverId }) => ({
      call: "EnterStandby" as const,
      groupName: OLD,
      serverIds: [serverId],
      decrement: true,
    }));
    const greedy: StepRegistry = {
      ...steps,
      raise: { ...steps.raise, decide: () => ({ kind: "act", note: "", calls: outOfService }) },
    };
    const { operations } = consoleOn(cloud, join(aFolder(), "journal.sqlite"), { steps: greedy });
    const id = operations.start(replacePlan(), why);
    await until(operations, () => operations.summary(id)?.stuck !== null);
    expect(taken).toHaveLength(2);
    await operations.stop(id, "");
  });

  it("shows how many serve after each call of an act, and not after its last alone", async () => {
    const cloud = new SmallCloud(smallState(), {
      before: (call) => {
        if (call.call !== "EnterStandby") return null;
        cloud.state.groups[OLD]?.servers.shift();
        cloud.state.nowMs += 1000;
        return { kind: "ok", requestId: "r-1", produced: {} };
      },
    });
    const members = (await cloud.reader.groups([OLD]))[0]?.members ?? [];
    const calls = members.slice(0, 2).map(({ serverId }) => ({
      call: "EnterStandby" as const,
      groupName: OLD,
      serverIds: [serverId],
      decrement: true,
    }));
    const twice: StepRegistry = {
      ...steps,
      raise: {
        ...steps.raise,
        decide: (_, __, memory) =>
          memory.calls.length === 0
            ? { kind: "act", note: "", calls }
            : { kind: "wait", note: "", recheckMs: 5000, progress: null },
      },
    };
    const { operations } = consoleOn(cloud, join(aFolder(), "journal.sqlite"), { steps: twice });
    const id = operations.start(replacePlan(), why);
    const seen = () => operations.detail(id)?.samples.map(({ from }) => from) ?? [];
    await until(operations, () => seen().includes(18));
    expect(seen()).toContain(19);
    await operations.stop(id, "");
  });

  it("is not made on a reading that took so long that it tells of another time", async () => {
    const slow = { ms: 0 };
    const { operations, cloud, ended } = aConsole({
      onRead: () => void (cloud.state.nowMs += slow.ms),
      before: (call) => {
        if (call.call === "SuspendProcesses") slow.ms = 6000;
        return null;
      },
    });
    const id = operations.start(replacePlan(), why);
    await until(operations, () =>
      operations.events(id).some((event) => event.text.includes("AWS answers so late")),
    );
    expect(cloud.callsNamed("DetachTrafficSources")).toEqual([]);
    slow.ms = 0;
    expect((await ended(id)).status).toBe("succeeded");
    expect(cloud.callsNamed("DetachTrafficSources")).toHaveLength(1);
  });
});

describe("the journal and the calls", () => {
  it("has each call written down before it is made", async () => {
    const written: (readonly [string, boolean])[] = [];
    const console = aConsole({
      before: (call) => {
        const [id] = console.journal.running.operations();
        const meant = id && console.journal.evidence.intents(id.id).at(-1);
        written.push([call.call, meant?.call.call === call.call && meant.outcome === null]);
        return null;
      },
    });
    await console.carryOut(replacePlan());
    expect(written.length).toBeGreaterThan(8);
    expect(written.filter(([, before]) => !before)).toEqual([]);
  });

  it("asks with the same token until AWS is known to have refused", async () => {
    const tokens: string[] = [];
    const answers = [noAnswer, noAnswer, refusal("Throttling", "slow down"), null];
    const { carryOut, cloud } = aConsole({
      before: (call) => {
        if (call.call !== "CreateLaunchTemplateVersion") return null;
        tokens.push(call.clientToken);
        return answers[tokens.length - 1] ?? null;
      },
    });
    expect((await carryOut(replacePlan())).status).toBe("succeeded");
    expect(tokens).toHaveLength(4);
    expect(new Set(tokens.slice(0, 3)).size).toBe(1);
    expect(tokens[3]).not.toBe(tokens[0]);
    expect(cloud.state.versions).toHaveLength(2);
  });

  it("takes an answer that broke off for unknown: the call may have been carried out", async () => {
    let broken = 0;
    const { carryOut, cloud, journal } = aConsole({
      after: (call) => {
        if (call.call !== "CreateAutoScalingGroup" || broken++ > 0) return null;
        throw new Error("socket hang up");
      },
    });
    const detail = await carryOut(replacePlan());
    expect(detail.status).toBe("succeeded");
    const made = journal.evidence
      .intents(detail.id)
      .filter(({ call }) => call.call === "CreateAutoScalingGroup");
    expect(made.map(({ outcome }) => outcome?.kind)).toEqual(["unknown"]);
    expect(cloud.callsNamed("CreateAutoScalingGroup")).toHaveLength(1);
  });

  it("takes what was meant and not heard of before a restart for unknown, and looks", async () => {
    const cloud = new SmallCloud(smallState());
    const journalPath = join(aFolder(), "journal.sqlite");
    const first = aSimulatedConsole({
      journalPath,
      cloud,
      nextId: () => 1,
      end: "after-act:CreateAutoScalingGroup",
      sleep: again,
      onPoint: () => undefined,
    });
    const id = first.operations.start(replacePlan(), why);
    while (first.crashedAt() === null) await again();
    const { operations, ended, journal } = consoleOn(cloud, journalPath);
    operations.resumeAll();
    expect((await ended(id)).status).toBe("succeeded");
    const intents = journal.evidence.intents(id);
    expect(intents.filter(({ outcome }) => outcome === null)).toEqual([]);
    expect(intents.filter(({ outcome }) => outcome?.kind === "unknown")).toHaveLength(1);
    expect(cloud.callsNamed("CreateAutoScalingGroup")).toHaveLength(1);
  });

  it("makes the new group empty: what it starts is raised, seen and proved", async () => {
    const { carryOut, cloud } = aConsole();
    await carryOut(replacePlan());
    const [made] = cloud.callsNamed("CreateAutoScalingGroup");
    expect(made).toMatchObject({ groupName: NEW, minSize: 0, desiredCapacity: 0 });
  });
});
