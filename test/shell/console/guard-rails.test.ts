import { expect, test } from "vitest";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { defaultGuardRails } from "../../../shared/model/guard-rails.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { aConsole, aHome } from "./a-console.ts";

const connectionId = "practice";
const plain = { ...defaultGuardRails("practice"), freezes: [], prices: [] };
const strict = { ...plain, reasonRequired: true, changeNumberRequired: true };

/** Known once the fleet's templates are read. */
function liveImage(fleets: readonly FleetView[]): string | null {
  const fleet = fleets.find(({ name }) => name === "checkout-web");
  return fleet?.generations.find(({ id }) => id === fleet.liveId)?.imageId ?? null;
}

async function aPlan({ ask, rowsWhen }: Awaited<ReturnType<typeof aConsole>>): Promise<string> {
  const fleets = await rowsWhen("fleets", (found) => liveImage(found) !== null);
  const fleet = fleets.find(({ name }) => name === "checkout-web");
  const planned = await ask("plan:replace", {
    ...plainParallel,
    fleetId: fleet?.id ?? "",
    imageId: liveImage(fleets) ?? "",
    canary: 1,
    canarySoakMs: 0,
    soakMs: 0,
    warmForMs: 0,
  });
  if (planned.refused) throw new Error(planned.reason);
  return planned.plan.id;
}

test("main holds a start to the connection's guard rails", async () => {
  const opened = await aConsole(aHome());
  expect(await opened.ask("rails:read", { connectionId })).toEqual(plain);
  await opened.ask("rails:save", { connectionId, guardRails: strict });
  const planId = await aPlan(opened);
  const start = (reason: string, changeNumber: string | null) =>
    opened.request("operation:start", { planId, reason, changeNumber, confirmation: null });
  expect(await start("", "CHG-1")).toMatchObject({
    ok: false,
    error: { code: "refused", message: expect.stringContaining("asks for a reason") },
  });
  expect(await start("the release", null)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining("asks for a change number") },
  });
  const toMs = Date.now() + 365 * 86_400_000;
  const freezes = [{ name: "holidays", when: { kind: "once" as const, fromMs: 0, toMs } }];
  await opened.ask("rails:save", { connectionId, guardRails: { ...strict, freezes } });
  expect(await start("the release", "CHG-1")).toMatchObject({
    ok: false,
    error: {
      code: "refused",
      message: expect.stringMatching(/"holidays" is in force.*Nothing was started/),
    },
  });
  await opened.ask("rails:save", { connectionId, guardRails: strict });
  expect(await start("the release", "CHG-1")).toMatchObject({ ok: true });
});
