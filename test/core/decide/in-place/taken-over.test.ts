/** What an operation in place finds when it takes over from another one, and what it leaves to whoever deletes. */
import { describe, expect, it } from "vitest";
import type { Memory } from "../../../../shared/decide/decision.ts";
import { decideGiveBack } from "../../../../shared/decide/in-place/give-back.ts";
import { decideGrowAndShed } from "../../../../shared/decide/in-place/grow/grow-and-shed.ts";
import type { GroupFact, MemberFact } from "../../../../shared/model/facts.ts";
import {
  groupName,
  operationId,
  serverId,
  stepId,
  templateId,
} from "../../../../shared/model/ids.ts";
import type { StepWork } from "../../../../shared/model/step-work.ts";
import { aGroup } from "../../../shell/operations/small-facts.ts";

const NAME = groupName("shop");
const LT = templateId("lt-1");
const NOW = 1_000_000;
const back: Extract<StepWork, { kind: "grow-and-shed" }> = {
  kind: "grow-and-shed",
  stage: "first",
  group: NAME,
  templateId: LT,
  templateVersion: 1,
  former: null,
  batch: 4,
  batchSoakMs: 0,
  observations: 1,
};

const members = (version: number, count: number): MemberFact[] =>
  Array.from({ length: count }, (_, at) => ({
    serverId: serverId(`i-${String(version)}${String(at)}`),
    zone: "a",
    instanceType: null,
    lifecycleState: "InService",
    healthStatus: "Healthy",
    template: { id: LT, name: null, version: String(version) },
    protectedFromScaleIn: false,
  }));

const startsVersion2 = (desiredCapacity: number, all: MemberFact[]): GroupFact => ({
  ...aGroup(NAME, { minSize: 1, maxSize: 9, desiredCapacity, members: all }),
  template: { id: LT, name: null, version: "2" },
});

const memory = (changes: Partial<Memory> = {}): Memory => ({
  operationId: operationId("op-2"),
  stepId: stepId("s"),
  holder: "ada",
  startedAtMs: 0,
  expected: { medianMs: 60_000, worstMs: 120_000 },
  floor: 4,
  hasEnded: () => true,
  claimedAtMs: () => null,
  unansweredAtMs: () => null,
  clientToken: "t",
  calls: [],
  outputs: { held: { processes: [], sizes: { minSize: 1, maxSize: 9, desiredCapacity: 4 } } },
  kept: null,
  ...changes,
});

const fleetOf = (group: GroupFact) => ({
  groups: new Map([[NAME, group]]),
  targetGroupArns: [],
  targetHealth: [],
  readAtMs: NOW,
});
const decide = (group: GroupFact, changes: Partial<Memory> = {}) =>
  decideGrowAndShed(back, { fleet: fleetOf(group), activities: [] }, memory(changes), NOW);
const asked: Memory["calls"] = [
  {
    name: "UpdateAutoScalingGroup",
    atMs: NOW - 100_000,
    outcome: { kind: "ok", requestId: "r", produced: {} },
  },
];

describe("back in place, from an operation that had given the group its version", () => {
  const raised = startsVersion2(6, [...members(1, 4), ...members(2, 2)]);

  it("gives a group that is raised already the earlier version, and its size stays", () => {
    expect(decide(raised)).toMatchObject({
      kind: "act",
      calls: [{ call: "UpdateAutoScalingGroup", desiredCapacity: 6, template: { version: 1 } }],
    });
  });

  it("gives it also where no server of the other version was started", () => {
    expect(decide(startsVersion2(4, members(1, 4)))).toMatchObject({
      kind: "act",
      calls: [{ call: "UpdateAutoScalingGroup", desiredCapacity: 4, template: { version: 1 } }],
    });
  });

  it("takes it for somebody's word when the group has another version after that", () => {
    expect(
      decide(raised, {
        calls: asked,
        kept: {
          wanted: 4,
          grownTo: 6,
          away: [],
          strangeSinceMs: null,
          target: 4,
          rise: null,
          wellForMs: 0,
          wellAtMs: null,
        },
      }),
    ).toMatchObject({ kind: "stuck" });
  });
});

