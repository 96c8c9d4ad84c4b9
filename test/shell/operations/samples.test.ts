import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openJournal } from "../../../electron/journal/journal.ts";
import { OperationState } from "../../../electron/operations/operation-state.ts";
import { operationId } from "../../../shared/model/ids.ts";
import { aFolder } from "./console.ts";
import { replacePlan } from "./plans.ts";
import { START_MS } from "./small-cloud.ts";

it("an operation that stands for a day doesn't fill the journal and every window with samples", () => {
  const journal = openJournal(join(aFolder(), "journal.sqlite"));
  onTestFinished(() => journal.close());
  const plan = replacePlan();
  const { id: planId, kind, connectionId, fleetId } = plan;
  const people = { who: "ada", holder: "ada@here", reason: "", changeNumber: null };
  const open = { status: "running", ending: null, endedAtMs: null, outcome: null } as const;
  const id = operationId("op-1");
  const about = { id, planId, kind, connectionId, fleetId, startedAtMs: START_MS, bake: null };
  const record = { ...about, ...people, ...open };
  journal.write(() => {
    journal.evidence.savePlan(plan);
    journal.running.saveOperation(record);
  });
  const state = new OperationState(journal, record, plan, () => undefined);
  const nothing = { groups: new Map(), targetGroupArns: [], targetHealth: [] };
  for (let second = 0; second < 86_400; second += 15) {
    state.sample({ ...nothing, readAtMs: START_MS + second * 1000 });
  }
  const samples = journal.running.samples(id);
  expect(samples.length).toBeGreaterThan(200);
  expect(samples.length).toBeLessThan(1000);
  expect(START_MS + 86_400_000 - (samples.at(-1)?.atMs ?? 0)).toBeLessThan(10 * 60_000);
});
