/** What a removed clone leaves: nothing of Bennu's; and everything that a person made. */
import { describe, expect, it } from "vitest";
import { aDressedFleet, FLEET } from "./dressed-fleet.ts";

const DONE = "Everything in the plan is done.";

describe("a clone that is removed after a roll back", () => {
  it("takes the alarms along that were made for it, and no others", async () => {
    const { region, carryOut, aReplacement, name, cloud } = await aDressedFleet("policies");
    const plan = await aReplacement();
    const to = plan.groups?.to ?? "";
    const labelOf = async (group: string) =>
      (await region.fleet(FLEET)).generations.find((one) => one.groupName === group)?.label ?? "";
    expect((await carryOut(plan)).outcome).toBe(DONE);
    expect((await carryOut(await region.rollback(FLEET, await labelOf(name)))).outcome).toBe(DONE);
    const ours = `payments-cpu-high-${to}`;
    const alarms = async () =>
      (await cloud.reader.alarmDefinitions([ours, "payments-cpu-high"])).map((alarm) => alarm.name);
    expect(await alarms()).toEqual([ours, "payments-cpu-high"].toSorted());
    expect((await carryOut(await region.retire(FLEET, await labelOf(to)))).outcome).toBe(DONE);
    expect(await alarms()).toEqual(["payments-cpu-high"]);
  });
});
