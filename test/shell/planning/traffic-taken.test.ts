import { expect, it } from "vitest";
import { trafficTaken } from "../../../electron/planning/traffic-taken.ts";
import { aConsole } from "../operations/console.ts";
import { FLEET, replacePlan, warmRollbackPlan } from "../operations/plans.ts";
import { ARN, NEW, OLD } from "../operations/small-cloud.ts";

it("the journal knows what was taken from a group, until it is given back", async () => {
  const { carryOut, journal } = aConsole();
  const taken = () => [OLD, NEW].map((group) => trafficTaken(journal, FLEET, group));
  expect(taken()).toEqual([null, null]);
  await carryOut(replacePlan());
  expect(taken()).toEqual([[ARN], null]);
  await carryOut(warmRollbackPlan());
  expect(taken()).toEqual([null, [ARN]]);
});
