import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideClaim } from "../../../shared/decide/release/claim.ts";
import { decideCreateGroup } from "../../../shared/decide/generation/create-group.ts";
import type { Decision, Memory, WorkOf } from "../../../shared/decide/decision.ts";
import { decideMakeTemplateVersion } from "../../../shared/decide/release/make-template-version.ts";
import { decidePreflight } from "../../../shared/decide/release/preflight.ts";
import { decideRaise } from "../../../shared/decide/generation/raise.ts";
import { decideRelease } from "../../../shared/decide/release/release.ts";
import { decideRemoveGroup } from "../../../shared/decide/generation/remove-group.ts";
import { decideSettle } from "../../../shared/decide/generation/settle.ts";
import { decideShiftAway } from "../../../shared/decide/generation/shift-away.ts";
import { decideSoak } from "../../../shared/decide/generation/soak.ts";
import { decideWake } from "../../../shared/decide/generation/wake.ts";
import { emptyFleetReading, type FleetReading } from "../../../shared/guard/serving.ts";
import type { GroupFact, MemberFact } from "../../../shared/model/facts.ts";
import {
  groupName,
  imageId,
  operationId,
  serverId,
  stepId,
  targetGroupArn,
  templateId,
} from "../../../shared/model/ids.ts";
import type { StepKind } from "../../../shared/model/step-work.ts";
import { aGroup, someSettings } from "../../shell/operations/small-facts.ts";

const OLD = groupName("shop-v001");
const NEW = groupName("shop-v002");
const ARN = targetGroupArn("arn:targetgroup/tg/1");
const watched = { group: NEW, liveGroup: OLD, targetGroupArns: [ARN] };
const sizes = { minSize: 1, maxSize: 9, desiredCapacity: 4 };

const works = {
  preflight: { kind: "preflight", liveGroup: OLD, imageId: imageId("ami-1"), newGroup: NEW },
  claim: { kind: "claim", group: OLD },
  "create-group": {
    kind: "create-group",
    group: NEW,
    templateId: templateId("lt"),
    templateVersion: 2,
    settings: someSettings,
    tags: [],
    maxSize: 9,
  },
  raise: { kind: "raise", ...watched, size: 4, observations: 2 },
  soak: { kind: "soak", ...watched, size: 4, durationMs: 1000 },
  wake: {
    kind: "wake",
    group: NEW,
    processes: ["Launch"],
    targetGroupArns: [ARN],
    observations: 2,
  },
  "shift-away": {
    kind: "shift-away",
    group: OLD,
    toGroup: NEW,
    processes: ["Launch"],
    targetGroupArns: [ARN],
    warmForMs: 1,
  },
  settle: { kind: "settle", group: NEW, sizes, fromGroup: OLD },
  "remove-group": { kind: "remove-group", group: OLD, servingGroup: NEW, reason: "" },
  release: { kind: "release", group: OLD },
} as const satisfies { readonly [K in StepKind]?: WorkOf<K> };

