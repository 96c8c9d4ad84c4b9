/** The protective rules of single decisions, each by a world in which only it stands in the way. */
import { describe, expect, it } from "vitest";
import { claimText } from "../../../../shared/decide/release/claim-tag.ts";
import { decideCreateGroup } from "../../../../shared/decide/generation/create-group.ts";
import { decideAwaitBuilder } from "../../../../shared/decide/bake/await-builder.ts";
import type { Decision, Memory, WorkOf } from "../../../../shared/decide/decision.ts";
import { decideMakeTemplateVersion } from "../../../../shared/decide/release/make-template-version.ts";
import {
  decidePreflight,
  type PreflightSeen,
} from "../../../../shared/decide/release/preflight.ts";
import { putBackCalls } from "../../../../shared/decide/put-back/put-back.ts";
import { decideRaise } from "../../../../shared/decide/generation/raise.ts";
import { decideRelease } from "../../../../shared/decide/release/release.ts";
import { decideRemoveGroup } from "../../../../shared/decide/generation/remove-group.ts";
import { decideShiftAway } from "../../../../shared/decide/generation/shift-away.ts";
import { decideSoak } from "../../../../shared/decide/generation/soak.ts";
import { decideWake } from "../../../../shared/decide/generation/wake.ts";
import { decideWeigh } from "../../../../shared/decide/generation/weigh.ts";
import type { FleetReading } from "../../../../shared/guard/serving.ts";
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
import { TAG } from "../../../../shared/model/tags.ts";
import {
  aGroup,
  anImage,
  aTemplateVersion,
  someSettings,
} from "../../../shell/operations/small-facts.ts";

const OLD = groupName("shop-v001");
const NEW = groupName("shop-v002");
const ARN = targetGroupArn("arn:targetgroup/tg/1");
const MINE = operationId("op-1");
const theirs = claimText({ operationId: operationId("op-9"), holder: "bob@desk", atMs: 0 });

const memory = (wanted: Partial<Memory> = {}): Memory => ({
  operationId: MINE,
  stepId: stepId("s1"),
  holder: "ada",
  startedAtMs: 0,
  expected: { medianMs: 60_000, worstMs: 120_000 },
  floor: 3,
  clientToken: "t",
  hasEnded: () => false,
  claimedAtMs: () => null,
  unansweredAtMs: () => null,
  calls: [],
  outputs: {},
  kept: null,
  ...wanted,
});

const aMember = (name: string, at: number): MemberFact => ({
  serverId: serverId(`i-${name}-${String(at)}`),
  zone: "a",
  instanceType: null,
  lifecycleState: "InService",
  healthStatus: "Healthy",
  template: null,
  protectedFromScaleIn: false,
});

/** With so many members, all healthy at the traffic. */
const group = (name: string, members: number, wanted: Partial<GroupFact> = {}): GroupFact =>
  aGroup(name, {
    maxSize: 9,
    desiredCapacity: members,
    arns: [ARN],
    members: Array.from({ length: members }, (_, at) => aMember(name, at)),
    ...wanted,
  });

const fleetOf = (...groups: readonly GroupFact[]): FleetReading => ({
  groups: new Map(groups.map((one) => [one.name, one])),
  targetGroupArns: [ARN],
  targetHealth: groups.flatMap(({ members, settings }) =>
    settings.targetGroupArns.length === 0
      ? []
      : members.map((member) => ({
          targetGroupArn: ARN,
          serverId: member.serverId,
          state: "healthy",
          reason: null,
          description: null,
        })),
  ),
  readAtMs: 0,
});
const seen = (...groups: readonly GroupFact[]) => ({ fleet: fleetOf(...groups), activities: [] });
const callsOf = (decision: Decision) => (decision.kind === "act" ? decision.calls : []);

describe("raising", () => {
  const work = {
    kind: "raise",
    group: NEW,
    liveGroup: OLD,
    size: "live",
    targetGroupArns: [ARN],
    observations: 2,
  } as const;
  const raise = (old: number, held: Partial<Memory> = {}, now = 0) =>
    decideRaise(work, seen(group(OLD, old), group(NEW, now)), memory(held), 0);

  it("fails where the live group wants no servers: none is no size to raise to", () => {
    expect(raise(0)).toMatchObject({ kind: "failed" });
  });

  it("doesn't follow the live group below what it aimed at, nor below the floor", () => {
    const kept = { target: 6, best: 0, quietForMs: 0, lookedAtMs: 0, proof: null };
    expect(callsOf(raise(4, { kept }))).toMatchObject([{ desiredCapacity: 6 }]);
    expect(callsOf(raise(2))).toMatchObject([{ desiredCapacity: 3 }]);
  });

  it("never lowers a size that is above its aim", () => {
    expect(callsOf(raise(4, {}, 7))).toEqual([]);
  });

  it("waits for lists to show a size that AWS accepted, and asks again when they had their time", () => {
    const kept = { target: 4, best: 0, quietForMs: 0, lookedAtMs: 0, proof: null };
    const outcome = { kind: "ok", requestId: null, produced: {} } as const;
    const held = { kept, calls: [{ name: "UpdateAutoScalingGroup" as const, atMs: 0, outcome }] };
    const look = (nowMs: number) =>
      decideRaise(work, seen(group(OLD, 4), group(NEW, 0)), memory(held), nowMs).kind;
    expect([look(5000), look(80_000)]).toEqual(["wait", "act"]);
  });

  it("is not done by one look at enough servers", () => {
    const first = raise(4, {}, 4);
    expect(first).toMatchObject({ kind: "wait" });
    const kept = first.kind === "wait" ? (first.kept ?? null) : null;
    expect(raise(4, { kept }, 4)).toMatchObject({ kind: "wait" });
  });
});

