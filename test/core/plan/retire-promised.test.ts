/** Retiring a generation that is promised to return: only if it could without its servers. */
import { describe, expect, it } from "vitest";
import type { Facts } from "../../../shared/model/facts.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { planRetire } from "../../../shared/plan/plan-retire.ts";
import { anImage } from "../../builders/image.ts";
import { aReplacement, generationIdOf, inputOf, refusal } from "../../builders/plan.ts";
import { HOUR_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const warmUntil = new Date(NOW_MS + HOUR_MS).toISOString();
const facts = aFleet()
  .withGeneration(1, (group) => group.parked().tagged({ [TAG.warmUntil]: warmUntil }))
  .withGeneration(2)
  .facts();
const input = inputOf(facts);

function retire(read: Facts, isPromised: boolean) {
  const generation = generationIdOf(facts, "v1");
  const promise = isPromised ? { isKept: true } : null;
  const generations = input.fleet.generations.map((one) =>
    one.id === generation ? { ...one, promise } : one,
  );
  const intent = { kind: "retire", fleetId: input.fleet.id, generation } as const;
  return planRetire({ ...input, facts: read, fleet: { ...input.fleet, generations }, intent });
}

describe("retiring the old generation by the plan that replaces it", () => {
  const serving = aFleet().withGeneration(2).withImage(anImage("ami-new")).facts();
  const replaced = (read: Facts, retireAfterWarm: boolean) =>
    aReplacement(read, "ami-new", { retireAfterWarm });

  it("is planned where it could return without its servers, and refused where it could not", () => {
    expect(replaced(serving, true).refused).toBe(false);
    const images = new Map([...serving.images].filter(([id]) => id === "ami-new"));
    const gone = { ...serving, images };
    expect(refusal(replaced(gone, true))).toMatch(/v2 could not return when its warm time is over/);
    expect(replaced(gone, false).refused).toBe(false);
  });
});

describe("retiring a generation that is promised to return", () => {
  it("is planned where it can be started again from its image", () => {
    expect(retire(facts, true).refused).toBe(false);
  });

  it.each([
    ["image", { ...facts, images: new Map() }, /promised to return.*its image/],
    ["template version", { ...facts, templateVersions: new Map() }, /version 1 of its launch/],
  ])("is refused where its %s is gone; one that isn't promised may go", (_, read, expected) => {
    expect(refusal(retire(read, true))).toMatch(expected);
    expect(retire(read, false).refused).toBe(false);
  });
});
