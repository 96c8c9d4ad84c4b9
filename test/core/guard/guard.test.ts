import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guard } from "../../../shared/guard/guard.ts";
import { takesAway, type GuardReading } from "../../../shared/guard/asked.ts";
import { servingServers } from "../../../shared/guard/serving.ts";
import type { Call } from "../../../shared/model/call.ts";
import type { GroupExtras, MemberFact, ServerFact } from "../../../shared/model/facts.ts";
import { groupName, serverId, targetGroupArn, type GroupName } from "../../../shared/model/ids.ts";
import { aGroup } from "../../shell/operations/small-facts.ts";

const ARN = targetGroupArn("arn:targetgroup/tg/1");
const A = groupName("shop-v001");
const B = groupName("shop-v002");

interface Shape {
  readonly serving: number;
  readonly idle?: number;
  readonly desired?: number;
  readonly suspended?: readonly string[];
}

const plain: GroupExtras = {
  scalingPolicies: [],
  scheduledActions: [],
  lifecycleHooks: [],
  notifications: [],
  warmPool: null,
  activeRefresh: null,
};

/** Two groups of one fleet; `idle` members are in service in their group but not healthy at the target group. */
function reading(
  shapes: Readonly<Record<string, Shape>>,
  withTraffic = true,
  servers: ServerFact[] = [],
): GuardReading {
  const groups = new Map(
    Object.entries(shapes).map(([name, shape]) => [groupName(name), group(name, shape)] as const),
  );
  const targetHealth = Object.entries(shapes).flatMap(([name, { serving, idle = 0 }]) =>
    members(name, serving + idle).map(({ serverId: id }, at) => ({
      targetGroupArn: ARN,
      serverId: id,
      state: at < serving ? "healthy" : "unhealthy",
      reason: null,
      description: null,
    })),
  );
  const targetGroupArns = withTraffic ? [ARN] : [];
  return { groups, targetGroupArns, targetHealth, readAtMs: 0, servers, extras: plain };
}

function group(name: string, { serving, idle = 0, desired, suspended = [] }: Shape) {
  return aGroup(name, {
    members: members(name, serving + idle),
    desiredCapacity: desired ?? serving + idle,
    maxSize: 1000,
    suspended: suspended.map((process) => ({ process, reason: "" })),
    arns: [ARN],
  });
}

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

const ids = (name: GroupName, count: number) =>
  members(name, count).map((member) => member.serverId);
const detach = (name: GroupName): Call => ({
  call: "DetachTrafficSources",
  groupName: name,
  targetGroupArns: [ARN],
});
const remove = (name: GroupName): Call => ({
  call: "DeleteAutoScalingGroup",
  groupName: name,
  force: true,
});
const resize = (name: GroupName, desiredCapacity: number, maxSize = 100): Call => ({
  call: "UpdateAutoScalingGroup",
  groupName: name,
  minSize: 0,
  maxSize,
  desiredCapacity,
});