describe("a soak", () => {
  it("observes nothing on a group that wants no servers", () => {
    const work = {
      kind: "soak",
      group: NEW,
      liveGroup: OLD,
      size: "live",
      targetGroupArns: [ARN],
      durationMs: 0,
    } as const;
    const decision = decideSoak(work, seen(group(OLD, 4), group(NEW, 0)), memory(), 0);
    // A list from before the group was raised is not believed at once.
    expect(decision).toMatchObject({ kind: "failed", mayLag: true });
  });
});

describe("a group that leaves the traffic", () => {
  const work = {
    kind: "shift-away",
    group: OLD,
    toGroup: NEW,
    processes: ["Launch", "Terminate"],
    targetGroupArns: [ARN],
    warmForMs: 60_000,
  } as const;
  const suspended = work.processes.map((process) => ({ process, reason: "" }));

  it("has its processes held first, with a note of what someone else holds", () => {
    const old = group(OLD, 4, { suspended: [{ process: "AZRebalance", reason: "" }] });
    const decision = decideShiftAway(work, { fleet: fleetOf(old, group(NEW, 4)) }, memory(), 0);
    expect(callsOf(decision)).toMatchObject([
      { call: "CreateOrUpdateTags", tags: { [TAG.heldProcesses]: "AZRebalance" } },
      { call: "SuspendProcesses", processes: ["Launch", "Terminate"] },
      { call: "DetachTrafficSources" },
    ]);
    expect(decision).toMatchObject({
      originals: [{ original: { kind: "suspended", processes: ["Launch", "Terminate"] } }],
    });
  });

  it("stays in it while none of the other group serves, though the floor is none", () => {
    const fleet = fleetOf(group(OLD, 4), group(NEW, 0));
    expect(decideShiftAway(work, { fleet }, memory({ floor: 0 }), 0)).toMatchObject({
      kind: "stuck",
    });
  });

  it("isn't out of it while the load balancer still sends to its servers", () => {
    const old = group(OLD, 4, { suspended });
    const detached = { ...old, settings: { ...someSettings, targetGroupArns: [] } };
    const { targetHealth } = fleetOf(old, group(NEW, 4));
    const fleet = { ...fleetOf(detached, group(NEW, 4)), targetHealth };
    expect(decideShiftAway(work, { fleet }, memory(), 0)).toMatchObject({ kind: "wait" });
    expect(decideShiftAway(work, { fleet }, memory(), 3_600_000)).toMatchObject({ kind: "stuck" });
  });
});

describe("a group that is removed", () => {
  const work = { kind: "remove-group", group: OLD, servingGroup: NEW, reason: "" } as const;
  it("stays when the group that should serve is gone or going", () => {
    const remove = (...groups: readonly GroupFact[]) =>
      decideRemoveGroup(work, { fleet: fleetOf(group(OLD, 4), ...groups) }, memory());
    expect(remove()).toMatchObject({ kind: "failed" });
    expect(remove(group(NEW, 4, { status: "Delete in progress" })).kind).toBe("failed");
  });
});

describe("a warm group", () => {
  const work = {
    kind: "wake",
    group: NEW,
    processes: ["Launch", "Terminate"],
    targetGroupArns: [ARN],
    observations: 2,
  } as const;
  const wake = (warm: GroupFact, held: Partial<Memory> = {}) =>
    decideWake(work, seen(warm), memory(held), 0);

  it("can't be woken without servers, whatever size it wants", () => {
    expect(wake(group(NEW, 0))).toMatchObject({ kind: "failed" });
    expect(wake(group(NEW, 0, { desiredCapacity: 4 }))).toMatchObject({ kind: "failed" });
    const going = aMember(NEW, 0);
    const members = [{ ...going, lifecycleState: "Terminating" }];
    expect(wake(group(NEW, 0, { desiredCapacity: 4, members }))).toMatchObject({ kind: "failed" });
  });

  it("keeps its aim when somebody makes it smaller while it wakes", () => {
    const proof = { inARow: 1, atMs: -10_000 };
    const kept = { target: 6, best: 4, quietForMs: 0, lookedAtMs: -10_000, proof };
    expect(wake(group(NEW, 4), { kept }).kind).not.toBe("done");
  });

  it("leaves suspended what someone else had suspended", () => {
    const suspended = work.processes.map((process) => ({ process, reason: "" }));
    const tags = [{ key: TAG.heldProcesses, value: "Launch", propagateAtLaunch: false }];
    const calls = callsOf(wake(group(NEW, 4, { suspended, tags })));
    expect(calls).toMatchObject([{ call: "ResumeProcesses", processes: ["Terminate"] }]);
  });
});

