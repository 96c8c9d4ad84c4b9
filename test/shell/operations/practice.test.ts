import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { servingMembers } from "../../../shared/guard/serving.ts";
import type { GroupName } from "../../../shared/model/ids.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { readFleet } from "../../../electron/operations/turn/fleet-reading.ts";
import { aFolder, consoleOn, until } from "./console.ts";
import { aPracticeRegion } from "./practice-region.ts";

const FLEET = "checkout-web";
const why = { reason: "release", changeNumber: null };
const DONE = ["succeeded", "Everything in the plan is done."];

function aPracticeConsole() {
  const region = aPracticeRegion();
  const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
  const aReplacement = async () => region.replace(FLEET, await region.otherImage(FLEET));
  const labelOf = async (name: GroupName) =>
    (await region.fleet(FLEET)).generations.find((one) => one.groupName === name)?.label ?? "";
  return { ...console, region, aReplacement, labelOf };
}

const groupsOf = (plan: Plan) => {
  if (!plan.groups) throw new Error("The plan has groups");
  return plan.groups;
};
const cameTo = ({ status, outcome }: OperationDetail) => [status, outcome];

describe("on the practice world, through the real SDK", () => {
  it("replaces a fleet of 20, rolls back warm after it ended, and retires what was rejected", async () => {
    const { region, carryOut, aReplacement, labelOf, journal } = aPracticeConsole();
    const plan = await aReplacement();
    const { from, to } = groupsOf(plan);
    const detail = await carryOut(plan);
    expect(cameTo(detail)).toEqual(DONE);
    expect(Math.min(...detail.samples.map((sample) => sample.from + sample.to))).toBe(20);
    expect(servingMembers(await readFleet(plan, region.cloud), to)).toHaveLength(20);

    const began = journal.evidence.intents(detail.id).length;
    const back = await carryOut(await region.rollback(FLEET, await labelOf(from)));
    expect(cameTo(back)).toEqual(DONE);
    const fleet = await readFleet(plan, region.cloud);
    expect(servingMembers(fleet, from)).toHaveLength(20);
    expect(servingMembers(fleet, to)).toHaveLength(0);
    expect(began).toBeGreaterThan(0);

    const retired = await carryOut(await region.retire(FLEET, await labelOf(to)));
    expect(cameTo(retired)).toEqual(DONE);
    const after = await readFleet(plan, region.cloud);
    expect([...after.groups.keys()]).toEqual([from]);
    expect(after.groups.get(from)?.tags.filter((tag) => tag.key === TAG.claim)).toEqual([]);
    expect(journal.verify()).toMatchObject({ ok: true });
  });

  it("rolls back in the middle of a replacement, the old generation never out of service", async () => {
    const { region, operations, ended, aReplacement, labelOf } = aPracticeConsole();
    const plan = await aReplacement();
    const { from } = groupsOf(plan);
    const id = operations.start(plan, why);
    await until(operations, () => (operations.detail(id)?.samples.at(-1)?.to ?? 0) > 2);
    const rollback = await region.rollback(FLEET, await labelOf(from), id);
    await operations.supersede(id, "Rolled back by ada");
    const back = await ended(operations.start(rollback, why));
    expect(cameTo(back)).toEqual(DONE);
    expect(operations.summary(id)?.status).toBe("superseded");
    const fleet = await readFleet(plan, region.cloud);
    expect(servingMembers(fleet, from)).toHaveLength(20);
    const now = await region.fleet(FLEET);
    expect(now.generations.find((one) => one.id === now.liveId)?.groupName).toBe(from);
  });

  it("returns to a generation of which only the image is left", async () => {
    const { region, carryOut } = aPracticeConsole();
    const before = await region.fleet(FLEET);
    const cold = before.generations.find((one) => one.state === "cold");
    const back = await carryOut(await region.rollback(FLEET, cold?.label ?? ""));
    expect(cameTo(back)).toEqual(DONE);
    const after = await region.fleet(FLEET);
    const live = after.generations.find((one) => one.id === after.liveId);
    expect(live).toMatchObject({ imageId: cold?.imageId, inService: 20 });
  });

  it("fails clearly, with nothing claimed, when someone deletes the live group in the middle", async () => {
    const { region, operations, ended, aReplacement } = aPracticeConsole();
    const plan = await aReplacement();
    const { from, to } = groupsOf(plan);
    const id = operations.start(plan, why);
    await until(operations, () => operations.detail(id)?.samples.at(-1)?.to === 2);
    await region.cloud.actor.perform({
      call: "DeleteAutoScalingGroup",
      groupName: from,
      force: true,
    });
    const detail = await ended(id);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toMatch(/is being deleted by someone else|vanished/);
    expect(detail.outcome).not.toContain("Left behind");
    region.practice.advance(10 * 60_000);
    const groups = await region.cloud.reader.groups([from, to]);
    expect(groups.map((group) => group.name)).toEqual([to]);
    expect(groups.flatMap((group) => group.tags.filter((tag) => tag.key === TAG.claim))).toEqual(
      [],
    );
  });
});
