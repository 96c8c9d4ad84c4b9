import { expect, it } from "vitest";
import { badMarkOf } from "../../../shared/fleet/bad-mark.ts";
import type { GenerationView } from "../../../shared/model/fleet.ts";
import { imageId } from "../../../shared/model/ids.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { aCare, made } from "./care.ts";

const returnable = ({ readiness }: GenerationView) => readiness.kind === "cold";

async function markedBad() {
  const care = aCare();
  const target = await care.generation(returnable);
  const { id: fleetId } = await care.fleet();
  const mark = (isBad: boolean, reason: string) =>
    care.planned({ kind: "mark", fleetId, generation: target.id, isBad, reason, by: "ada" });
  const detail = await care.carryOut(made(await mark(true, "it leaks memory")));
  return { ...care, detail, fleetId, target, mark };
}

it("the mark is on the image, with who, when and why, and no server was touched", async () => {
  const { detail, image, target, journal } = await markedBad();
  expect(detail.status).toBe("succeeded");
  const marked = await image(target.imageId ?? "");
  expect(marked && badMarkOf(marked)).toMatchObject({ by: "ada", reason: "it leaks memory" });
  const calls = journal.evidence.intents(detail.id).map(({ call }) => call.call);
  expect(calls).toEqual(["CreateTags"]);
});

it("a bad generation can't return, and says by whom and why", async () => {
  const { planned, generation, target, fleetId } = await markedBad();
  const now = await generation(({ id }) => id === target.id);
  expect(now.bad).toMatchObject({ by: "ada" });
  expect(now.readiness).toMatchObject({
    kind: "impossible",
    reason: "It is marked bad by ada: it leaks memory.",
  });
  const back = await planned({ kind: "rollback", fleetId, to: target.id });
  expect(back.refused && back.reason).toContain("marked bad by ada: it leaks memory.");
});

it("no replacement puts a bad image in", async () => {
  const { planned, target, fleetId } = await markedBad();
  const replaced = await planned({
    ...plainParallel,
    kind: "replace",
    fleetId,
    imageId: imageId(target.imageId ?? ""),
    canary: 0,
    canarySoakMs: 0,
    soakMs: 0,
    warmForMs: 0,
  });
  expect(replaced.refused && replaced.reason).toContain("marked bad by ada");
});

it("is taken back in the same place, and is refused twice", async () => {
  const { carryOut, mark, generation, target } = await markedBad();
  expect(await mark(true, "again")).toMatchObject({ refused: true });
  await carryOut(made(await mark(false, "the leak was elsewhere")));
  expect(await generation(({ id }) => id === target.id)).toMatchObject({
    bad: null,
    readiness: { kind: "cold" },
  });
  expect(await mark(false, "again")).toMatchObject({ refused: true });
});

it("does not hold the fleet, so that a roll back may run at the same time", async () => {
  const { operations, target, region, mark, ended } = await markedBad();
  const back = await region.rollback(
    "checkout-web",
    (await region.fleet("checkout-web")).generations.find(
      (one) => one.state === "cold" && one.id !== target.id,
    )?.label ?? "",
  );
  const why = { reason: "x", changeNumber: null };
  const rolling = operations.start(back, why);
  const unmark = operations.start(made(await mark(false, "it was another one")), why);
  expect((await ended(unmark)).status).toBe("succeeded");
  expect(operations.holding(back.fleetId ?? "")).toBe(rolling);
});
