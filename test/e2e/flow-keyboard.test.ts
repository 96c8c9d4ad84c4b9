/** The main path with the keyboard alone: no mouse call in this file, nor in keyboard.ts. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openConsolePage } from "./harness.ts";
import { palette, pick, pressOn, tabTo, write } from "./keyboard.ts";
import {
  fleetRow,
  generation,
  heading,
  main,
  panel,
  patience,
  shows,
  stepIs,
  succeeded,
} from "./screens.ts";

test("replaces, pauses, rolls back, bakes and walks the lineage with the keyboard", async () => {
  const { noMishaps, page } = await openConsolePage(["--speed", "60"]);
  await fleetRow(page, "checkout-web");
  await replaces(page);
  await pausesAndGoesOn(page);
  await rollsBack(page);
  await bakes(page);
  await walksTheLineage(page);
  await walksTheFleets(page);
  noMishaps();
});

async function replaces(page: Page): Promise<void> {
  await palette(page, "checkout-web");
  await heading(page, "checkout-web").waitFor(patience);
  await pressOn(page, main(page).getByRole("link", { name: "Replace…" }));
  await heading(page, "Replace checkout-web").waitFor(patience);
  await pick(page, page.getByRole("button", { name: /^Image/ }), "checkout-web-7.2.5-");
  await write(page, page.getByRole("textbox", { name: "Canary soak, minutes" }), "4");
  await write(page, page.getByRole("textbox", { name: "Soak, minutes", exact: true }), "1");
  await pressOn(page, page.getByRole("button", { name: "Preview the plan" }));
  await panel(page, "2. The plan").getByRole("list", { name: "Steps" }).waitFor(patience);
  await write(page, page.getByRole("textbox", { name: "Reason" }), "by keyboard");
  await pressOn(page, page.getByRole("button", { name: "Start the replacement" }));
  await page.getByRole("list", { name: "Phases" }).waitFor(patience);
}

async function pausesAndGoesOn(page: Page): Promise<void> {
  await stepIs(page, "Raise checkout-web-v041 to 2 servers", "running");
  await pressOn(page, page.getByRole("button", { name: "Pause" }), "Space");
  await shows(main(page), /Nothing is changed until it goes on/);
  await pressOn(page, page.getByRole("button", { name: "Go on" }));
  await page.getByRole("button", { name: "Pause" }).waitFor(patience);
}

async function rollsBack(page: Page): Promise<void> {
  await stepIs(page, "Raise checkout-web-v041 to 2 servers", "done");
  await pressOn(page, page.getByRole("button", { name: /^Roll back to v40/ }));
  await shows(main(page), /rolling back/);
  await succeeded(page);
  await palette(page, "checkout-web");
  await generation(page, "v40").filter({ hasText: "serves now" }).waitFor(patience);
}

async function bakes(page: Page): Promise<void> {
  await palette(page, "Bake an image");
  await heading(page, "Bake an image").waitFor(patience);
  await pick(page, page.getByRole("button", { name: /^Recipe/ }), "session-cache.yaml");
  await pressOn(page, page.getByRole("button", { name: "Show the plan" }));
  await write(page, page.getByRole("textbox", { name: "Why" }), "by keyboard");
  await pressOn(page, page.getByRole("button", { name: "Start the bake" }));
  await pressOn(page, page.getByRole("button", { name: "Show the image in its lineage" }));
}

async function walksTheLineage(page: Page): Promise<void> {
  await heading(page, "Images").waitFor(patience);
  const chosen = page.getByRole("complementary", { name: "The chosen image" });
  await chosen.getByRole("heading", { name: /^session-cache-/ }).waitFor(patience);
  await tabTo(page, page.getByRole("application", { name: /^Lineage/ }));
  await page.keyboard.press("ArrowLeft");
  await chosen.getByRole("heading", { name: /^hardened/ }).waitFor(patience);
  await page.keyboard.press("ArrowLeft");
  await chosen.getByRole("heading", { name: /^al2023/ }).waitFor(patience);
  await page.keyboard.press("ArrowRight");
  await chosen.getByRole("heading", { name: /^hardened/ }).waitFor(patience);
}

async function walksTheFleets(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await heading(page, "Fleets").waitFor(patience);
  await tabTo(page, page.getByRole("row", { name: "catalog-api" }));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await heading(page, "checkout-web").waitFor(patience);
  expect(page.url()).toContain("checkout-web");
}
