import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultGuardRails } from "../../../shared/model/guard-rails.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { aConsole, aHome } from "./a-console.ts";

const connectionId = "practice";
const plain = { ...defaultGuardRails("practice"), freezes: [], prices: [] };
const strict = { ...plain, reasonRequired: true, changeNumberRequired: true };

async function aPlan({ ask, rowsWhen }: Awaited<ReturnType<typeof aConsole>>): Promise<string> {
  const fleets = await rowsWhen("fleets", (found) => found.length === 8);
  const fleet = fleets.find(({ name }) => name === "checkout-web");
  const live = fleet?.generations.find(({ id }) => id === fleet.liveId);
  const planned = await ask("plan:replace", {
    ...plainParallel,
    fleetId: fleet?.id ?? "",
    imageId: live?.imageId ?? "",
    canary: 1,
    canarySoakMs: 0,
    soakMs: 0,
    warmForMs: 0,
  });
  if (planned.refused) throw new Error(planned.reason);
  return planned.plan.id;
}

test("main holds a start to the connection's guard rails, also after a restart", async () => {
  const home = aHome();
  const first = await aConsole(home);
  expect(await first.ask("guard-rails:read", { connectionId })).toEqual(plain);
  await first.ask("guard-rails:save", { connectionId, guardRails: strict });
  await first.close();
  const second = await aConsole(home);
  expect(await second.ask("guard-rails:read", { connectionId })).toEqual(strict);
  const planId = await aPlan(second);
  const start = (reason: string, changeNumber: string | null) =>
    second.request("operation:start", { planId, reason, changeNumber, confirmation: null });
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
  await second.ask("guard-rails:save", { connectionId, guardRails: { ...strict, freezes } });
  expect(await start("the release", "CHG-1")).toMatchObject({
    ok: false,
    error: {
      code: "refused",
      message: expect.stringMatching(/"holidays" is in force.*Nothing was started/),
    },
  });
  await second.ask("guard-rails:save", { connectionId, guardRails: strict });
  expect(await start("the release", "CHG-1")).toMatchObject({ ok: true });
});

test("guard rails that can't be read stop the console, so that none is dropped unseen", async () => {
  const home = aHome();
  mkdirSync(home.dataDir, { recursive: true });
  const file = join(home.dataDir, "guard-rails.json");
  writeFileSync(file, '{"format": 1, "guardRails": {"practice": {"reasonRequired": 1}}}');
  await expect(aConsole(home)).rejects.toMatchObject({ code: "invalid-input", details: { file } });
});
