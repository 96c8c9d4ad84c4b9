import { expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { afterTheEnd } from "../../../shared/rules/after-the-end.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { aRollback, generationIdOf, madePlan } from "../../builders/plan.ts";
import { NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const facts = aFleet()
  .withCold(1)
  .withCold(2)
  .withGeneration(3, (group) => group.parked().tagged({ [TAG.servedUntil]: "2026-11-20" }))
  .withGeneration(4)
  .facts();
const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };

function theFleet(over: Partial<FleetView> = {}): FleetView {
  const [fleet] = deriveFleets(facts, about);
  if (!fleet) throw new Error("There is a fleet");
  return { ...fleet, ...over };
}

const failedBackTo = (label: string): OperationDetail => {
  const plan = madePlan(aRollback(facts, label));
  return { kind: "rollback", status: "failed", plan } as unknown as OperationDetail;
};

it("offers the same again first, then the other generations that could return, the fastest first", () => {
  const things = afterTheEnd(failedBackTo("v1"), theFleet(), aConnection());
  expect(things.map(({ label }) => label)).toEqual([
    "Roll back to v1 again",
    "Roll back to v3",
    "Roll back to v2",
    "Replace",
  ]);
  for (const { allowed, does } of things) expect([allowed.ok, does]).not.toContain("");
});

it("never one that can't return, nor one that is revoked", () => {
  const fleet = theFleet();
  const id = generationIdOf(facts, "v2");
  const impossible = { kind: "impossible", reason: "", cure: "", checkedAtMs: 0 } as const;
  const generations = fleet.generations.map((one) =>
    one.id === id ? { ...one, readiness: impossible } : one,
  );
  const things = afterTheEnd(failedBackTo("v1"), theFleet({ generations }), aConnection());
  expect(things.map(({ label }) => label)).not.toContain("Roll back to v2");
});
