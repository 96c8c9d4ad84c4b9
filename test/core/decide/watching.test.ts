import { describe, expect, it } from "vitest";
import type { Decision, Kept, Memory } from "../../../shared/decide/decision.ts";
import { decideRaise } from "../../../shared/decide/generation/raise.ts";
import { decideSettle } from "../../../shared/decide/generation/settle.ts";
import { decideSoak } from "../../../shared/decide/generation/soak.ts";
import type { FleetReading } from "../../../shared/guard/serving.ts";
import { groupName, operationId, serverId, stepId } from "../../../shared/model/ids.ts";
import { aGroup } from "../../shell/operations/small-facts.ts";

const OLD = groupName("shop-v001");
const NEW = groupName("shop-v002");
const MINUTE = 60_000;

const members = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    serverId: serverId(`i-${String(at)}`),
    zone: "a",
    instanceType: null,
    lifecycleState: "InService",
    healthStatus: "Healthy",
    template: null,
    protectedFromScaleIn: false,
  }));

const fleetOf = (
  serving: number,
  desired: { readonly old: number; readonly new: number } = { old: 4, new: 4 },
): FleetReading => ({
  groups: new Map([
    [OLD, aGroup(OLD, { desiredCapacity: desired.old })],
    [NEW, aGroup(NEW, { desiredCapacity: desired.new, members: members(serving) })],
  ]),
  targetGroupArns: [],
  targetHealth: [],
  readAtMs: 0,
});

const memory = (kept: Kept | null): Memory => ({
  operationId: operationId("op-1"),
  stepId: stepId("s1"),
  holder: "ada@here",
  startedAtMs: 0,
  expected: { medianMs: 1, worstMs: 1 },
  floor: 4,
  clientToken: "t",
  hasEnded: () => false,
  claimedAtMs: () => null,
  unansweredAtMs: () => null,
  calls: [],
  outputs: {},
  kept,
});

const work = {
  kind: "soak",
  group: NEW,
  liveGroup: OLD,
  targetGroupArns: [],
  size: 4,
  durationMs: 15 * MINUTE,
} as const;

/** Looks at these minutes, with so many servers in service at each. */
function soak(looks: readonly (readonly [minute: number, serving: number])[]): Decision {
  let kept: Kept | null = null;
  let decision: Decision | null = null;
  for (const [minute, serving] of looks) {
    const seen = { fleet: fleetOf(serving), activities: [] };
    decision = decideSoak(work, seen, memory(kept), minute * MINUTE);
    kept = decision.kind === "failed" ? null : (decision.kept ?? null);
  }
  if (!decision) throw new Error("Nothing was looked at");
  return decision;
}

const everyMinute = (from: number, to: number, serving = 4) =>
  Array.from({ length: to - from + 1 }, (_, at) => [from + at, serving] as const);

describe("a soak", () => {
  it("is done after its time, if it was watched", () => {
    expect(soak(everyMinute(0, 14)).kind).toBe("wait");
    expect(soak(everyMinute(0, 15)).kind).toBe("done");
  });

  it("takes no time for proof in which nobody looked: a laptop that slept, a pause, a restart", () => {
    const slept = soak([...everyMinute(0, 5), [600, 4]]);
    expect(slept).toMatchObject({ kind: "wait", leftMs: 9 * MINUTE });
    expect(soak([...everyMinute(0, 5), ...everyMinute(600, 609)]).kind).toBe("done");
  });

  it("begins anew when a server was lost", () => {
    const lost = soak([...everyMinute(0, 10), [11, 3], [12, 4]]);
    expect(lost).toMatchObject({ kind: "wait", leftMs: 15 * MINUTE });
  });

  it("forgives one server, and a list that lags", () => {
    const one = [...everyMinute(0, 5), ...everyMinute(6, 9, 3)];
    expect(soak([...one, ...everyMinute(10, 25)]).kind).toBe("done");
    const lag = [...everyMinute(0, 5), [6, 0], [7, 0]] as const;
    expect(soak([...lag, ...everyMinute(8, 23)]).kind).toBe("done");
  });

  it("fails when servers are lost one after the other", () => {
    const first = [...everyMinute(0, 5), ...everyMinute(6, 9, 3), ...everyMinute(10, 12)];
    expect(soak([...first, ...everyMinute(13, 15, 3)])).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("lost 2 servers while it was watched, 3 servers left"),
    });
  });

  it("fails when all that were watched are lost", () => {
    expect(soak([...everyMinute(0, 5), ...everyMinute(6, 8, 0)])).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("none that was watched serves any more"),
    });
  });

  it("is not led astray by a clock that goes back", () => {
    expect(soak([...everyMinute(5, 10), [2, 4]])).toMatchObject({ leftMs: 10 * MINUTE });
  });
});

