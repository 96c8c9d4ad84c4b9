import { expect, it } from "vitest";
import { wordOf } from "../../../shared/lineage/revocation.ts";
import type { GenerationView } from "../../../shared/model/fleet.ts";
import { imageId } from "../../../shared/model/ids.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { aCare, made } from "./care.ts";

const returnable = ({ readiness }: GenerationView) => readiness.kind === "cold";

async function revoked() {
  const care = aCare();
  const target = await care.generation(returnable);
  const { id: fleetId } = await care.fleet();
  const revoke = (isRevoked: boolean, reason: string) => care.revoked(target, isRevoked, reason);
  const detail = await care.carryOut(made(await revoke(true, "it leaks memory")));
  return { ...care, detail, fleetId, target, revoke };
}

it("the revocation is on the image, with who, when and why, and no server was touched", async () => {
  const { detail, image, target, journal } = await revoked();
  expect(detail.status).toBe("succeeded");
  const marked = await image(target.imageId ?? "");
  expect(marked && wordOf(marked)).toMatchObject({ by: "ada", reason: "it leaks memory" });
  const calls = journal.evidence.intents(detail.id).map(({ call }) => call.call);
  expect(calls).toEqual(["CreateTags"]);
});

it("a revoked generation can't return, and says by whom and why", async () => {
  const { planned, generation, target, fleetId } = await revoked();
  const now = await generation(({ id }) => id === target.id);
  expect(now.revoked).toMatchObject({ by: "ada" });
  expect(now.readiness).toMatchObject({
    kind: "impossible",
    reason: "It is revoked by ada: it leaks memory.",
  });
  const back = await planned({ kind: "rollback", fleetId, to: target.id });
  expect(back.refused && back.reason).toContain("revoked by ada: it leaks memory.");
});

it("no replacement puts a revoked image in", async () => {
  const { planned, target, fleetId } = await revoked();
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
  expect(replaced.refused && replaced.reason).toContain("revoked by ada");
});

it("is taken back in the same place, and is refused twice", async () => {
  const { carryOut, revoke, generation, target } = await revoked();
  expect(await revoke(true, "again")).toMatchObject({ refused: true });
  await carryOut(made(await revoke(false, "the leak was elsewhere")));
  expect(await generation(({ id }) => id === target.id)).toMatchObject({
    revoked: null,
    readiness: { kind: "cold" },
  });
  expect(await revoke(false, "again")).toMatchObject({ refused: true });
});

it("does not hold the fleet, so that a roll back may run at the same time", async () => {
  const { operations, target, region, revoke, ended } = await revoked();
  const back = await region.rollback(
    "checkout-web",
    (await region.fleet("checkout-web")).generations.find(
      (one) => one.state === "cold" && one.id !== target.id,
    )?.label ?? "",
  );
  const why = { reason: "x", changeNumber: null };
  const rolling = operations.start(back, why);
  const taken = operations.start(made(await revoke(false, "it was another one")), why);
  expect((await ended(taken)).status).toBe("succeeded");
  expect(operations.holding(back.fleetId ?? "")).toBe(rolling);
});
