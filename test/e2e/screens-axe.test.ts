/** Every screen in light and dark: axe finds nothing, the content policy is kept, the console stays silent. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openConsolePage } from "./harness.ts";
import {
  choose,
  fleetRow,
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
  succeeded,
} from "./screens.ts";

/** Looks at the screen in both colour schemes; the second one stays for the next screen. */
async function look(page: Page, screen: string): Promise<void> {
  await noFindings(page, screen);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Change to (light|dark) colours/ }).click();
  await noFindings(page, `${screen}, other colours`);
}

async function noFindings(page: Page, screen: string): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor(patience);
  await page.getByText("Opening…", { exact: true }).waitFor({ ...patience, state: "hidden" });
  await page.waitForFunction(colourChangesOver, undefined, patience);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  expect(found, screen).toEqual([]);
}

/** Colours that still fade are neither of the two that were meant. */
function colourChangesOver(): boolean {
  return document
    .getAnimations()
    .every((each) => !(each instanceof CSSTransition) || each.playState === "finished");
}

test("every screen is accessible and keeps the content policy, in light and dark", async () => {
  const { noMishaps, page } = await openConsolePage(["--speed", "60"]);
  await fleetRow(page, "checkout-web");
  await fleets(page);
  await replacement(page);
  await bakes(page);
  await images(page);
  await rest(page);
  noMishaps();
});

async function fleets(page: Page): Promise<void> {
  await look(page, "fleets");
  await page.getByRole("button", { name: "Servers", exact: true }).click();
  await look(page, "fleets as servers");
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await openFleet(page, "session-cache");
  await look(page, "a fleet");
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await look(page, "a fleet's servers as a table");
}

async function replacement(page: Page): Promise<void> {
  await previewReplacement(page, "checkout-web", /checkout-web-7\.2\.5-/);
  await page.getByRole("button", { name: "Show every call" }).click();
  await look(page, "the plan of a replacement");
  await startReplacement(page, "to look at it");
  await look(page, "a running replacement");
  await page.getByRole("button", { name: "Stop…" }).click();
  await page.getByRole("dialog").waitFor();
  await noFindings(page, "the question before a stop");
  await page.keyboard.press("Escape");
  await setSpeed(page, 600);
  await succeeded(page);
  await page.getByRole("button", { name: "Generations" }).click();
  await look(page, "a replacement that ended");
  await goTo(page, "Replacements");
  await look(page, "replacements");
  await openFleet(page, "checkout-web");
  await look(page, "a fleet with a warm generation");
  await page.getByRole("button", { name: "Retire v40" }).click();
  await page
    .getByRole("dialog")
    .getByText("What dies")
    .or(page.getByRole("dialog").getByText("root volumes"))
    .first()
    .waitFor(patience);
  await noFindings(page, "the question before a retirement");
  await page.keyboard.press("Escape");
}

async function bakes(page: Page): Promise<void> {
  await goTo(page, "Bakes");
  await look(page, "no bakes");
  const places = page.getByRole("navigation", { name: "About bakes" });
  for (const place of ["Recipes", "Schedules", "Settings"]) {
    await places.getByRole("link", { name: place }).click();
    await heading(page, place === "Recipes" ? place : `Bake ${place.toLowerCase()}`).waitFor(
      patience,
    );
    await look(page, `${place.toLowerCase()} of bakes`);
  }
  await places.getByRole("link", { name: "Bakes" }).click();
  await page
    .getByRole("button", { name: "Bake an image" })
    .or(page.getByRole("link", { name: "Bake an image" }))
    .first()
    .click();
  await choose(page, /^Recipe/, "session-cache.yaml");
  await look(page, "the form of a bake");
  await page.getByRole("button", { name: "Show the plan" }).click();
  await page.getByRole("button", { name: "Start the bake" }).waitFor(patience);
  await look(page, "the plan of a bake");
  await startBake(page, "checkout-web-broken.yaml", "to see it fail");
  await shows(main(page), /failed/);
  await panel(page, "Tests").getByText("✕ failed").first().waitFor(patience);
  await look(page, "a bake that failed");
  await goTo(page, "Bakes");
  await look(page, "bakes");
}

async function images(page: Page): Promise<void> {
  await goTo(page, "Images");
  await look(page, "images");
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await look(page, "images as a table");
  await page.getByRole("button", { name: "Retention…" }).click();
  await page.getByRole("button", { name: "Try them dry" }).click();
  await page.getByRole("grid", { name: "What the rules say of each image" }).waitFor(patience);
  await look(page, "what the retention rules say");
  await goTo(page, "Images");
  await page.getByRole("button", { name: "Compare…" }).click();
  await main(page)
    .getByRole("button", { name: /^From(?!:)/ })
    .waitFor(patience);
  await look(page, "the choice of what to compare");
  await choose(page, /^From(?!:)/, /checkout-web-7\.2\.4-/);
  await choose(page, /^To(?!:)/, /checkout-web-7\.2\.5-/);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await panel(page, "Packages").getByRole("grid").waitFor(patience);
  await look(page, "two images compared");
  await openFleet(page, "checkout-web");
  await page.getByRole("link", { name: /^Compare v41 and v40/ }).click();
  await panel(page, "Configuration from outside").waitFor(patience);
  await look(page, "two generations compared");
}

async function rest(page: Page): Promise<void> {
  await goTo(page, "Journal");
  await look(page, "journal");
  await goTo(page, "Practice");
  await page.getByRole("button", { name: "Begin: A calm release" }).waitFor(patience);
  await look(page, "practice");
  await goTo(page, "Connections");
  await page.getByRole("button", { name: /^Add a connection/ }).click();
  await page.getByRole("button", { name: "Add", exact: true }).waitFor();
  await look(page, "connections");
  await page.keyboard.press("Control+K");
  await page.getByRole("option").first().waitFor();
  await noFindings(page, "the palette");
  await page.keyboard.press("Escape");
  await heading(page, "Connections").click();
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("Keyboard").first().waitFor();
  await noFindings(page, "the list of keys");
}
