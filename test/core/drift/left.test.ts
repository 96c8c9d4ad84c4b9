import { describe, expect, it } from "vitest";
import type { LeftSizes } from "../../../shared/drift/drift-case.ts";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { FindingKind } from "../../../shared/model/fleet.ts";
import { groupName, operationId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import type { GroupBuilder } from "../../builders/group.ts";
import { HOUR_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet, type FleetBuilder } from "../../builders/world.ts";

const iso = (ms: number) => new Date(ms).toISOString();
const warmUntil = (ms: number) => (group: GroupBuilder) =>
  group.parked().tagged({ [TAG.warmUntil]: iso(ms), [TAG.servedUntil]: iso(NOW_MS - HOUR_MS) });
const oldMade = { createdAtMs: NOW_MS - HOUR_MS };

function found(fleet: FleetBuilder, leftSizes: readonly LeftSizes[] = []) {
  const about = {
    connection: aConnection({ kind: "aws" }),
    nowMs: NOW_MS,
    policy: defaultPolicy,
    leftSizes,
  };
  return deriveFleets(fleet.facts(), about)[0]?.findings ?? [];
}

describe("what somebody left behind", () => {
  const cases: readonly (readonly [FindingKind, FleetBuilder, string | undefined])[] = [
    [
      "past-warm",
      aFleet()
        .withGeneration(1, warmUntil(NOW_MS - 1000))
        .withGeneration(2),
      "retire",
    ],
    [
      "left-rising",
      aFleet()
        .withGeneration(1)
        .withGeneration(2, (group) =>
          group
            .tagged({ [TAG.operation]: "op-1" })
            .fact(oldMade)
            .with({ targetState: "unhealthy" }),
        ),
      "retire",
    ],
    ["two-live-generations", aFleet().withGeneration(1).withGeneration(2), undefined],
    [
      "stale-claim",
      aFleet().withGeneration(1, (group) =>
        group.tagged({ [TAG.claim]: `op-1 ada@host ${String(NOW_MS - 2 * HOUR_MS)}` }),
      ),
      "free-claim",
    ],
    ["left-suspended", aFleet().withGeneration(1, (group) => group.suspended("Launch")), "resume"],
    [
      "left-protected",
      aFleet().withGeneration(1, (group) =>
        group.members((one) => ({ ...one, protectedFromScaleIn: true })),
      ),
      "unprotect",
    ],
  ];

  it.each(cases)("%s is found, with the way to put it back", (kind, fleet, remedy) => {
    const findings = found(fleet);
    expect(findings.map((one) => one.kind)).toEqual([kind]);
    expect(findings[0]?.remedy?.kind).toBe(remedy);
  });

  it("a generation whose servers are all on their way out doesn't serve beside the other", () => {
    const leaving = (group: GroupBuilder) =>
      group.members((one) => ({ ...one, lifecycleState: "Terminating:Wait" }));
    expect(found(aFleet().withGeneration(1, leaving).withGeneration(2))).toEqual([]);
  });

  it("a warm generation in its time is none", () => {
    const fleet = aFleet()
      .withGeneration(1, warmUntil(NOW_MS + HOUR_MS))
      .withGeneration(2);
    expect(found(fleet)).toEqual([]);
  });

  it("somebody's young deployment without Bennu is none", () => {
    const young = { createdAtMs: NOW_MS - 60_000 };
    const booting = (group: GroupBuilder) =>
      group.fact(young).with({ targetState: "initial", lifecycle: "Pending" });
    expect(found(aFleet().withGeneration(1).withGeneration(2, booting))).toEqual([]);
  });

  const left = { group: groupName("web-v001"), operationId: operationId("op-1") };
  it("limits that the journal says were changed for a time are found, 0 being a value", () => {
    const fleet = aFleet().withGeneration(1, (group) => group.sized(2, 4, 2));
    const sizes = { minSize: 0, maxSize: 4, desiredCapacity: 2 };
    expect(found(fleet, [{ ...left, sizes }])).toMatchObject([
      { kind: "left-sizes", remedy: { kind: "sizes", sizes } },
    ]);
  });

  it("and are none once they are as they were, whatever the number of servers is", () => {
    const fleet = aFleet().withGeneration(1, (group) => group.sized(0, 4, 2));
    const sizes = { minSize: 0, maxSize: 4, desiredCapacity: 3 };
    expect(found(fleet, [{ ...left, sizes }])).toEqual([]);
  });

  it("running servers whose image is deregistered are found once an image", () => {
    const fleet = aFleet().withCold(2).withGeneration(1);
    const facts = fleet.facts();
    const images = new Map([...facts.images].filter(([id]) => id !== "ami-1"));
    const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };
    const findings = deriveFleets({ ...facts, images }, about)[0]?.findings ?? [];
    expect(findings.filter((one) => one.kind === "image-gone")).toMatchObject([
      {
        subject: "ami-1",
        evidence: expect.stringContaining("2 servers of v1 run ami-1") as string,
      },
    ]);
  });
});
