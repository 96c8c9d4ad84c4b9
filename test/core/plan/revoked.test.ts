import { expect, it } from "vitest";
import { TAG } from "../../../shared/model/tags.ts";
import { anImage } from "../../builders/image.ts";
import { aReplacement, aRollback, refusal } from "../../builders/plan.ts";
import { NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const verified = { [TAG.verified]: "passed 3/3 2026-11-01T00:00:00Z" };
const bad = { tags: { ...verified, [TAG.revoked]: "2026-11-19T00:00:00Z ada: it leaks" } };
const withdrawn = {
  tags: { ...verified, [TAG.revoked]: "withdrawn 2026-11-19T00:00:00Z ada: it was the load" },
};
const theirs = { tags: { ...verified, [TAG.bad]: "do not use, ask ops" } };

const fleetWith = (image: Parameters<typeof anImage>[1]) =>
  aFleet()
    .withGeneration(2)
    .withImage(anImage("ami-9", { ...image, createdAtMs: NOW_MS }));

it("no replacement puts a revoked image in, in Bennu's words or others", () => {
  expect(refusal(aReplacement(fleetWith(bad).facts(), "ami-9"))).toContain(
    "is revoked by ada: it leaks.",
  );
  expect(refusal(aReplacement(fleetWith(theirs).facts(), "ami-9"))).toContain(
    "is revoked by somebody: do not use, ask ops.",
  );
});

it("a revocation that was taken back stands in nobody's way", () => {
  expect(aReplacement(fleetWith(withdrawn).facts(), "ami-9").refused).toBe(false);
});

const served = { [TAG.servedUntil]: "2026-11-20T00:00:00Z" };
it.each([
  ["warm", aFleet().withGeneration(1, (group) => group.parked().tagged(served))],
  ["cold", aFleet().withCold(1)],
])("no roll back to a %s generation whose image is revoked", (_, earlier) => {
  const facts = earlier.withGeneration(2).facts();
  expect(aRollback(facts, "v1").refused).toBe(false);
  const images = new Map(facts.images).set("ami-1", anImage("ami-1", bad));
  expect(refusal(aRollback({ ...facts, images }, "v1"))).toContain("revoked by ada: it leaks.");
});
