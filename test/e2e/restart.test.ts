/** The served console killed in the middle of a replacement, started again, and the replacement's end. */
import { expect, test } from "vitest";
import { freshDataFolder, serveConsole } from "./harness.ts";
import { plainParallel } from "../../shared/rules/replace-defaults.ts";
import { enterConsole } from "./served-window.ts";

const patience = { timeout: 90_000, interval: 250 };

test("killed in the middle of a replacement, it goes on after the next start: nothing doubled, nothing lost", async () => {
  const dataDir = freshDataFolder();
  const first = await serveConsole(dataDir, ["--speed", "60"]);
  const window = await enterConsole(first.url);
  const fleets = () => window.rows("fleets");
  await expect.poll(async () => (await fleets()).length, patience).toBe(8);
  // Fleets are told before the images behind them are read.
  const choice = async () => {
    const fleet = (await fleets()).find(({ name }) => name === "checkout-web");
    const live = fleet?.generations.find(({ id }) => id === fleet.liveId);
    const images = (await window.rows("images")).filter(
      (image) =>
        image.recipe === live?.recipe &&
        image.id !== live?.imageId &&
        image.verification.kind === "verified",
    );
    return { fleet, newest: images.toSorted((a, b) => b.createdAtMs - a.createdAtMs)[0] };
  };
  await expect.poll(async () => (await choice()).newest, patience).toBeDefined();
  const { fleet, newest } = await choice();
  const planned = await window.ask("plan:replace", {
    ...plainParallel,
    fleetId: fleet?.id ?? "",
    imageId: newest?.id ?? "",
    canary: 2,
    canarySoakMs: 120_000,
    soakMs: 60_000,
    warmForMs: 3_600_000,
  });
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  const start = {
    planId: planned.plan.id,
    reason: "a release",
    changeNumber: null,
    confirmation: "checkout-web",
  };
  const { operationId } = await window.ask("operation:start", start);
  const doneSteps = async () => {
    const [operation] = await window.rows("operation", operationId);
    return operation?.steps.filter(({ status }) => status === "done").length ?? 0;
  };
  await expect.poll(doneSteps, patience).toBeGreaterThanOrEqual(4);
  await first.stop("SIGKILL");

  const second = await serveConsole(dataDir);
  const again = await enterConsole(second.url);
  const status = async () => (await again.rows("operation", operationId))[0]?.status;
  await expect.poll(status, patience).toBe("succeeded");
  const after = () => again.rows("fleets").then((rows) => rows.find(({ id }) => id === fleet?.id));
  await expect.poll(async () => (await after())?.liveId, patience).not.toBe(fleet?.liveId);
  const generations = (await after())?.generations ?? [];
  expect(
    generations.filter(({ groupName }) => groupName !== null).map(({ state }) => state),
  ).toEqual(["live", "warm"]);
  expect(await again.ask("journal:verify", {})).toMatchObject({ ok: true });
});
