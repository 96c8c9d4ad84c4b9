import { describe, expect, it } from "vitest";
import { putBackCalls } from "../../../shared/decide/put-back/put-back.ts";
import { decideWeigh } from "../../../shared/decide/generation/weigh.ts";
import { decidePin } from "../../../shared/decide/generation/pin.ts";
import { guard } from "../../../shared/guard/guard.ts";
import { servingMembers, type FleetReading } from "../../../shared/guard/serving.ts";
import type { Call } from "../../../shared/model/call.ts";
import type { MemberFact } from "../../../shared/model/facts.ts";
import { groupName, operationId, serverId, targetGroupArn } from "../../../shared/model/ids.ts";
import type { SharedRule } from "../../../shared/model/steps/generation.ts";
import type { RuleFact } from "../../../shared/model/facts/rule-facts.ts";
import { aGroup } from "../../shell/operations/small-facts.ts";

const OLD = groupName("web-v041");
const NEW = groupName("web-v042");
const A = targetGroupArn("arn:targetgroup/a/1");
const B = targetGroupArn("arn:targetgroup/b/2");
const members = (name: string, count: number): MemberFact[] =>
  Array.from({ length: count }, (_, at) => ({
    serverId: serverId(`i-${name}-${String(at)}`),
    zone: "a",
    instanceType: null,
    lifecycleState: "InService",
    healthStatus: "Healthy",
    template: null,
    protectedFromScaleIn: false,
  }));

function reading(old: number, fresh: number, weights: readonly [number, number]): FleetReading {
  const group = (name: typeof OLD, count: number) =>
    aGroup(name, { members: members(name, count), desiredCapacity: count });
  const healthy = (name: string, count: number, arn: typeof A) =>
    members(name, count).map(({ serverId: id }) => ({
      targetGroupArn: arn,
      serverId: id,
      state: "healthy",
      reason: null,
      description: null,
    }));
  return {
    groups: new Map([
      [OLD, group(OLD, old)],
      [NEW, group(NEW, fresh)],
    ]),
    targetGroupArns: [A],
    targetHealth: [...healthy(OLD, old, A), ...healthy(NEW, fresh, B)],
    readAtMs: 0,
    ownTraffic: new Map([
      [OLD, [A]],
      [NEW, [B]],
    ]),
    rules: [{ ruleArn: "r1", weights: weightsOf(weights) }],
  };
}
const weightsOf = ([from, to]: readonly [number, number]) => [
  { targetGroupArn: A, weight: from },
  { targetGroupArn: B, weight: to },
];
const shared: SharedRule = {
  ruleArn: "r1",
  listenerArn: "l1",
  isDefault: false,
  from: A,
  to: B,
  fromWeight: 100,
  toWeight: 0,
};
const rule = (weights: readonly [number, number], over: Partial<RuleFact> = {}): RuleFact => ({
  ruleArn: "r1",
  listenerArn: "l1",
  isDefault: false,
  actions: [{ Type: "forward" }],
  weights: weightsOf(weights),
  isSticky: false,
  ...over,
});
const setTo = (from: number, to: number): Call => ({
  call: "ModifyRule",
  groupName: OLD,
  ruleArn: "r1",
  actions: [],
  weights: weightsOf([from, to]),
});

describe("who serves where weights share the traffic", () => {
  it("a group whose target group has no weight serves nobody, however well it is", () => {
    expect(servingMembers(reading(20, 20, [100, 0]), NEW)).toHaveLength(0);
    expect(servingMembers(reading(20, 20, [18, 2]), NEW)).toHaveLength(20);
    expect(servingMembers(reading(20, 20, [0, 100]), OLD)).toHaveLength(0);
  });
});

describe("the guard on weights", () => {
  it.each<[string, Call, FleetReading, boolean]>([
    ["lets a canary have its part", setTo(18, 2), reading(20, 2, [100, 0]), true],
    [
      "refuses the canary a larger part than its servers carry",
      setTo(10, 10),
      reading(20, 2, [100, 0]),
      false,
    ],
    ["refuses all requests to a few", setTo(0, 100), reading(20, 2, [18, 2]), false],
    ["lets all requests go to as many", setTo(0, 100), reading(20, 20, [10, 10]), true],
    ["refuses them where a canary server fell ill", setTo(18, 2), reading(20, 1, [100, 0]), false],
    ["lets all go back to the old one", setTo(100, 0), reading(20, 20, [10, 10]), true],
    ["refuses to send them back to too few", setTo(100, 0), reading(5, 20, [10, 10]), false],
    ["refuses weights of nothing", setTo(0, 0), reading(20, 20, [10, 10]), false],
    [
      "lets servers out of a target group that gets nothing",
      { call: "DetachTrafficSources", groupName: OLD, targetGroupArns: [A] },
      reading(20, 20, [0, 100]),
      true,
    ],
    [
      "keeps those in that get requests",
      { call: "DetachTrafficSources", groupName: OLD, targetGroupArns: [A] },
      reading(20, 2, [18, 2]),
      false,
    ],
  ])("%s", (_what, call, fleet, ok) => {
    expect(guard(call, { ...fleet, servers: [], extras: null }, 20).ok).toBe(ok);
  });
});

