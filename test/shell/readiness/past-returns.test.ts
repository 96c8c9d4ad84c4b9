/** How long a return took is until the generation served, not until its policies went on minutes later. */
import { expect, it } from "vitest";
import { pastReturns } from "../../../electron/readiness/past-returns.ts";
import type { Journal } from "../../../electron/journal/journal.ts";
import { fleetId, type OperationId } from "../../../shared/model/ids.ts";

const SECOND = 1000;
const web = fleetId("c1/web");

/** A roll back that took its steps one after the other: kind, and when it was done. */
function journalWith(rows: readonly (readonly [kind: string, endedAtMs: number])[]) {
  const steps = rows.map(([kind], at) => ({ id: `s${String(at)}`, work: { kind } }));
  const done = rows.map(([, endedAtMs], at) => ({ stepId: `s${String(at)}`, endedAtMs }));
  const record = {
    id: "op-1",
    planId: "plan-1",
    kind: "rollback",
    status: "succeeded",
    fleetId: web,
    startedAtMs: 0,
    endedAtMs: 700 * SECOND,
  };
  const running = { operations: () => [record], steps: () => done, samples: () => [] };
  return { running, evidence: { plan: () => ({ steps }) } } as unknown as Journal;
}

it("of a warm one is until its group was awake, before the other one left", () => {
  const journal = journalWith([
    ["claim", 1 * SECOND],
    ["wake", 24 * SECOND],
    ["shift-away", 330 * SECOND],
    ["pin", 332 * SECOND],
    ["wake", 345 * SECOND],
    ["soak", 650 * SECOND],
  ]);
  expect(pastReturns(journal).get(web)).toEqual({ warmMs: [24 * SECOND], coldMs: [] });
});

it("of a cold one is until its new group had all its servers", () => {
  const journal = journalWith([
    ["create-group", 3 * SECOND],
    ["raise", 60 * SECOND],
    ["raise", 200 * SECOND],
    ["shift-away", 500 * SECOND],
  ]);
  expect(pastReturns(journal).get(web)).toEqual({ warmMs: [], coldMs: [200 * SECOND] });
});

it("of one in the group that is there is all of it, and its servers came as they last did", () => {
  const journal = journalWith([
    ["hold", 3 * SECOND],
    ["refresh", 600 * SECOND],
  ]);
  const replaced = { ...journal.running.operations()[0], id: "op-2", kind: "replace" };
  const older = { ...replaced, id: "op-3", planId: "plan-3" };
  const [rollback] = journal.running.operations();
  const strategyOf = (id: string) => (id === "plan-3" ? "parallel" : "refresh");
  const both = {
    running: {
      operations: () => [replaced, rollback, older],
      steps: (id: OperationId) => journal.running.steps(id),
      samples: () => [],
    },
    evidence: {
      plan: (id: string) => ({
        ...journal.evidence.plan(id as never),
        intent: { kind: "replace", strategy: strategyOf(id) },
      }),
    },
  } as unknown as Journal;
  expect(pastReturns(both).get(web)).toEqual({
    warmMs: [],
    coldMs: [],
    inPlaceMs: [700 * SECOND],
    strategy: "refresh",
  });
});