describe("the guard", () => {
  it.each<[string, Call, GuardReading, number, number | null]>([
    [
      "lets a group go that the other one makes up for",
      detach(A),
      reading({ [A]: { serving: 20 }, [B]: { serving: 20 } }),
      18,
      20,
    ],
    [
      "keeps a group in traffic while the other one is not healthy there",
      detach(A),
      reading({ [A]: { serving: 20 }, [B]: { serving: 0, idle: 20 } }),
      18,
      null,
    ],
    [
      "counts the whole fleet, not one group",
      detach(A),
      reading({ [A]: { serving: 8 }, [B]: { serving: 5 } }),
      10,
      null,
    ],
    [
      "keeps a group in traffic while the other one is about to scale in",
      detach(A),
      reading({ [A]: { serving: 20 }, [B]: { serving: 20, desired: 4 } }),
      18,
      null,
    ],
    [
      "counts servers that are too many as long as nothing may end them",
      detach(A),
      reading({ [A]: { serving: 20 }, [B]: { serving: 20, desired: 4, suspended: ["Terminate"] } }),
      18,
      20,
    ],
    ["refuses to delete the last generation", remove(A), reading({ [A]: { serving: 3 } }), 1, null],
    [
      "lets a group without serving servers be deleted",
      remove(B),
      reading({ [A]: { serving: 20 }, [B]: { serving: 0, idle: 4 } }),
      20,
      20,
    ],
    [
      "lets go of what serves nothing even below the floor",
      remove(B),
      reading({ [A]: { serving: 3 }, [B]: { serving: 0 } }),
      20,
      3,
    ],
    [
      "takes a lower size for servers lost",
      resize(A, 12),
      reading({ [A]: { serving: 20 } }),
      15,
      null,
    ],
    [
      "takes a lower maximum for servers lost",
      resize(A, 20, 5),
      reading({ [A]: { serving: 20 } }),
      15,
      null,
    ],
    ["lets a size be raised", resize(A, 40), reading({ [A]: { serving: 20 } }), 20, 20],
    ["lets a size be stated as it is", resize(A, 20), reading({ [A]: { serving: 20 } }), 20, 20],
    [
      "expects the worst choice of a scale-in",
      resize(A, 20),
      reading({ [A]: { serving: 18, idle: 6 } }),
      18,
      null,
    ],
    [
      "counts servers without target groups by their own health",
      remove(A),
      { ...reading({ [A]: { serving: 4 } }, false) },
      4,
      null,
    ],
    [
      "counts a scale-in that was held back",
      { call: "ResumeProcesses", groupName: A, processes: ["Terminate"] },
      reading({ [A]: { serving: 20, desired: 5, suspended: ["Terminate"] } }),
      18,
      null,
    ],
    [
      "lets processes go on that end nothing",
      { call: "ResumeProcesses", groupName: A, processes: ["Launch"] },
      reading({ [A]: { serving: 20, desired: 5, suspended: ["Launch"] } }),
      18,
      20,
    ],
    [
      "lets processes be held",
      { call: "SuspendProcesses", groupName: A, processes: ["AddToLoadBalancer"] },
      reading({ [A]: { serving: 20 } }),
      20,
      20,
    ],
    [
      "refuses to end more servers than can be spared",
      { call: "TerminateInstances", serverIds: ids(A, 3) },
      reading({ [A]: { serving: 20 } }),
      18,
      null,
    ],
    [
      "counts a server once that is named twice",
      { call: "TerminateInstances", serverIds: [...ids(A, 2), ...ids(A, 2)] },
      reading({ [A]: { serving: 20 } }),
      18,
      18,
    ],
  ])("%s", (_name, call, fresh, floor, after) => {
    const verdict = guard(call, fresh, floor);
    const expected =
      after === null
        ? { ok: false, reason: expect.stringContaining("below the floor") as string }
        : { ok: true, after };
    expect(verdict).toMatchObject(expected);
  });

  it.each<Call>([
    { call: "TerminateInstances", serverIds: [] },
    { call: "TerminateInstances", serverIds: [serverId("")] },
    { call: "DetachTrafficSources", groupName: A, targetGroupArns: [] },
    { call: "SuspendProcesses", groupName: A, processes: [] },
    { call: "ResumeProcesses", groupName: A, processes: [] },
    { call: "DeleteTags", groupName: A, keys: [] },
    { call: "DeleteAutoScalingGroup", groupName: groupName(" "), force: true },
  ])("refuses $call with nothing named, which could mean everything", (call) => {
    expect(guard(call, reading({ [A]: { serving: 20 } }), 0)).toMatchObject({ ok: false });
    expect(takesAway(call)).toBe(true);
  });

  const lowering: readonly [string, Partial<GroupExtras>][] = [
    [
      "AlarmNotification",
      { scalingPolicies: [{ name: "cpu", arn: "", definition: {}, alarms: [] }] },
    ],
    ["ScheduledActions", { scheduledActions: [{ name: "night", definition: {} }] }],
    ["InstanceRefresh", { activeRefresh: "r-1 InProgress" }],
  ];
  const resume = (...processes: string[]): Call => ({
    call: "ResumeProcesses",
    groupName: A,
    processes,
  });

  describe.each(lowering)("reckons with what %s lets go on", (process, has) => {
    const held = (shape: Partial<Shape> = {}, extras: GuardReading["extras"] = plain) => ({
      ...reading({ [A]: { serving: 20, suspended: [process], ...shape } }),
      extras: extras && { ...extras, ...has },
    });

    it("as with all of them while it isn't read what the group has", () => {
      const reason = expect.stringContaining("leave 0 of 20") as string;
      expect(guard(resume(process), held({}, null), 18)).toMatchObject({ ok: false, reason });
    });

    it("policies and schedules to the minimum that is the group's own, a refresh not below the floor", () => {
      const fresh = held();
      const group = fresh.groups.get(A);
      if (!group) throw new Error("There is a group");
      const ok = process !== "InstanceRefresh";
      for (const minSize of [0, 4]) {
        const groups = new Map([[A, { ...group, minSize }]]);
        expect(guard(resume(process), { ...fresh, groups }, 18)).toMatchObject({ ok });
      }
      const both = held({ suspended: [process, "Terminate"] }).groups.get(A);
      if (!both) throw new Error("There is a group");
      const alsoEnding = { ...fresh, groups: new Map([[A, { ...both, minSize: 4 }]]) };
      expect(guard(resume(process, "Terminate"), alsoEnding, 18)).toMatchObject({ ok: false });
    });

    it("not while Terminate stays held, but if it is let go in the same call", () => {
      const both = held({ suspended: [process, "Terminate"] });
      expect(guard(resume(process), both, 18)).toMatchObject({ ok: true });
      expect(guard(resume(process, "Terminate"), both, 18)).toMatchObject({ ok: false });
    });

    it("not where the group has no such thing, the process runs already, or it serves nothing", () => {
      const without = { ...held(), extras: plain };
      expect(guard(resume(process), without, 18)).toMatchObject({ ok: true });
      expect(guard(resume(process), held({ suspended: [] }), 18)).toMatchObject({ ok: true });
      const warm = held({ serving: 0, idle: 20 });
      expect(guard(resume(process), warm, 18)).toMatchObject({ ok: true });
    });
  });

  it("lets a group that has too many be given any sizes that want no fewer than it does", () => {
    const tooMany = reading({ [A]: { serving: 20, desired: 10 } });
    expect(guard(resize(A, 10), tooMany, 18)).toMatchObject({ ok: true, after: 20 });
    expect(guard(resize(A, 13, 13), tooMany, 18)).toMatchObject({ ok: true, after: 20 });
    expect(guard(resize(A, 9), tooMany, 18)).toMatchObject({ ok: false });
    expect(guard(resize(A, 13, 9), tooMany, 18)).toMatchObject({ ok: false });
  });

  it.each([detach(B), remove(B), resize(B, 0)])(
    "refuses $call when its subject is gone",
    (call) => {
      const verdict = guard(call, reading({ [A]: { serving: 20 } }), 0);
      expect(verdict).toMatchObject({
        ok: false,
        reason: expect.stringContaining("isn't there any more") as string,
      });
    },
  );

  it("ends a builder, but no server of a group that it wasn't told of, nor one that isn't there", () => {
    const server = (id: string, name: GroupName | null) =>
      ({ id: serverId(id), groupName: name }) as unknown as ServerFact;
    const fresh = reading({}, true, [
      server("i-builder", null),
      server("i-other", groupName("cart-v003")),
    ]);
    const end = (id: string) =>
      guard({ call: "TerminateInstances", serverIds: [serverId(id)] }, fresh, 0);
    expect(end("i-builder")).toMatchObject({ ok: true });
    expect(end("i-other")).toMatchObject({
      ok: false,
      reason: expect.stringContaining("cart-v003") as string,
    });
    expect(end("i-nowhere")).toMatchObject({ ok: false });
  });

  const shapes = fc.record({
    a: fc.record({ serving: fc.nat(30), idle: fc.nat(10), desired: fc.nat(40) }),
    b: fc.record({ serving: fc.nat(30), idle: fc.nat(10), desired: fc.nat(40) }),
  });
  const calls = fc.oneof(
    fc.constantFrom(detach(A), detach(B), remove(A), remove(B)),
    fc
      .record({ name: fc.constantFrom(A, B), size: fc.nat(50), most: fc.nat(50) })
      .map(({ name, size, most }) => resize(name, size, most)),
    fc.nat(30).map((count): Call => ({ call: "TerminateInstances", serverIds: ids(A, count + 1) })),
  );

  it("never lets a call through that takes the fleet below its floor", () => {
    fc.assert(
      fc.property(shapes, calls, fc.nat(60), ({ a, b }, call, floor) => {
        const fresh = reading({ [A]: a, [B]: b });
        const verdict = guard(call, fresh, floor);
        if (!verdict.ok) return;
        const before = servingServers(fresh).size;
        expect(verdict.before).toBe(before);
        expect(verdict.after).toBeLessThanOrEqual(before);
        expect(verdict.after >= floor || verdict.after === before).toBe(true);
        expect(verdict.after).toBe(servingServers(worstAfter(call, fresh)).size);
      }),
      { numRuns: 500 },
    );
  });

  it("refuses without a floor only strangers, and what would leave no server that stays", () => {
    fc.assert(
      fc.property(shapes, calls, ({ a, b }, call) => {
        const fresh = reading({ [A]: a, [B]: b });
        const verdict = guard(call, fresh, 0);
        const known = new Set(ids(A, a.serving + a.idle));
        const strangers =
          call.call === "TerminateInstances" && call.serverIds.some((id) => !known.has(id));
        const before = servingServers(fresh).size;
        const after = servingServers(worstAfter(call, fresh)).size;
        const takesLast = after < before && after - scaledIn(call, { [A]: a, [B]: b }) <= 0;
        expect(verdict.ok).toBe(!strangers && !takesLast);
      }),
    );
  });
});