const memory = (wanted: Partial<Memory> = {}): Memory => ({
  operationId: operationId("op-1"),
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

const looksAt: Readonly<
  Record<string, (fleet: FleetReading, held: Memory, nowMs: number) => Decision>
> = {
  preflight: (fleet, held, nowMs) =>
    decidePreflight(
      works.preflight,
      {
        live: fleet.groups.get(OLD) ?? null,
        newGroup: null,
        image: null,
        activeRefresh: null,
        serving: 0,
      },
      held,
      nowMs,
    ),
  claim: (fleet, held, nowMs) =>
    decideClaim(works.claim, { group: fleet.groups.get(OLD) ?? null }, held, nowMs),
  raise: (fleet, held, nowMs) => decideRaise(works.raise, { fleet, activities: [] }, held, nowMs),
  soak: (fleet, held, nowMs) => decideSoak(works.soak, { fleet, activities: [] }, held, nowMs),
  wake: (fleet, held, nowMs) => decideWake(works.wake, { fleet, activities: [] }, held, nowMs),
  "shift-away": (fleet, held, nowMs) =>
    decideShiftAway(works["shift-away"], { fleet }, held, nowMs),
  settle: (fleet, held, nowMs) => decideSettle(works.settle, { fleet }, held, nowMs),
  "remove-group": (fleet, held) => decideRemoveGroup(works["remove-group"], { fleet }, held),
};
const kinds = Object.keys(looksAt);
const decide = (kind: string, fleet: FleetReading, held: Memory, nowMs: number) =>
  looksAt[kind]?.(fleet, held, nowMs) ?? { kind: "failed", reason: "no such step" };

describe("a missing subject is never success", () => {
  it.each(kinds)("%s", (kind) => {
    for (const nowMs of [0, 1000, 10_000_000]) {
      const decision = decide(kind, emptyFleetReading(nowMs), memory(), nowMs);
      expect(decision).toMatchObject({
        kind: "failed",
        reason: expect.stringMatching(/vanished/) as string,
      });
    }
  });

  it.each(kinds)("%s, when it is being deleted by someone else", (kind) => {
    const going = new Map(
      [OLD, NEW].map((name) => [name, aGroup(name, { status: "Delete in progress" })]),
    );
    const decision = decide(kind, { ...emptyFleetReading(0), groups: going }, memory(), 0);
    expect(decision.kind).not.toBe("done");
    expect(decision.kind).not.toBe("act");
  });

  it("a group is removed only if this step asked for it", () => {
    const asked = { calls: [{ name: "DeleteAutoScalingGroup" as const, atMs: 0, outcome: null }] };
    const refused = { kind: "failed" as const, code: "x", message: "", requestId: null };
    const gone = emptyFleetReading(0);
    expect(decide("remove-group", gone, memory(asked), 0).kind).toBe("done");
    expect(
      decide(
        "remove-group",
        gone,
        memory({ calls: [{ name: "DeleteAutoScalingGroup", atMs: 0, outcome: refused }] }),
        0,
      ).kind,
    ).toBe("failed");
  });

  it("a claim on a group that is gone is gone as well", () => {
    expect(decideRelease(works.release, { group: null }, memory(), 0).kind).toBe("done");
  });

  it("a new group that AWS said it made is waited for, then missed", () => {
    const made = {
      calls: [
        {
          name: "CreateAutoScalingGroup" as const,
          atMs: 0,
          outcome: { kind: "ok" as const, requestId: null, produced: {} },
        },
      ],
    };
    expect(decideCreateGroup(works["create-group"], { group: null }, memory(made), 1000).kind).toBe(
      "wait",
    );
    expect(
      decideCreateGroup(works["create-group"], { group: null }, memory(made), 10_000_000).kind,
    ).toBe("failed");
  });
});

describe("what AWS accepted late is waited for from then", () => {
  const MINUTE = 60_000;
  const ok = { kind: "ok", requestId: null, produced: {} } as const;
  const late = (name: "CreateAutoScalingGroup" | "CreateLaunchTemplateVersion") =>
    memory({ calls: [{ name, atMs: 60 * MINUTE, outcome: ok }] });

  it("a group", () => {
    const held = late("CreateAutoScalingGroup");
    const look = (minutes: number) =>
      decideCreateGroup(works["create-group"], { group: null }, held, minutes * MINUTE).kind;
    expect([look(61), look(71)]).toEqual(["wait", "failed"]);
  });

  it("a version of a template", () => {
    const work = {
      kind: "make-template-version",
      templateId: templateId("lt"),
      sourceVersion: "1",
      imageId: imageId("ami-1"),
      description: NEW,
    } as const;
    const held = late("CreateLaunchTemplateVersion");
    const look = (minutes: number) =>
      decideMakeTemplateVersion(work, { versions: [] }, held, minutes * MINUTE).kind;
    expect([look(61), look(71)]).toEqual(["wait", "failed"]);
  });
});

describe("zero servers are never success", () => {
  const empty = (name: string, wanted: Partial<GroupFact> = {}) =>
    aGroup(name, { arns: [ARN], maxSize: 9, ...wanted });
  const fleetOf = (...groups: readonly GroupFact[]): FleetReading => ({
    groups: new Map(groups.map((group) => [group.name, group])),
    targetGroupArns: [ARN],
    targetHealth: [],
    readAtMs: 0,
  });

  it.each(["raise", "soak", "wake", "shift-away", "remove-group"])("%s", (kind) => {
    for (const desiredCapacity of [0, 4]) {
      const fleet = fleetOf(empty(OLD, { desiredCapacity }), empty(NEW, { desiredCapacity }));
      for (const nowMs of [0, 60_000, 10_000_000]) {
        expect(decide(kind, fleet, memory({ floor: 0 }), nowMs).kind).not.toBe("done");
      }
    }
  });

  it("a group is taken out of traffic or removed only while the other one serves, whatever the floor says", () => {
    fc.assert(
      fc.property(
        fc.nat(6),
        fc.nat(6),
        fc.constantFrom("shift-away", "remove-group"),
        (healthy, floor, kind) => {
          const members = (name: string) =>
            Array.from({ length: 6 }, (_, at) => aMember(`i-${name}-${String(at)}`));
          const fleet = fleetOf(
            empty(OLD, { members: members(OLD), desiredCapacity: 6 }),
            empty(NEW, { members: members(NEW), desiredCapacity: 6 }),
          );
          const targetHealth = members(NEW)
            .slice(0, healthy)
            .map((member) => ({
              targetGroupArn: ARN,
              serverId: member.serverId,
              state: "healthy",
              reason: null,
              description: null,
            }));
          const decision = decide(kind, { ...fleet, targetHealth }, memory({ floor }), 0);
          expect(decision.kind).toBe(healthy >= Math.max(1, floor) ? "act" : "stuck");
        },
      ),
    );
  });
});

function aMember(id: string): MemberFact {
  return {
    serverId: serverId(id),
    zone: "a",
    instanceType: null,
    lifecycleState: "InService",
    healthStatus: "Healthy",
    template: null,
    protectedFromScaleIn: false,
  };
}