describe("giving back a group that somebody deletes", () => {
  const work = { kind: "give-back", group: NAME } as const;
  const deleted = { ...startsVersion2(0, []), status: "Delete in progress" };
  const seen = { fleet: fleetOf(deleted), tasks: [] };

  it("has nothing to do on a way out", () => {
    expect(decideGiveBack(work, seen, memory({ leaving: "failed" }), NOW).kind).toBe("done");
  });

  it("is no success of a plan", () => {
    expect(decideGiveBack(work, seen, memory(), NOW).kind).toBe("failed");
  });
});

describe("giving back a group whose new servers never came", () => {
  const work = { kind: "give-back", group: NAME } as const;
  const grown = { wanted: 4, grownTo: 6, away: [], strangeSinceMs: null };
  const back = (size: number, changes: Partial<Memory>) => {
    const group = startsVersion2(size, members(1, 4));
    return decideGiveBack(work, { fleet: fleetOf(group), tasks: [] }, memory(changes), NOW);
  };

  it("lowers its size by the seats that nobody took, and ends nobody", () => {
    const decision = back(6, { keptBy: (kind) => (kind === "grow-and-shed" ? grown : null) });
    expect(decision).toMatchObject({
      kind: "act",
      calls: [{ call: "UpdateAutoScalingGroup", desiredCapacity: 4 }],
      kept: { grownTo: 4, loweredFrom: 6 },
    });
  });

  it("is done when that is so, and asks again when the call got lost", () => {
    const kept = { ...grown, grownTo: 4, loweredFrom: 6 };
    expect(back(4, { kept }).kind).toBe("done");
    expect(back(6, { kept, calls: asked })).toMatchObject({
      kind: "act",
      calls: [{ desiredCapacity: 4 }],
    });
  });
});

describe("giving back a group that has more servers than it wants, all of them serving", () => {
  const work = { kind: "give-back", group: NAME } as const;
  const grown = { wanted: 1, grownTo: 2, away: [], strangeSinceMs: null };
  const back = (overSinceMs?: number) => {
    const group = startsVersion2(2, members(1, 4));
    const kept = overSinceMs === undefined ? grown : { ...grown, overSinceMs };
    return decideGiveBack(work, { fleet: fleetOf(group), tasks: [] }, memory({ kept }), NOW);
  };

  it("waits as long as AWS may be exchanging some, then lowers its size and ends none by name", () => {
    expect(back()).toMatchObject({ kind: "wait", kept: { overSinceMs: NOW } });
    expect(back(NOW - 5 * 60_000)).toMatchObject({ kind: "wait" });
    expect(back(NOW - 20 * 60_000)).toMatchObject({
      kind: "act",
      calls: [{ call: "UpdateAutoScalingGroup", desiredCapacity: 1 }],
      kept: { grownTo: 1, loweredFrom: 2 },
    });
  });
});

describe("giving a group its limits back after the others were ended", () => {
  const work = { kind: "give-back", group: NAME } as const;
  const shed = { wanted: 4, grownTo: null, away: [], strangeSinceMs: null };
  const held = { processes: [], sizes: { minSize: 1, maxSize: 4, desiredCapacity: 4 } };
  const back = (size: number, changes: Partial<Memory> = {}) => {
    const group = startsVersion2(size, members(2, size));
    const known = { outputs: { held }, keptBy: () => shed, ...changes };
    return decideGiveBack(work, { fleet: fleetOf(group), tasks: [] }, memory(known), NOW);
  };

  it("raises it by no answer from before that", () => {
    expect(back(7)).toMatchObject({ kind: "wait", kept: { strangeSinceMs: NOW } });
    expect(back(4)).toMatchObject({
      kind: "act",
      calls: [{ call: "UpdateAutoScalingGroup", maxSize: 4, desiredCapacity: 4 }],
    });
  });

  it("keeps a size that stays, for somebody's word", () => {
    const stayed = { ...shed, strangeSinceMs: NOW - 100_000 };
    expect(back(7, { kept: stayed })).toMatchObject({ kind: "wait", kept: { wanted: 7 } });
  });
});