/** Of the groups that a call isn't about: the servers that serve, and that they are too many by. */
function scaledIn(call: Call, shapes: Readonly<Record<string, Shape>>): number {
  if (!("groupName" in call)) return 0;
  const others = Object.entries(shapes).filter(([name]) => name !== call.groupName);
  return others.reduce((sum, [, { serving, idle = 0, desired = serving + idle }]) => {
    return sum + Math.min(serving, Math.max(0, serving + idle - desired));
  }, 0);
}

/** What the fleet would be after the call if AWS chose the servers that serve: told another way than the guard does. */
function worstAfter(call: Call, fresh: GuardReading): GuardReading {
  const serving = servingServers(fresh);
  const gone = new Set<string>();
  if (call.call === "TerminateInstances") call.serverIds.forEach((id) => gone.add(id));
  if ("groupName" in call) {
    const own = fresh.groups.get(call.groupName)?.members.map((member) => member.serverId) ?? [];
    const ordered = [
      ...own.filter((id) => serving.has(id)),
      ...own.filter((id) => !serving.has(id)),
    ];
    const keep = call.call === "UpdateAutoScalingGroup" ? keptAt(call, fresh, own.length) : 0;
    ordered.slice(0, Math.max(0, ordered.length - keep)).forEach((id) => gone.add(id));
  }
  return {
    ...fresh,
    targetHealth: fresh.targetHealth.filter((target) => !gone.has(target.serverId)),
  };
}

/** What a group already has too many goes without the call: it isn't the call's. */
function keptAt(
  { groupName: name, desiredCapacity, maxSize }: Extract<Call, { call: "UpdateAutoScalingGroup" }>,
  { groups }: GuardReading,
  members: number,
): number {
  const wanted = Math.min(desiredCapacity, maxSize);
  return wanted >= (groups.get(name)?.desiredCapacity ?? 0) ? members : wanted;
}
