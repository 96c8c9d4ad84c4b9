import { describe, expect, it } from "vitest";
import { decideGrowAndShed } from "../../../../shared/decide/in-place/grow/grow-and-shed.ts";
import type { Memory } from "../../../../shared/decide/decision.ts";
import { servingServers } from "../../../../shared/guard/serving.ts";
import { sidesOf } from "../../../../shared/fleet/in-place/sides-of.ts";
import type { GroupFact, MemberFact } from "../../../../shared/model/facts.ts";
import {
  groupName,
  imageId,
  operationId,
  serverId,
  stepId,
  templateId,
} from "../../../../shared/model/ids.ts";
import type { StepWork } from "../../../../shared/model/step-work.ts";
import { aGroup } from "../../../shell/operations/small-facts.ts";

const NAME = groupName("shop");
const LT = templateId("lt-1");
const work: Extract<StepWork, { kind: "grow-and-shed" }> = {
  kind: "grow-and-shed",
  stage: "rest",
  group: NAME,
  templateId: LT,
  templateVersion: 2,
  former: { id: LT, version: 1 },
  batch: 2,
  batchSoakMs: 0,
  observations: 1,
};

function members(version: number, count: number, changes: Partial<MemberFact> = {}): MemberFact[] {
  return Array.from({ length: count }, (_, at) => ({
    serverId: serverId(`i-${String(version)}${String(at)}`),
    zone: `z${String(at % 2)}`,
    instanceType: null,
    lifecycleState: "InService",
    healthStatus: "Healthy",
    template: { id: LT, name: null, version: String(version) },
    protectedFromScaleIn: false,
    ...changes,
  }));
}

const group = (desiredCapacity: number, all: MemberFact[], version = "2"): GroupFact => ({
  ...aGroup(NAME, { minSize: 1, maxSize: 9, desiredCapacity, members: all }),
  template: { id: LT, name: null, version },
});

const memory = (kept: object | null, changes: Partial<Memory> = {}): Memory => ({
  operationId: operationId("op-1"),
  stepId: stepId("s"),
  holder: "ada",
  startedAtMs: 0,
  expected: { medianMs: 60_000, worstMs: 120_000 },
  floor: 4,
  hasEnded: () => false,
  claimedAtMs: () => null,
  unansweredAtMs: () => null,
  clientToken: "t",
  calls: [],
  outputs: {},
  kept: kept as Memory["kept"],
  ...changes,
});

const NOW = 1_000_000;
const decide = (of: GroupFact, kept: object | null, changes: Partial<typeof work> = {}) => {
  const groups = new Map([[NAME, of]]);
  const fleet = { groups, targetGroupArns: [], targetHealth: [], readAtMs: NOW };
  return decideGrowAndShed({ ...work, ...changes }, { fleet, activities: [] }, memory(kept), NOW);
};
const unwatched = { rise: null, wellForMs: 0, wellAtMs: null };
const quiet = { away: [], strangeSinceMs: null, ...unwatched };
const proved = {
  ...quiet,
  rise: {
    target: 2,
    best: 2,
    quietForMs: 0,
    lookedAtMs: NOW,
    proof: { inARow: 1, atMs: NOW - 5000 },
  },
};

