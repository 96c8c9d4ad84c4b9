import { expect, it } from "vitest";
import { servingMembers } from "../../../shared/guard/serving.ts";
import { readFleet } from "../../../electron/operations/turn/fleet-reading.ts";
import { aCare, FLEET } from "./care.ts";

it("a fleet that somebody set to none comes back by its warm generation, at that one's size", async () => {
  const { region, carryOut } = aCare();
  const plan = await region.replace(FLEET, await region.otherImage(FLEET));
  expect((await carryOut(plan)).status).toBe("succeeded");
  const { from, to, fromLabel } = plan.groups ?? expect.fail("It moves between groups");
  await region.cloud.actor.perform({
    call: "UpdateAutoScalingGroup",
    groupName: to,
    minSize: 0,
    maxSize: 40,
    desiredCapacity: 0,
  });
  const back = await carryOut(await region.rollback(FLEET, fromLabel));
  expect([back.status, back.outcome]).toEqual(["succeeded", "Everything in the plan is done."]);
  expect(servingMembers(await readFleet(plan, region.cloud), from)).toHaveLength(20);
});