describe("what bears the name already", () => {
  it("a group of somebody else's is left alone", () => {
    const work = {
      kind: "create-group",
      group: NEW,
      templateId: templateId("lt"),
      templateVersion: 2,
      settings: someSettings,
      tags: [],
      maxSize: 9,
    } as const;
    const made = (maker: string) =>
      group(NEW, 0, { tags: [{ key: TAG.operation, value: maker, propagateAtLaunch: false }] });
    const look = (found: GroupFact) => decideCreateGroup(work, { group: found }, memory(), 0).kind;
    expect([look(group(NEW, 0)), look(made("op-9")), look(made(MINE))]).toEqual([
      "failed",
      "failed",
      "done",
    ]);
  });

  it("a version with another image is left alone, and one with another name isn't ours", () => {
    const work = {
      kind: "make-template-version",
      templateId: templateId("lt"),
      sourceVersion: "1",
      imageId: imageId("ami-2"),
      description: NEW,
    } as const;
    const look = (image: string, description: string) =>
      decideMakeTemplateVersion(
        work,
        { versions: [aTemplateVersion(templateId("lt"), 7, image, description)] },
        memory(),
        0,
      ).kind;
    expect(look("ami-9", NEW)).toBe("failed");
    expect(look("ami-2", OLD)).toBe("act");
    expect(look("ami-2", NEW)).toBe("done");
  });
});

describe("letting go", () => {
  it("takes only one's own claim off", () => {
    const held = (value: string) =>
      group(OLD, 4, { tags: [{ key: TAG.claim, value, propagateAtLaunch: false }] });
    const release = (value: string) =>
      decideRelease({ kind: "release", group: OLD }, { group: held(value) }, memory(), 0);
    expect(release(theirs)).toMatchObject({ kind: "done" });
    expect(callsOf(release(`${MINE} ada 0`))).toMatchObject([{ call: "DeleteTags" }]);
  });
});

describe("putting sizes back", () => {
  it("gives back exactly what they were, also where they are narrower now", () => {
    const now = group(OLD, 4, { minSize: 4, maxSize: 6 });
    const sizes = { minSize: 3, maxSize: 9, desiredCapacity: 4 };
    expect(putBackCalls({ kind: "sizes", group: OLD, sizes }, now, MINE)).toMatchObject([
      { call: "UpdateAutoScalingGroup", minSize: 3, maxSize: 9, desiredCapacity: 4 },
    ]);
  });
});

describe("a builder that says that all is well", () => {
  it("has failed when it is gone: nothing is there to make an image of", () => {
    const work = {
      kind: "await-builder",
      ...{ role: "builder", tests: [], timeoutMs: 60_000 },
    } as unknown as WorkOf<"await-builder">;
    const reading = { log: [], tests: [], progress: null, manifest: null, end: { ok: true } };
    const held = memory({ outputs: { builderId: serverId("i-1") } });
    const decision = decideAwaitBuilder(work, { server: null, reading } as never, held, 0);
    expect(decision).toMatchObject({ kind: "failed" });
  });
});

describe("sharing requests", () => {
  it("gives none to a group that is gone", () => {
    const work = {
      kind: "weigh",
      ...{ group: OLD, toGroup: NEW, rules: [], fromWeight: 50, toWeight: 50 },
    } as unknown as WorkOf<"weigh">;
    const look = (...groups: readonly GroupFact[]) =>
      decideWeigh(work, { fleet: fleetOf(...groups), rules: [] }, memory(), 0).kind;
    expect([look(group(OLD, 4)), look(group(NEW, 4))]).toEqual(["failed", "failed"]);
  });
});

describe("before anything begins", () => {
  const work = {
    kind: "preflight",
    liveGroup: OLD,
    imageId: imageId("ami-2"),
    newGroup: NEW,
  } as const;
  const held = [{ key: TAG.claim, value: theirs, propagateAtLaunch: false }];
  const good: PreflightSeen = {
    live: group(OLD, 4),
    newGroup: null,
    image: anImage("ami-2"),
    activeRefresh: null,
    serving: 4,
  };
  it.each<[string, Partial<PreflightSeen>, RegExp | null]>([
    ["nothing stands against it", {}, null],
    ["another operation holds the group", { live: group(OLD, 4, { tags: held }) }, /bob@desk/],
    ["AWS refreshes the group", { activeRefresh: "refresh-1" }, /refresh-1/],
    ["the image isn't there", { image: null }, /doesn't exist/],
    ["the image can't be started", { image: anImage("ami-2", { state: "failed" }) }, /is failed/],
    ["the name is taken by now", { newGroup: group(NEW, 0) }, /exists already/],
  ])("%s", (_what, changes, reason) => {
    const decision = decidePreflight(work, { ...good, ...changes }, memory(), 0);
    expect(decision).toMatchObject(
      reason === null
        ? { kind: "done" }
        : { kind: "failed", reason: expect.stringMatching(reason) as string },
    );
  });
});