describe("growing and shedding", () => {
  it("begins by raising the group beyond its size, with the new version in the same call", () => {
    expect(decide(group(4, members(1, 4), "1"), null, { stage: "first" })).toMatchObject({
      kind: "act",
      calls: [{ desiredCapacity: 6, maxSize: 9, template: { id: LT, version: 2 } }],
      originals: [{ original: { kind: "template", template: { version: 1 } }, until: "step" }],
    });
  });

  it("writes the limit down that it raises", () => {
    const full = { ...group(4, members(1, 4)), maxSize: 4 };
    expect(decide(full, null)).toMatchObject({
      calls: [{ desiredCapacity: 6, maxSize: 6 }],
      originals: [{ original: { kind: "sizes", sizes: { maxSize: 4 } }, until: "operation" }],
    });
  });

  it("ends exactly as many old servers as are new and proved, by name, and each makes the group smaller", () => {
    const all = [...members(1, 4), ...members(2, 2)];
    const decision = decide(group(6, all), { ...proved, wanted: 4, grownTo: 6, target: 2 });
    expect(decision).toMatchObject({ kind: "act" });
    const calls = decision.kind === "act" ? decision.calls : [];
    expect(calls).toHaveLength(2);
    expect(calls).toMatchObject(
      ["i-10", "i-11"].map((id) => ({ serverId: id, decrement: true, groupName: NAME })),
    );
  });

  it("ends none while the new ones are not well", () => {
    const all = [...members(1, 4), ...members(2, 2, { healthStatus: "Unhealthy" })];
    const kept = { ...quiet, wanted: 4, grownTo: 6, target: 2 };
    expect(decide(group(6, all), kept).kind).toBe("wait");
  });

  it("asks again for the same ones while an old list still shows them, and for no others", () => {
    const all = [...members(1, 4), ...members(2, 2)];
    const kept = { ...proved, wanted: 4, grownTo: 6, target: 2, away: ["i-13", "i-12"] };
    expect(decide(group(6, all), kept)).toMatchObject({
      calls: [{ serverId: "i-13" }, { serverId: "i-12" }],
    });
  });

  it("takes a size that nothing of ours explains for somebody's word once it stays", () => {
    const all = [...members(1, 4), ...members(2, 4)];
    const kept = { ...quiet, wanted: 4, grownTo: 6, target: 2 };
    expect(decide(group(8, all), kept)).toMatchObject({ kind: "wait", kept: { wanted: 4 } });
    const stays = { ...kept, strangeSinceMs: NOW - 80_000 };
    expect(decide(group(8, all), stays)).toMatchObject({
      kept: { wanted: 8, grownTo: null },
      events: [{ level: "warn" }],
    });
  });

  it("grows no fleet that somebody made smaller than the floor", () => {
    expect(decide(group(3, members(1, 3)), null)).toMatchObject({ kind: "stuck" });
  });

  it.each([["first"], ["rest"], ["last"]] as const)(
    "has not succeeded with no server at all (%s)",
    (stage) => {
      expect(decide(group(4, []), null, { stage }).kind).not.toBe("done");
      expect(decide(group(0, []), null, { stage }).kind).toBe("failed");
    },
  );

  it("is stuck when somebody gives the group another version, and says the call that gives it back", () => {
    const kept = { ...quiet, wanted: 4, grownTo: null, target: 0 };
    expect(decide(group(4, members(1, 4), "1"), kept)).toMatchObject({
      kind: "stuck",
      clear: { calls: [{ call: "UpdateAutoScalingGroup", template: { version: 2 } }] },
    });
  });
});

describe("the two sides of one group", () => {
  const inPlace = { templateId: LT, fromVersion: 1, lastVersion: 4 };
  const of = (
    all: MemberFact[],
    images?: Map<ReturnType<typeof serverId>, ReturnType<typeof imageId>>,
  ) => {
    const groups = new Map([[NAME, group(4, all)]]);
    const reading = { groups, targetGroupArns: [], targetHealth: [], readAtMs: NOW };
    return images ? { ...reading, images } : reading;
  };

  it("are told by the version, made by this plan or named by it", () => {
    const reading = of([...members(1, 2), ...members(4, 1), ...members(5, 3)]);
    const sides = (more: object) => {
      const { from, to } = sidesOf(reading, {
        from: NAME,
        to: NAME,
        inPlace: { ...inPlace, ...more },
      });
      return [from.length, to.length];
    };
    expect(sides({})).toEqual([3, 3]);
    expect(sides({ toVersion: 1 })).toEqual([4, 2]);
    expect(servingServers(reading).size).toBe(6);
  });

  it("are told by the image where roots are exchanged", () => {
    const fresh = imageId("ami-2");
    const images = new Map([
      [serverId("i-10"), fresh],
      [serverId("i-11"), imageId("ami-1")],
    ]);
    const groups = { from: NAME, to: NAME, inPlace: { ...inPlace, toImageId: fresh } };
    expect(sidesOf(of(members(1, 2), images), groups).to).toMatchObject([{ serverId: "i-10" }]);
  });
});
