/** Each kind of call that can take capacity away is judged, and by what exactly it would take. */
import { describe, expect, it } from "vitest";
import { guard } from "../../../shared/guard/guard.ts";
import { takesAway, type GuardReading } from "../../../shared/guard/asked.ts";
import { servingMembers } from "../../../shared/guard/serving.ts";
import type { Call } from "../../../shared/model/call.ts";
import type { MemberFact } from "../../../shared/model/facts.ts";
import {
  groupName,
  imageId,
  serverId,
  targetGroupArn,
  templateId,
  type ServerId,
} from "../../../shared/model/ids.ts";
import { aGroup } from "../../shell/operations/small-facts.ts";

const ARN = targetGroupArn("arn:targetgroup/tg/1");
const OTHER_ARN = targetGroupArn("arn:targetgroup/tg/2");
const A = groupName("shop-v001");
const B = groupName("shop-v002");
const idsOf = (name: string, count: number): ServerId[] =>
  Array.from({ length: count }, (_, at) => serverId(`i-${name}-${String(at)}`));

const aMember = (id: ServerId, changes: Partial<MemberFact> = {}): MemberFact => ({
  serverId: id,
  zone: "a",
  instanceType: null,
  lifecycleState: "InService",
  healthStatus: "Healthy",
  template: null,
  protectedFromScaleIn: false,
  ...changes,
});

interface Shape {
  readonly serving: number;
  readonly desired?: number;
  readonly status?: string;
  readonly suspended?: readonly string[];
}

function reading(shapes: Readonly<Record<string, Shape>>): GuardReading {
  const groups = Object.entries(shapes).map(
    ([name, { serving, desired = serving, status = null, suspended = [] }]) =>
      aGroup(name, {
        members: idsOf(name, serving).map((id) => aMember(id)),
        desiredCapacity: desired,
        suspended: suspended.map((process) => ({ process, reason: "" })),
        status,
        arns: [ARN],
      }),
  );
  const targetHealth = groups.flatMap(({ members }) => members.map((one) => healthy(one.serverId)));
  return {
    groups: new Map(groups.map((group) => [group.name, group])),
    targetGroupArns: [ARN],
    targetHealth,
    readAtMs: 0,
    servers: [],
    extras: null,
  };
}

const healthy = (id: ServerId, arn = ARN) => ({
  targetGroupArn: arn,
  serverId: id,
  state: "healthy",
  reason: null,
  description: null,
});

const preferences = (minHealthyPercentage: number, maxHealthyPercentage: number) =>
  ({ minHealthyPercentage, maxHealthyPercentage }) as Extract<
    Call,
    { call: "StartInstanceRefresh" }
  >["preferences"];

const refresh = (min: number, max: number): Call => ({
  call: "StartInstanceRefresh",
  groupName: A,
  strategy: "Rolling",
  templateId: templateId("lt-1"),
  templateVersion: 2,
  preferences: preferences(min, max),
});
const refreshBack = (min: number, max: number): Call => ({
  call: "RollbackInstanceRefresh",
  groupName: A,
  minHealthyPercentage: min,
  maxHealthyPercentage: max,
});
const end = (id: ServerId, decrement = true): Call => ({
  call: "TerminateInstanceInAutoScalingGroup",
  groupName: A,
  serverId: id,
  decrement,
});
const newRoot = (id: ServerId): Call => ({
  call: "CreateReplaceRootVolumeTask",
  groupName: A,
  serverId: id,
  imageId: imageId("ami-2"),
  deleteReplacedRootVolume: true,
  tags: {},
  clientToken: "token",
});
const standby = (serverIds: readonly ServerId[]): Call => ({
  call: "EnterStandby",
  groupName: A,
  serverIds,
  decrement: true,
});
const protect = (serverIds: readonly ServerId[], protectedFromScaleIn: boolean): Call => ({
  call: "SetInstanceProtection",
  groupName: A,
  serverIds,
  protectedFromScaleIn,
});
const share = (
  name: "ModifyImageAttribute" | "ModifySnapshotAttribute",
  addAccounts: readonly string[],
  removeAccounts: readonly string[],
): Call =>
  name === "ModifyImageAttribute"
    ? { call: name, imageId: imageId("ami-1"), addAccounts, removeAccounts }
    : { call: name, snapshotId: "snap-1", addAccounts, removeAccounts };
const first = (count: number) => idsOf(A, count);
const [one = serverId("")] = first(1);

