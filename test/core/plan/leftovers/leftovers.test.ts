/** What an operation that ended half-way leaves on a fleet can always be taken away, or returned from. */
import { describe, expect, it } from "vitest";
import { generationId } from "../../../../shared/model/ids.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { can } from "../../../../shared/rules/can.ts";
import { aConnection } from "../../../builders/connection.ts";
import type { GroupBuilder } from "../../../builders/group.ts";
import { aRetirement, aRollback, madePlan, theFleet } from "../../../builders/plan.ts";
import { aFleet } from "../../../builders/world.ts";

const rising = (group: GroupBuilder) => group.tagged({ [TAG.operation]: "op-1" });
const kindsOf = (plan: ReturnType<typeof aRollback>) =>
  madePlan(plan).steps.map(({ work }) => work.kind);

const worlds = {
  "a replacement that failed while the new one rose": aFleet()
    .withGeneration(1)
    .withGeneration(2, rising)
    .facts(),
  "a roll back that failed before the newer one was taken away": aFleet()
    .withGeneration(1)
    .withGeneration(2)
    .facts(),
} as const;

describe.each(Object.entries(worlds))("after %s", (_, facts) => {
  const fleet = theFleet(facts);
  const connection = aConnection();
  const live = fleet.generations.find(({ id }) => id === fleet.liveId);
  const other = fleet.generations.find(({ id }) => id !== fleet.liveId);

  it("one can roll back to the earlier one: the newer is taken out of traffic, and nothing ends", () => {
    const earlier = fleet.generations.find(({ label }) => label === "v1");
    expect(earlier && can.rollBack(fleet, earlier, connection)).toEqual({ ok: true });
    const kinds = kindsOf(aRollback(facts, "v1"));
    expect(kinds).toContain("shift-away");
    expect(kinds).not.toContain("remove-group");
    expect(madePlan(aRollback(facts, "v1")).groups).toMatchObject({ from: "web-v002" });
  });

  it("one can retire the one that isn't live", () => {
    expect(other && can.retire(fleet, other, connection)).toEqual({ ok: true });
    expect(kindsOf(aRetirement(facts, other?.label ?? ""))).toContain("remove-group");
    expect(live && can.retire(fleet, live, connection).ok).toBe(false);
  });
});

describe("in one group with two versions", () => {
  const fleet = theFleet(aFleet().withGeneration(1).facts());
  const [live] = fleet.generations;
  if (live === undefined) throw new Error("no generation");
  const newer = { ...live, id: generationId("t2"), label: "t2", state: "rising" as const };
  const canReturn = (servers: number, state: typeof newer.state | "cold") =>
    can.rollBack(
      { ...fleet, generations: [{ ...newer, servers, state }, live] },
      live,
      aConnection(),
    ).ok;

  it("one can return to the one that serves as long as the other has servers or is coming", () => {
    expect([canReturn(3, "rising"), canReturn(0, "rising"), canReturn(0, "cold")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
