/** A change in place that the guard refuses, or that others hold up. */
import { describe, expect, it } from "vitest";
import type { Memory } from "../../../../shared/decide/decision.ts";
import { decideSwapRoots } from "../../../../shared/decide/in-place/swap/swap-roots.ts";
import type { GroupFact, MemberFact } from "../../../../shared/model/facts.ts";
import {
  groupName,
  imageId,
  operationId,
  serverId,
  stepId,
  targetGroupArn,
  templateId,
} from "../../../../shared/model/ids.ts";
import type { RootTaskFact } from "../../../../shared/model/facts/root-volumes.ts";
import type { StepWork } from "../../../../shared/model/step-work.ts";
import { aGroup } from "../../../shell/operations/small-facts.ts";

const NAME = groupName("shop");
const LT = templateId("lt-1");
const NEW = imageId("ami-new");
const NOW = 1_000_000.5;
const work: Extract<StepWork, { kind: "swap-roots" }> = {
  kind: "swap-roots",
  stage: "rest",
  group: NAME,
  templateId: LT,
  templateVersion: 2,
  former: null,
  imageId: NEW,
  batch: 2,
  batchSoakMs: 0,
  observations: 1,
  keepReplaced: false,
};

const members = (count: number): MemberFact[] =>
  Array.from({ length: count }, (_, at) => ({
    serverId: serverId(`i-${String(at)}`),
    zone: "a",
    instanceType: null,
    lifecycleState: "InService",
    healthStatus: "Healthy",
    template: { id: LT, name: null, version: "2" },
    protectedFromScaleIn: false,
  }));

const group = (count: number, over: Partial<GroupFact> = {}): GroupFact => ({
  ...aGroup(NAME, { minSize: 1, maxSize: 9, desiredCapacity: 5, members: members(count) }),
  template: { id: LT, name: null, version: "2" },
  ...over,
});

const memory = (changes: Partial<Memory> = {}): Memory => ({
  operationId: operationId("op-1"),
  stepId: stepId("s"),
  holder: "ada",
  startedAtMs: 0,
  expected: { medianMs: 60_000, worstMs: 120_000 },
  floor: 3,
  hasEnded: () => false,
  claimedAtMs: () => null,
  unansweredAtMs: () => null,
  clientToken: "t",
  calls: [],
  outputs: {},
  kept: null,
  ...changes,
});

const swap = (of: GroupFact, changes: Partial<Memory>, arns: readonly string[] = []) =>
  decideOf(work, of, changes, arns);

function decideOf(
  as: typeof work,
  of: GroupFact,
  changes: Partial<Memory>,
  arns: readonly string[] = [],
  tasks: readonly RootTaskFact[] = [],
) {
  const images = new Map(of.members.map((one) => [one.serverId, imageId("ami-old")]));
  const fleet = {
    groups: new Map([[NAME, of]]),
    targetGroupArns: arns.map(targetGroupArn),
    targetHealth: [],
    readAtMs: NOW,
    images,
  };
  const seen = { fleet, activities: [], tasks, standbyChecks: [] };
  return decideSwapRoots(as, seen, memory(changes), NOW);
}

const kept = {
  wanted: 5,
  grownTo: null,
  away: [],
  strangeSinceMs: null,
  asked: {},
  batches: 0,
  rise: null,
  wellForMs: 0,
  wellAtMs: null,
};

describe("a batch of root volumes while servers are missing", () => {
  const launch = { process: "Launch", reason: "User suspended" };

  it("says what keeps the missing ones away, and takes none out", () => {
    const held = group(4, { suspended: [launch] });
    expect(swap(held, { kept })).toMatchObject({
      kind: "stuck",
      cause: expect.stringContaining("Launch of shop is suspended") as string,
      clear: { calls: [{ call: "ResumeProcesses" }] },
    });
  });

  it("leaves it to the guard where nothing is known to be wrong", () => {
    expect(swap(group(4), { kept })).toMatchObject({
      kind: "act",
      calls: [{ call: "EnterStandby" }],
    });
  });

  it("names the traffic that somebody took the group out of", () => {
    expect(swap(group(5), { kept }, ["arn:targetgroup/tg-shop/1"])).toMatchObject({
      kind: "stuck",
      cause: expect.stringContaining("no requests of tg-shop") as string,
      clear: { calls: [{ call: "AttachTrafficSources" }] },
    });
  });
});

describe("a server that was to enter standby", () => {
  const [first] = members(1);
  const id = first?.serverId ?? "";
  const inHand = { ...kept, away: [id], asked: { [id]: { what: "enter", atMs: NOW - 5000 } } };

  it("is asked again at once when the guard refused it: it was never called", () => {
    expect(swap(group(5), { kept: inHand })).toMatchObject({
      kind: "act",
      calls: [{ call: "EnterStandby", serverIds: [id] }],
    });
  });

  it("is waited for when it was called: lists lag behind", () => {
    const atMs = Math.round(NOW - 5000) - 1;
    const outcome = { kind: "ok", requestId: "r", produced: {} } as const;
    const calls = [{ name: "EnterStandby", atMs, outcome }] as const;
    expect(swap(group(5), { kept: inHand, calls })).toMatchObject({ kind: "wait" });
  });
});

