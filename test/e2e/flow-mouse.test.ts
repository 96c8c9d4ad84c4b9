/** The whole tour with the mouse, on one console: bake, compare, replace, roll back in all three ways, journal. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openConsolePage } from "./harness.ts";
import {
  choose,
  fleetRow,
  generation,
  goTo,
  heading,
  main,
  openFleet,
  panel,
  patience,
  previewReplacement,
  setSpeed,
  shows,
  startBake,
  startReplacement,
  stepIs,
  succeeded,
  until,
} from "./screens.ts";

const baked = /^checkout-web-7\.3\.0-/;

test("from the fleets to a release that was rolled back, with the mouse", async () => {
  const { noMishaps, page } = await openConsolePage(["--speed", "60"]);
  await seesTheRegion(page);
  await bakesAnImage(page);
  await bakesABrokenRecipe(page);
  await comparesWithLive(page);
  await rollsBackInTheMiddle(page);
  await replacesToTheEnd(page);
  await rollsBackWarm(page);
  await rollsBackCold(page);
  await readsTheJournal(page);
  noMishaps();
});

async function seesTheRegion(page: Page): Promise<void> {
  const checkout = await fleetRow(page, "checkout-web");
  await shows(main(page), /8 fleets · 2\d\d servers/);
  expect(await page.getByRole("grid", { name: "Fleets" }).getByRole("row").count()).toBe(9);
  await checkout.getByRole("img", { name: "v40 live, 20 servers" }).waitFor();
  const cache = await fleetRow(page, "session-cache");
  await cache.getByRole("img", { name: /1 snowflake/ }).waitFor();
  const indexer = await fleetRow(page, "search-indexer");
  await indexer.getByRole("img", { name: /v76 warm, 22 servers/ }).waitFor();
  await indexer.getByRole("button", { name: /^instant · warm: roll back/ }).waitFor();
}

async function bakesAnImage(page: Page): Promise<void> {
  await startBake(page, "checkout-web.yaml", "the release of the day");
  const log = page.getByLabel("Builder's log").last();
  await until(
    () => log.innerText(),
    (text) => text.includes("Installing: nginx"),
  );
  await shows(main(page), /running, .* left/);
  const passed = panel(page, "Tests").getByText("✓ passed");
  await passed.first().waitFor(patience);
  expect(await main(page).innerText()).toMatch(/running/);
  await setSpeed(page, 300);
  await page.getByRole("button", { name: "Show the image in its lineage" }).click(patience);
  const chosen = page.getByRole("complementary", { name: "The chosen image" });
  await shows(chosen, /passed 14\/14/);
  await chosen.getByRole("button", { name: "hardened 92" }).waitFor();
  await chosen.getByText("Bennu's tag").waitFor();
}

async function bakesABrokenRecipe(page: Page): Promise<void> {
  await startBake(page, "checkout-web-broken.yaml", "to see it fail");
  await shows(main(page), /failed/);
  await panel(page, "Tests").getByText("✕ failed").first().waitFor(patience);
  expect(await page.getByLabel("Builder's log").last().innerText()).toContain("Installing");
  await shows(panel(page, "Steps").getByRole("listitem"), /The builder (is gone|ends)/);
  await page.getByRole("button", { name: "Bake again…" }).waitFor();
}

async function comparesWithLive(page: Page): Promise<void> {
  await goTo(page, "Images");
  await page.getByRole("button", { name: "Compare…" }).click();
  await choose(page, /^From/, /checkout-web-7\.2\.4-/);
  await choose(page, /^To/, baked);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const packages = panel(page, "Packages");
  await packages.getByRole("row", { name: /nodejs / }).waitFor(patience);
  await panel(page, "Recipe").waitFor();
  await panel(page, "Inside the image").waitFor();
}

async function rollsBackInTheMiddle(page: Page): Promise<void> {
  await setSpeed(page, 60);
  await previewReplacement(page, "checkout-web", baked);
  const plan = panel(page, "2. The plan");
  await plan.getByRole("button", { name: "Show every call" }).click();
  await plan.getByText("CreateAutoScalingGroup").waitFor();
  await plan.getByText("Most servers at once").waitFor();
  await startReplacement(page, "the release of the day");
  await page.getByRole("img", { name: /^v41: 2 in service/ }).waitFor(patience);
  await page.getByRole("button", { name: "Pause" }).click();
  await shows(main(page), /Nothing is changed until it goes on/);
  await page.getByRole("button", { name: "Go on" }).click();
  await stepIs(page, "Soak checkout-web-v041 for 3 min", "done");
  await stepIs(page, "Raise checkout-web-v041 to 20 servers", "running");
  await page.getByRole("button", { name: /^Roll back to v40/ }).click();
  await heading(page, "checkout-web").waitFor();
  await shows(main(page), /rolling back/);
  await setSpeed(page, 300);
  await succeeded(page);
  await openFleet(page, "checkout-web");
  await generation(page, "v40").filter({ hasText: "serves now" }).waitFor(patience);
}

async function replacesToTheEnd(page: Page): Promise<void> {
  await previewReplacement(page, "checkout-web", baked);
  await startReplacement(page, "the release, once more");
  await succeeded(page);
  await openFleet(page, "checkout-web");
  await generation(page, "v42").filter({ hasText: "serves now" }).waitFor(patience);
  await generation(page, "v40").filter({ hasText: "warm" }).waitFor(patience);
}

async function rollsBackWarm(page: Page): Promise<void> {
  await generation(page, "v40")
    .getByRole("button", { name: /^Roll back to v40, .*warm/ })
    .click();
  await shows(main(page), /rolling back v42 → v40/);
  await succeeded(page);
  await openFleet(page, "checkout-web");
  await generation(page, "v40").filter({ hasText: "serves now" }).waitFor(patience);
}

async function rollsBackCold(page: Page): Promise<void> {
  await generation(page, "v38 cold")
    .getByRole("button", { name: /^Roll back to v38/ })
    .click();
  await shows(main(page), /rolling back v40/);
  await succeeded(page);
  await openFleet(page, "checkout-web");
  const live = generation(page, "serves now");
  await live.filter({ hasText: "checkout-web-7.2.1-" }).waitFor(patience);
}

async function readsTheJournal(page: Page): Promise<void> {
  await goTo(page, "Journal");
  // Seven by the user; the practice cloud keeps what is promised after each change of the fleet.
  await shows(main(page), /\d+ operations/);
  await page
    .getByRole("button", { name: /^Keep .* of checkout-web for a return.*succeeded/ })
    .first()
    .waitFor(patience);
  await page.getByRole("button", { name: /^Bake checkout-web.*failed.*to see it fail/ }).click();
  await panel(page, /^Bake checkout-web/).waitFor(patience);
  await page.getByRole("checkbox", { name: "AWS calls only" }).check();
  await callsSeen(page, ["RunInstances", "TerminateInstances"]);
  await page.getByRole("button", { name: /^Replace checkout-web.*succeeded/ }).click();
  await page.getByRole("checkbox", { name: "AWS calls only" }).check();
  await callsSeen(page, [
    "CreateLaunchTemplateVersion",
    "CreateAutoScalingGroup",
    "DetachTrafficSources",
  ]);
  await shows(main(page), /the release, once more/);
  await page.getByRole("button", { name: "Verify the chain" }).click();
  await shows(main(page), /✓ \d+ entries, none changed/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export all" }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toContain("the release, once more");
}

async function callsSeen(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const row = page
      .getByRole("row")
      .filter({ hasText: name })
      .filter({ hasText: /ok in \d+ ms · / });
    await row.first().waitFor(patience);
  }
}
