/**
 * Carrying over, driven through a world that is as bad as AWS can be: a console that dies around any call, answers
 * that get lost, lists that lag. In the end everything is there, and nothing was put twice that had its effect.
 */
import { describe, expect, it } from "vitest";
import { decideCarryExtras } from "../../../../shared/decide/clone/carry-extras.ts";
import type { Decision, Memory } from "../../../../shared/decide/decision.ts";
import type { Call } from "../../../../shared/model/call.ts";
import type { GroupExtra, GroupExtras } from "../../../../shared/model/facts.ts";
import { operationId, stepId } from "../../../../shared/model/ids.ts";
import { partsAfterSizes, partsBeforeServers } from "../../../../shared/clone/clone-extras.ts";
import { aGroup } from "../../../builders/group.ts";
import { noExtras } from "../../../builders/world.ts";
import { fullExtras, NEW, OLD, policyArn } from "../../clone/some-extras.ts";

const work = {
  kind: "carry-extras",
  group: NEW,
  fromGroup: OLD,
  parts: [...partsBeforeServers, ...partsAfterSizes],
  targetGroups: [],
} as const;
const EVERYTHING = 6;
const LISTED_AFTER_MS = 60_000;

type Fate = "answered" | "lost" | "died-before" | "died-after" | "refused";

class World {
  nowMs = 0;
  readonly effects: { readonly call: Call; readonly atMs: number }[] = [];
  readonly journal: { calls: Memory["calls"][number][]; kept: Memory["kept"] } = {
    calls: [],
    kept: null,
  };
  readonly fate: (at: number) => Fate;
  readonly listedAfterMs: number;

  constructor(fate: (at: number) => Fate, listedAfterMs = 0) {
    this.fate = fate;
    this.listedAfterMs = listedAfterMs;
  }

  decide(): Decision {
    const memory: Memory = {
      operationId: operationId("op-1"),
      stepId: stepId("s1"),
      holder: "ada",
      startedAtMs: 0,
      expected: { medianMs: 0, worstMs: 0 },
      floor: 1,
      clientToken: "t",
      hasEnded: () => false,
      claimedAtMs: () => null,
      unansweredAtMs: () => null,
      outputs: {},
      ...this.journal,
    };
    const { has, alarms } = this.listed();
    const group = aGroup(NEW).build().group;
    const from = aGroup(OLD).build().group;
    return decideCarryExtras(
      work,
      { group, from, has, wanted: fullExtras, alarms },
      memory,
      this.nowMs,
    );
  }

  /** Until it is done; a console that dies starts again with what its journal holds. */
  run(): Decision {
    for (let turn = 0; turn < 400; turn += 1) {
      const decision = this.decide();
      if (decision.kind === "done" || decision.kind === "failed") return decision;
      if (decision.kept) this.journal.kept = decision.kept;
      if (decision.kind === "act") this.act(decision.calls);
      this.nowMs += decision.kind === "wait" ? decision.recheckMs : 1000;
    }
    throw new Error("It never ends");
  }

  private act(calls: readonly Call[]): void {
    for (const call of calls) {
      const fate = this.fate(this.journal.calls.length);
      const atMs = this.nowMs;
      if (fate !== "died-before" && fate !== "refused") this.effects.push({ call, atMs });
      this.journal.calls.push({ name: call.call, atMs, outcome: outcomeOf(fate, call) });
      if (fate !== "answered") return;
    }
  }

  private listed(): { has: GroupExtras; alarms: readonly GroupExtra[] } {
    const calls = this.effects
      .filter(({ atMs }) => this.nowMs - atMs >= this.listedAfterMs)
      .map(({ call }) => call);
    const of = (name: Call["call"], key: string): GroupExtra[] =>
      calls.flatMap((call) =>
        call.call === name && "definition" in call
          ? [{ name: textOf(call.definition[key]), definition: call.definition }]
          : [],
      );
    const [pool] = of("PutWarmPool", "");
    const has = {
      ...noExtras,
      lifecycleHooks: of("PutLifecycleHook", "LifecycleHookName"),
      notifications: of("PutNotificationConfiguration", "TopicARN"),
      scheduledActions: of("PutScheduledUpdateGroupAction", "ScheduledActionName"),
      scalingPolicies: of("PutScalingPolicy", "PolicyName").map((policy) => ({
        ...policy,
        arn: policyArn(NEW, policy.name),
        alarms: [],
      })),
      warmPool: pool ? { definition: pool.definition } : null,
    };
    return { has, alarms: of("PutMetricAlarm", "AlarmName") };
  }
}

function outcomeOf(fate: Fate, call: Call): Memory["calls"][number]["outcome"] {
  if (fate === "refused")
    return { kind: "failed", code: "Throttling", message: "", requestId: null };
  if (fate !== "answered") return { kind: "unknown", message: "no answer" };
  const produced = call.call === "PutScalingPolicy" ? { policyArn: policyArn(NEW, "out") } : {};
  return { kind: "ok", requestId: null, produced };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

const namesOf = (world: World) => world.effects.map(({ call }) => call.call).toSorted();
const ALL = [
  "PutLifecycleHook",
  "PutMetricAlarm",
  "PutNotificationConfiguration",
  "PutScalingPolicy",
  "PutScheduledUpdateGroupAction",
  "PutWarmPool",
];

describe("carrying over what hangs on a group", () => {
  const fates: readonly Fate[] = ["lost", "died-before", "died-after", "refused"];
  const cases = fates.flatMap((fate) =>
    Array.from({ length: EVERYTHING }, (_, at) => [fate, at] as const),
  );

  it.each(cases)("puts each thing once, where call is %s at %i", (fate, at) => {
    const world = new World((made) => (made === at ? fate : "answered"));
    expect(world.run().kind).toBe("done");
    expect(namesOf(world)).toEqual(ALL);
  });

  it.each(cases)("also while lists lag by a minute (%s at %i)", (fate, at) => {
    const world = new World((made) => (made === at ? fate : "answered"), LISTED_AFTER_MS);
    expect(world.run().kind).toBe("done");
    expect(namesOf(world)).toEqual(ALL);
  });

  it("gives the alarm the new policy, under a name of the new group", () => {
    const world = new World(() => "answered");
    world.run();
    const alarm = world.effects
      .map(({ call }) => call)
      .find(({ call }) => call === "PutMetricAlarm");
    expect(alarm).toMatchObject({
      definition: {
        AlarmName: "cpu-high-web-v002",
        Dimensions: [{ Name: "AutoScalingGroupName", Value: NEW }],
        AlarmActions: [policyArn(NEW, "out"), "arn:aws:sns:r:1:topic"],
      },
    });
  });

  it("leaves what somebody put on the new group first to the comparison", () => {
    const world = new World(() => "answered");
    const definition = { LifecycleHookName: "drain", HeartbeatTimeout: 900 };
    world.effects.push({ call: { call: "PutLifecycleHook", groupName: NEW, definition }, atMs: 0 });
    world.run();
    expect(namesOf(world)).toEqual(ALL);
  });
});