describe("a size that AWS never answered to", () => {
  it("is waited for before servers leave: it would start others in their place", () => {
    const lost = (agoMs: number) => ({
      kept,
      unansweredAtMs: (_: string, name?: string) =>
        name === "UpdateAutoScalingGroup" ? NOW - agoMs : null,
    });
    expect(swap(group(5), lost(20_000))).toMatchObject({ kind: "wait" });
    expect(swap(group(5), lost(200_000))).toMatchObject({
      kind: "act",
      calls: [{ call: "EnterStandby" }],
    });
  });
});

describe("an old answer while servers are in standby", () => {
  const unprepared = group(5, { template: { id: LT, name: null, version: "1" } });
  const atFirst = { ...work, stage: "first" } as const;

  it("gives the group no size of before: others would start in their place", () => {
    const askedAtMs = (_: string, name: string) => (name === "EnterStandby" ? NOW - 20_000 : null);
    expect(decideOf(atFirst, unprepared, { kept, askedAtMs })).toMatchObject({ kind: "wait" });
    expect(decideOf(atFirst, unprepared, { kept, askedAtMs: () => null })).toMatchObject({
      kind: "act",
      calls: [{ call: "UpdateAutoScalingGroup" }],
    });
  });
});

describe("going back from an operation that had only taken servers out of service yet", () => {
  const sizes = { minSize: 1, maxSize: 9, desiredCapacity: 5 };
  const outputs = { held: { processes: [], sizes } };
  const [set, ...rest] = members(5);
  const aside = set ? [{ ...set, lifecycleState: "Standby" }] : [];
  const left = (desiredCapacity: number) =>
    group(5, { desiredCapacity, members: [...aside, ...rest] });
  const toOld = { ...work, imageId: imageId("ami-old") };
  const back = (of: GroupFact, as = toOld) => decideOf(as, of, { outputs });

  it("goes on with those: they are why the group is smaller", () => {
    expect(back(left(4))).toMatchObject({ kind: "wait", kept: { away: ["i-0"], wanted: 5 } });
  });

  it("leaves what else stands in standby to whoever put it there", () => {
    expect(back(left(5))).not.toMatchObject({ kept: { away: ["i-0"] } });
    const onward = { ...toOld, former: { id: LT, version: 1 } };
    expect(back(left(4), onward)).not.toMatchObject({ kept: { away: ["i-0"] } });
  });
});

describe("a server of the batch that is listed no more", () => {
  const gone = serverId("i-gone");
  const after = (what: "enter" | "swap" | "exit", size: number) =>
    swap(group(4, { desiredCapacity: size }), {
      kept: {
        ...kept,
        away: [gone, serverId("i-0")],
        asked: { [gone]: { what, atMs: NOW - 5000 } },
      },
    });

  it.each(["swap", "exit"] as const)(
    "fails the step where it had its new root (%s), also while the size is not yet explained",
    (what) => {
      for (const size of [4, 5])
        expect(after(what, size)).toMatchObject({
          kind: "failed",
          reason: expect.stringContaining("i-gone") as string,
        });
    },
  );

  it("says nothing of the new root where it had none yet", () => {
    expect(after("enter", 4).kind).not.toBe("failed");
  });
});

describe("a new root volume asked for long ago", () => {
  const [first, ...rest] = members(5);
  const id = serverId("i-0");
  const aside = first ? [{ ...first, lifecycleState: "Standby" }] : [];
  const asked = { [id]: { what: "swap", atMs: NOW - 40 * 60_000 } };
  const calls = [
    { name: "CreateReplaceRootVolumeTask", atMs: NOW - 40 * 60_000, outcome: null },
  ] as const;
  const after = (tasks: readonly RootTaskFact[], unansweredMs: number) =>
    decideOf(
      work,
      group(5, { desiredCapacity: 4, members: [...aside, ...rest] }),
      { kept: { ...kept, away: [id], asked }, calls, unansweredAtMs: () => NOW - unansweredMs },
      [],
      tasks,
    );

  it("is no failure while AWS was never seen to begin it: the console was away before it asked", () => {
    expect(after([], 10_000)).toMatchObject({ kind: "wait" });
    expect(after([], 200_000)).toMatchObject({
      kind: "act",
      calls: [{ call: "CreateReplaceRootVolumeTask", serverId: id }],
    });
  });

  it("has failed where AWS began it and nothing came up", () => {
    const task = { id: "t-1", serverId: id, imageId: NEW, startedAtMs: NOW - 40 * 60_000 };
    const begun = { ...task, state: "in-progress", operation: "op-1" };
    expect(after([begun], 10_000)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("has not come up") as string,
    });
  });
});
