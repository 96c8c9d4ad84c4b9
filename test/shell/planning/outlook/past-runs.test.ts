import { expect, test } from "vitest";
import { pastRuns } from "../../../../electron/planning/past-runs.ts";
import { fleetId } from "../../../../shared/model/ids.ts";
import { aConsole } from "../../operations/console.ts";
import { FLEET, replacePlan, warmRollbackPlan } from "../../operations/plans.ts";

test("the journal's runs of a fleet that succeeded, the newest first, with what their steps took", async () => {
  const { carryOut, journal } = aConsole();
  expect(pastRuns(journal, FLEET)).toEqual([]);
  await carryOut(replacePlan());
  await carryOut(warmRollbackPlan());
  const runs = pastRuns(journal, FLEET);
  expect(runs.map(({ kind, strategy }) => [kind, strategy])).toEqual([
    ["rollback", null],
    ["replace", "parallel"],
  ]);
  const raise = runs[1]?.steps.find(({ kind }) => kind === "raise");
  expect(raise?.durationMs).toBeGreaterThan(0);
  expect(runs[1]?.durationMs).toBeGreaterThan(raise?.durationMs ?? Infinity);
  expect(pastRuns(journal, fleetId("another"))).toEqual([]);
});
