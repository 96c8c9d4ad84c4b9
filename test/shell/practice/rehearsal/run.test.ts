/** A real plan, made by the real planner on the copy, and carried out there in virtual time. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { servingMembers } from "../../../../shared/guard/serving.ts";
import { readFleet } from "../../../../electron/operations/turn/fleet-reading.ts";
import { aFolder, consoleOn } from "../../operations/console.ts";
import { plannersOn, readAll } from "../../operations/practice-region.ts";
import { copyOf, realCloud, rehearse } from "./two-clouds.ts";

it("a replacement is planned on the copy as on the region itself, and succeeds there", async () => {
  const real = realCloud();
  const { seed } = await rehearse(real);
  const copy = copyOf(seed);
  const planners = plannersOn(copy.cloud, () => readAll(copy.cloud));
  const atHome = plannersOn(real.cloud, () => readAll(real.cloud));
  const image = await planners.otherImage("checkout-web");
  const plan = await planners.replace("checkout-web", image);
  const realPlan = await atHome.replace("checkout-web", image);
  expect(plan.steps.map(({ title }) => title)).toEqual(realPlan.steps.map(({ title }) => title));
  expect(plan.groups).toEqual(realPlan.groups);

  const { carryOut } = consoleOn(copy.cloud, join(aFolder(), "journal.sqlite"));
  const detail = await carryOut(plan);
  expect([detail.status, detail.outcome]).toEqual(["succeeded", "Everything in the plan is done."]);
  if (!plan.groups) throw new Error("The plan has no groups");
  const fleet = await readFleet(plan, copy.cloud);
  expect(servingMembers(fleet, plan.groups.to)).toHaveLength(20);
  expect(real.practice.world.state.groups.has(plan.groups.to)).toBe(false);
});