describe("sharing requests", () => {
  const work = {
    kind: "weigh",
    group: OLD,
    toGroup: NEW,
    rules: [shared],
    fromWeight: 18,
    toWeight: 2,
    isFinal: false,
  } as const;
  const never = { unansweredAtMs: () => null };
  const decide = (
    rules: readonly RuleFact[],
    over: Partial<typeof work> | object = {},
    memory = never,
  ) => decideWeigh({ ...work, ...over }, { fleet: reading(20, 2, [100, 0]), rules }, memory, 0);

  it("sets absolute weights, with all actions as they were, and writes the old ones down first", () => {
    expect(decide([rule([100, 0])])).toMatchObject({
      kind: "act",
      calls: [
        {
          call: "ModifyRule",
          ruleArn: "r1",
          actions: [{ Type: "forward" }],
          weights: weightsOf([18, 2]),
        },
      ],
      originals: [{ until: "operation", original: { kind: "weights", rule: shared } }],
    });
  });
  it("asks the listener for its default rule", () => {
    const decision = decide([rule([100, 0])], { rules: [{ ...shared, isDefault: true }] });
    expect(decision).toMatchObject({ calls: [{ call: "ModifyListener", ruleArn: "l1" }] });
  });
  it("is done when the rule lists them, and settles the old ones only when they are for good", () => {
    const done = decide([rule([18, 2])]);
    expect(done).toMatchObject({ kind: "done" });
    expect(done).not.toHaveProperty("settles");
    const last = decide([rule([0, 100])], { fromWeight: 0, toWeight: 100, isFinal: true });
    expect(last).toMatchObject({ kind: "done", settles: [{ kind: "weights", group: OLD }] });
  });
  it("waits while a change without an answer may still arrive", () => {
    expect(decide([rule([18, 2])], {}, { unansweredAtMs: () => 0 as never }).kind).toBe("wait");
  });
  it("leaves a rule alone that somebody changed, or that is gone", () => {
    const other = [{ targetGroupArn: A, weight: 1 }];
    expect(decide([rule([1, 1], { weights: other })])).toMatchObject({ kind: "failed" });
    expect(decide([])).toMatchObject({ kind: "failed", mayLag: true });
  });

  it("puts the weights of before back, but not on a rule that is somebody else's by now", () => {
    const original = { kind: "weights", group: OLD, rule: shared } as const;
    const back = (rules: readonly RuleFact[]) =>
      putBackCalls(original, aGroup(OLD, {}), operationId("op"), rules);
    expect(back([rule([18, 2])])).toMatchObject([
      { call: "ModifyRule", weights: weightsOf([100, 0]) },
    ]);
    expect(back([rule([100, 0])])).toEqual([]);
    expect(back([rule([1, 1], { weights: [{ targetGroupArn: A, weight: 1 }] })])).toEqual([]);
  });
});

describe("keeping a group from being scaled in", () => {
  const work = { kind: "pin", group: OLD, minSize: 2, maxSize: 30, desiredCapacity: 20 } as const;
  const never = { unansweredAtMs: () => null };
  it("raises the minimum alone, from the size that is wanted now", () => {
    const group = aGroup(OLD, { minSize: 2, maxSize: 30, desiredCapacity: 22 });
    expect(decidePin(work, { group }, never, 0)).toMatchObject({
      kind: "act",
      calls: [{ minSize: 22, maxSize: 30, desiredCapacity: 22 }],
      originals: [
        { until: "operation", original: { kind: "sizes", sizes: { minSize: 2, maxSize: 30 } } },
      ],
    });
  });
  it("does nothing where it is so already", () => {
    const group = aGroup(OLD, { minSize: 20, maxSize: 30, desiredCapacity: 20 });
    expect(decidePin(work, { group }, never, 0)).toMatchObject({ kind: "done" });
  });
});