describe("a call of each kind", () => {
  it.each<[string, Call, Shape, number, number | null]>([
    ["one server that is ended", end(one), { serving: 10 }, 9, 9],
    ["one server that is ended, at the floor", end(one), { serving: 10 }, 10, null],
    ["a server that doesn't serve is ended", end(serverId("i-idle")), { serving: 10 }, 10, 10],
    ["a new root volume", newRoot(one), { serving: 10 }, 9, 9],
    ["a new root volume, at the floor", newRoot(one), { serving: 10 }, 10, null],
    ["the only server's new root volume", newRoot(one), { serving: 1 }, 0, null],
    ["two servers in standby", standby(first(2)), { serving: 10 }, 8, 8],
    ["two servers in standby, at the floor", standby(first(2)), { serving: 10 }, 9, null],
    ["one server in standby, named twice", standby([one, one]), { serving: 10 }, 9, 9],
    [
      "one server that is ended, while the group that somebody lowered ends three others",
      end(one),
      { serving: 10, desired: 7 },
      7,
      null,
    ],
    [
      "a server that is ended without its place, where the group has one too many",
      end(one, false),
      { serving: 10, desired: 9 },
      9,
      9,
    ],
    [
      "a server that is ended with its place, where the group has one too many",
      end(one),
      { serving: 10, desired: 9 },
      9,
      null,
    ],
    [
      "one server that is ended, while nothing else may end",
      end(one),
      { serving: 10, desired: 7, suspended: ["Terminate"] },
      9,
      9,
    ],
    [
      "a server in standby, while the group ends three others",
      standby([one]),
      { serving: 10, desired: 7 },
      7,
      null,
    ],
    ["protection that is given", protect(first(5), true), { serving: 10, desired: 2 }, 10, 10],
    [
      "protection that is taken where nothing shrinks",
      protect(first(5), false),
      { serving: 10 },
      10,
      10,
    ],
    [
      "protection that is taken where the group has too many",
      protect(first(5), false),
      { serving: 10, desired: 7 },
      8,
      null,
    ],
    [
      "protection that is taken of fewer than the group has too many",
      protect(first(2), false),
      { serving: 10, desired: 3 },
      8,
      8,
    ],
    [
      "protection that is taken while nothing may end servers",
      protect(first(5), false),
      { serving: 10, desired: 2, suspended: ["Terminate"] },
      10,
      10,
    ],
    ["a refresh at 90 %", refresh(90, 100), { serving: 10 }, 9, 9],
    ["a refresh at 90 %, at the floor", refresh(90, 100), { serving: 10 }, 10, null],
    ["a refresh that starts new servers first", refresh(100, 110), { serving: 10 }, 10, 10],
    ["a refresh at 100 % that can't start one more", refresh(100, 100), { serving: 10 }, 10, null],
    ["a refresh at 90 % of one server", refresh(90, 100), { serving: 1 }, 0, null],
    ["a refresh at 50 %", refresh(50, 100), { serving: 10 }, 6, null],
    ["a refresh that goes back at 90 %", refreshBack(90, 100), { serving: 10 }, 9, 9],
    ["a refresh that goes back at 0 %", refreshBack(0, 100), { serving: 10 }, 1, null],
    ["a refresh that goes back, new ones first", refreshBack(100, 200), { serving: 10 }, 10, 10],
  ])("%s", (_what, call, shape, floor, after) => {
    const verdict = guard(call, reading({ [A]: shape }), floor);
    expect(verdict).toMatchObject(after === null ? { ok: false } : { ok: true, after });
  });

  it("does not count on servers of a group that is being deleted", () => {
    const fresh = reading({
      [A]: { serving: 10 },
      [B]: { serving: 10, status: "Delete in progress" },
    });
    expect(guard(end(one), fresh, 10)).toMatchObject({ ok: false });
  });
});

describe("a call with nothing named, or whose subject is gone", () => {
  const named = serverId("");
  it.each<Call>([
    end(named),
    newRoot(named),
    standby([]),
    protect([], false),
    { ...refresh(90, 100), groupName: groupName("") } as Call,
    { ...refreshBack(90, 100), groupName: groupName(" ") } as Call,
    { call: "DeleteAlarms", groupName: A, alarmNames: [] },
    { call: "DeregisterImage", imageId: imageId("") },
    { call: "DisableImage", imageId: imageId(" ") },
    { call: "DeleteSnapshot", snapshotId: "" },
    { call: "DeleteObject", bucket: "bakes", key: "" },
    { call: "SendCommand", serverIds: [], script: "id", comment: "", timeoutSeconds: 60 },
    share("ModifyImageAttribute", [], []),
    share("ModifyImageAttribute", [""], []),
    share("ModifySnapshotAttribute", [], [" "]),
  ])("$call is judged, and refused", (call) => {
    expect(takesAway(call)).toBe(true);
    expect(guard(call, reading({ [A]: { serving: 10 }, "": { serving: 0 } }), 0)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("with nothing named") as string,
    });
  });

  it.each<Call>([
    end(one),
    newRoot(one),
    standby(first(1)),
    protect(first(1), false),
    refresh(90, 100),
    refreshBack(90, 100),
    { call: "DeleteAlarms", groupName: A, alarmNames: ["shop-cpu"] },
  ])("$call of a group that is gone", (call) => {
    expect(guard(call, reading({ [B]: { serving: 10 } }), 0)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("isn't there any more") as string,
    });
  });
});

describe("a server serves", () => {
  const serving = (changes: Partial<MemberFact>, arns = [ARN], at = [healthy(one)]) =>
    servingMembers(
      {
        groups: new Map([[A, aGroup(A, { members: [aMember(one, changes)], arns })]]),
        targetGroupArns: arns,
        targetHealth: at,
        readAtMs: 0,
      },
      A,
    ).length;

  it.each<[string, number, number]>([
    ["in service, healthy, and healthy at its traffic", serving({}), 1],
    ["not when its group finds it unhealthy", serving({ healthStatus: "Unhealthy" }), 0],
    ["not while it comes up", serving({ lifecycleState: "Pending:Wait" }), 0],
    ["not in standby", serving({ lifecycleState: "Standby" }), 0],
    ["not when its traffic doesn't list it", serving({}, [ARN], []), 0],
    ["not when one of two target groups finds it unwell", serving({}, [ARN, OTHER_ARN]), 0],
    [
      "when both find it well",
      serving({}, [ARN, OTHER_ARN], [healthy(one), healthy(one, OTHER_ARN)]),
      1,
    ],
  ])("%s", (_when, found, expected) => {
    expect(found).toBe(expected);
  });
});
