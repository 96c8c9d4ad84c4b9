import { describe, expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import { returnQuestion } from "../../../shared/fleet/readiness/return-question.ts";
import type { Readiness, ReadinessCheck } from "../../../shared/model/fleet.ts";
import type { PastReturns, ReturnFacts } from "../../../shared/model/facts/return-facts.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { MINUTE_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const facts = aFleet()
  .withCold(1, { snapshotIds: ["snap-1"] })
  .withGeneration(2)
  .facts();
const atMs = NOW_MS - 5 * MINUTE_MS;
const looked = <Found>(found: Found) => ({ atMs, found });
const room = { zone: "eu-west-1a", freeAddresses: 100 };

const allWell: ReturnFacts = {
  snapshots: new Map([["snap-1", looked({ state: "completed", kmsKeyId: null })]]),
  subnets: new Map([
    ["subnet-1", looked(room)],
    ["subnet-2", looked(room)],
  ]),
  securityGroups: new Map([["sg-1", looked(true as const)]]),
  offerings: new Map([["m5.large", looked(["eu-west-1a", "eu-west-1b"])]]),
  shortages: new Map([["web-v002", looked(null)]]),
};

function readinessWith(over: Partial<ReturnFacts>, past?: PastReturns): Readiness {
  const connection = aConnection();
  const about = { connection, nowMs: NOW_MS, policy: defaultPolicy };
  const returnFacts = { ...allWell, ...over };
  const [bare] = deriveFleets(facts, about);
  const pastReturns = new Map(bare && past ? [[bare.id, past]] : []);
  const [fleet] = deriveFleets(facts, { ...about, returnFacts, pastReturns });
  const found = fleet?.generations.find(({ label }) => label === "v1")?.readiness;
  if (!found) throw new Error("There is v1");
  return found;
}

const check = (readiness: Readiness, what: string): ReadinessCheck | undefined =>
  "checks" in readiness ? readiness.checks?.find((one) => one.what === what) : undefined;

describe("whether a cold generation could return, as it was looked at", () => {
  it("says of each thing what was seen and when", () => {
    const readiness = readinessWith({});
    expect(readiness.kind).toBe("cold");
    expect("checks" in readiness && readiness.checks).toMatchObject([
      { what: "Image", outcome: "holds" },
      { what: "Snapshots", outcome: "holds", words: "1 snapshot complete", lookedAt: atMs },
      { what: "Template", outcome: "holds" },
      { what: "Security groups", outcome: "holds", lookedAt: atMs },
      { what: "Instance profile", outcome: "holds" },
      { what: "Subnets", outcome: "holds", lookedAt: atMs },
      { what: "Instance type", outcome: "holds", lookedAt: atMs },
      { what: "Capacity", outcome: "holds", lookedAt: atMs },
      { what: "Quota", outcome: "not-checked", lookedAt: null },
    ]);
  });

  const failing: readonly (readonly [string, Partial<ReturnFacts>, RegExp])[] = [
    [
      "a snapshot in error",
      { snapshots: new Map([["snap-1", looked({ state: "error", kmsKeyId: null })]]) },
      /Snapshots: snap-1 is error/,
    ],
    [
      "a security group that is gone",
      { securityGroups: new Map([["sg-1", looked(null)]]) },
      /sg-1/,
    ],
    [
      "no subnet left",
      {
        subnets: new Map([
          ["subnet-1", looked(null)],
          ["subnet-2", looked(null)],
        ]),
      },
      /Subnets: .* are gone/,
    ],
    [
      "a type that no zone offers any more",
      { offerings: new Map([["m5.large", looked([])]]) },
      /m5.large is offered in none/,
    ],
  ];
  it.each(failing)("can't with %s", (_, over, reason) => {
    const readiness = readinessWith(over);
    expect(readiness).toMatchObject({ kind: "impossible" });
    expect(readiness.kind === "impossible" && readiness.reason).toMatch(reason);
  });

  const doubtful: readonly (readonly [string, Partial<ReturnFacts>, string])[] = [
    [
      "a snapshot that isn't complete yet",
      { snapshots: new Map([["snap-1", looked({ state: "pending", kmsKeyId: null })]]) },
      "Snapshots",
    ],
    [
      "fewer addresses than servers",
      {
        subnets: new Map([
          ["subnet-1", looked({ ...room, freeAddresses: 1 })],
          ["subnet-2", looked({ ...room, freeAddresses: 0 })],
        ]),
      },
      "Subnets",
    ],
    [
      "AWS having had no capacity a while ago",
      { shortages: new Map([["web-v002", looked({ atMs, message: "no m5.large" })]]) },
      "Capacity",
    ],
  ];
  it.each(doubtful)("is in doubt with %s, and says so", (_, over, what) => {
    const readiness = readinessWith(over);
    expect(readiness.kind).toBe("cold");
    expect(check(readiness, what)?.outcome).toBe("doubtful");
  });

  it("never counts on what was not looked at", () => {
    const empty = new Map<string, never>();
    const readiness = readinessWith({ snapshots: empty, subnets: empty, securityGroups: empty });
    for (const what of ["Snapshots", "Subnets", "Security groups"])
      expect(check(readiness, what)).toMatchObject({ outcome: "not-checked", lookedAt: null });
  });

  it("names the key of an encrypted image and says that only a launch tries it", () => {
    const kmsKeyId = "arn:aws:kms:eu-west-1:1:key/abc";
    const snapshots = new Map([["snap-1", looked({ state: "completed", kmsKeyId })]]);
    expect(check(readinessWith({ snapshots }), "Key")).toMatchObject({
      outcome: "not-checked",
      words: expect.stringContaining("abc") as string,
    });
  });

  it("expects the time that this fleet took before, where it did", () => {
    const past = { warmMs: [], coldMs: [300_000, 100_000, 200_000] };
    expect(readinessWith({}, past)).toMatchObject({ expectedMs: 200_000, fromRuns: 3 });
    expect(readinessWith({}, { warmMs: [1], coldMs: [] })).not.toHaveProperty("fromRuns");
  });
});

it("asks only for what a return would need", () => {
  const fleets = deriveFleets(facts, {
    connection: aConnection(),
    nowMs: NOW_MS,
    policy: defaultPolicy,
  });
  expect(returnQuestion(facts, fleets)).toEqual({
    snapshots: ["snap-1"],
    subnets: ["subnet-1", "subnet-2"],
    securityGroups: ["sg-1"],
    offerings: ["m5.large"],
    shortages: ["web-v002"],
  });
  const alone = aFleet().withGeneration(1).facts();
  const only = deriveFleets(alone, {
    connection: aConnection(),
    nowMs: NOW_MS,
    policy: defaultPolicy,
  });
  expect(Object.values(returnQuestion(alone, only)).flat()).toEqual([]);
});