describe("time in which nobody looked", () => {
  const raising = {
    kind: "raise",
    group: NEW,
    liveGroup: OLD,
    targetGroupArns: [],
    size: 4,
    observations: 2,
  } as const;
  const steps = {
    raise: (serving: number, kept: Kept | null, nowMs: number) =>
      decideRaise(raising, { fleet: fleetOf(serving), activities: [] }, memory(kept), nowMs),
    soak: (serving: number, kept: Kept | null, nowMs: number) =>
      decideSoak(work, { fleet: fleetOf(serving), activities: [] }, memory(kept), nowMs),
  };
  const looks = (kind: keyof typeof steps, minutes: readonly number[]) => {
    let kept: Kept | null = null;
    return minutes.map((minute) => {
      const decision = steps[kind](3, kept, minute * MINUTE);
      kept = decision.kind === "failed" ? null : (decision.kept ?? kept);
      return decision.kind;
    });
  };

  it.each(["raise", "soak"] as const)("fails no %s after a sleep or a pause", (kind) => {
    expect(looks(kind, [0, 1, 2, 600, 601])).not.toContain("failed");
  });

  it.each(["raise", "soak"] as const)("does not keep a %s that was watched for ever", (kind) => {
    const minutes = Array.from({ length: 15 }, (_, at) => at);
    expect(looks(kind, minutes)).toContain("failed");
  });
});

describe("settling", () => {
  const sizes = { minSize: 2, maxSize: 5, desiredCapacity: 4 };
  const settle = (desired: { readonly old: number; readonly new: number }) =>
    decideSettle(
      { kind: "settle", group: NEW, fromGroup: OLD, sizes },
      { fleet: fleetOf(desired.new, desired) },
      memory(null),
      0,
    );

  it.each([
    ["as planned", { old: 4, new: 4 }, { maxSize: 5, desiredCapacity: 4 }],
    ["the live group has grown", { old: 5, new: 4 }, { maxSize: 5, desiredCapacity: 5 }],
    [
      "both were raised above the planned maximum",
      { old: 8, new: 8 },
      { maxSize: 8, desiredCapacity: 8 },
    ],
    ["the new group alone is larger", { old: 4, new: 7 }, { maxSize: 7, desiredCapacity: 7 }],
  ])("never ends a server: %s", (_name, desired, expected) => {
    expect(settle(desired)).toMatchObject({ kind: "act", calls: [{ minSize: 2, ...expected }] });
  });

  it.each([
    ["no change of the sizes went unanswered", null, 0, "done"],
    ["one may still arrive", 0, 60_000, "wait"],
    ["it can't arrive any more", 0, 140_000, "done"],
  ])("is done when the sizes stay: %s", (_name, askedAtMs, nowMs, expected) => {
    const fleet = fleetOf(4, { old: 4, new: 4 });
    const group = fleet.groups.get(NEW);
    const asItIs = { ...sizes, minSize: group?.minSize ?? 0, maxSize: group?.maxSize ?? 0 };
    const decided = decideSettle(
      { kind: "settle", group: NEW, fromGroup: OLD, sizes: asItIs },
      { fleet },
      { unansweredAtMs: () => askedAtMs },
      nowMs,
    );
    expect(decided.kind).toBe(expected);
  });
});
