/**
 * No dead ends: over every combination of what a fleet's generations can be, something true is offered, and what is
 * offered the planners make a plan of.
 */
import { describe, expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { Planned } from "../../../shared/model/plan.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { planPutBack } from "../../../shared/plan/plan-put-back.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { waysForward, type WayForward } from "../../../shared/rules/ways-forward.ts";
import { aConnection } from "../../builders/connection.ts";
import type { GroupBuilder } from "../../builders/group.ts";
import { HOUR_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet, type FleetBuilder } from "../../builders/world.ts";
import { aRetirement, aRollback, inputOf } from "../../builders/plan.ts";

type Shape = (group: GroupBuilder) => GroupBuilder;
const served = (ms: number) => ({ [TAG.servedUntil]: new Date(ms).toISOString() });

const lives: Readonly<Record<string, Shape>> = {
  well: (group) => group,
  short: (group) => group.sized(2, 8, 4),
  ill: (group) => group.with({ targetState: "unhealthy" }),
  "wants none": (group) => group.size(0).sized(0, 4, 0),
  suspended: (group) => group.suspended("Launch"),
  "going away": (group) => group.fact({ status: "Delete in progress" }),
  "without traffic": (group) => group.parked().tagged(served(NOW_MS - HOUR_MS)),
};
const ours = { [TAG.operation]: "op-1" };
const olds = { createdAtMs: NOW_MS - HOUR_MS };
const newer: Readonly<Record<string, readonly Shape[]>> = {
  nothing: [],
  "one rising": [(group) => group.tagged(ours).fact(olds).with({ targetState: "unhealthy" })],
  "one rising, empty": [(group) => group.size(0).tagged(ours).fact(olds)],
  "one serving": [(group) => group],
  "two rising": [
    (group) => group.tagged(ours).fact(olds).with({ targetState: "unhealthy" }),
    (group) => group.tagged(ours).fact(olds).with({ targetState: "unhealthy" }),
  ],
  "one claimed by the dead": [
    (group) => group.tagged({ ...ours, [TAG.claim]: `op-1 ada@pc ${String(NOW_MS - HOUR_MS)}` }),
  ],
};
const earlier: Readonly<Record<string, (fleet: FleetBuilder) => FleetBuilder>> = {
  nothing: (fleet) => fleet,
  warm: (fleet) =>
    fleet.withGeneration(1, (group) => group.parked().tagged(served(NOW_MS - HOUR_MS))),
  cold: (fleet) => fleet.withCold(1),
  gone: (fleet) => fleet.withCold(1, null),
  bad: (fleet) => fleet.withCold(1, { tags: { [TAG.bad]: "2026-11-19T00:00:00Z ada: it leaks" } }),
};

const cases = Object.entries(earlier).flatMap(([past, addPast]) =>
  Object.entries(lives).flatMap(([live, shape]) =>
    Object.entries(newer).map(([coming, shapes]) => {
      const withLive = addPast(aFleet()).withGeneration(2, shape);
      const all = shapes.reduce((fleet, one, at) => fleet.withGeneration(3 + at, one), withLive);
      return { name: `${live}; newer: ${coming}; earlier: ${past}`, facts: all.facts() };
    }),
  ),
);

const theFleet = (facts: Facts): FleetView => {
  const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };
  const [fleet] = deriveFleets(facts, about);
  if (!fleet) throw new Error("There is a fleet");
  return fleet;
};

function planned(facts: Facts, fleet: FleetView, { kind, generation, finding }: WayForward) {
  switch (kind) {
    case "roll-back":
      return aRollback(facts, generation?.label ?? "");
    case "retire":
      return aRetirement(facts, generation?.label ?? "");
    case "put-back": {
      if (!finding) throw new Error("There is a finding");
      const intent = { kind: "put-back", fleetId: fleet.id, finding: finding.kind } as const;
      const input = { ...inputOf(facts), promisedImages: new Set<string>() };
      return planPutBack({ ...input, intent: { ...intent, subject: finding.subject } });
    }
    case "replace":
    case "wait":
      return null;
  }
}

/** What was taken from the live group only the journal knows: there the planner says what to do instead. */
const onlyTheJournalKnows = "was taken out of traffic";
const reason = (plan: Planned | null) =>
  plan?.refused === true && !plan.reason.includes(onlyTheJournalKnows) ? plan.reason : null;

describe("whatever state a fleet is in", () => {
  it.each(cases)("$name: something is offered", ({ facts }) => {
    const ways = waysForward(theFleet(facts), aConnection());
    expect(ways.length).toBeGreaterThan(0);
    for (const { label, does } of ways) expect([label, does]).not.toContain("");
  });

  it.each(cases)("$name: what is offered has a plan", ({ facts }) => {
    const fleet = theFleet(facts);
    const refused = waysForward(fleet, aConnection()).flatMap((one) => {
      const why = reason(planned(facts, fleet, one));
      return why === null ? [] : [`${one.label}: ${why}`];
    });
    expect(refused).toEqual([]);
  });

  it("where a fleet serves and something is wrong, more than waiting is offered", () => {
    const stuck = cases.filter(({ facts }) => {
      const fleet = theFleet(facts);
      const isWrong = fleet.generations.filter(({ state }) => state !== "cold").length > 1;
      const ways = waysForward(fleet, aConnection());
      return fleet.inService > 0 && isWrong && ways.every(({ kind }) => kind === "wait");
    });
    expect(stuck.map(({ name }) => name)).toEqual([]);
  });
});

it("a read-only connection says so and offers nothing", () => {
  const fleet = theFleet(aFleet().withCold(1).withGeneration(2).facts());
  expect(waysForward(fleet, aConnection({ readOnly: true }))).toMatchObject([
    { kind: "wait", does: expect.stringContaining("read-only") as string },
  ]);
});

it("a fleet that somebody holds says by whom", () => {
  const fleet = { ...theFleet(aFleet().withGeneration(2).facts()), heldBy: "ada" };
  expect(waysForward(fleet, aConnection())).toMatchObject([
    { kind: "wait", does: expect.stringContaining("held by ada") as string },
  ]);
});
