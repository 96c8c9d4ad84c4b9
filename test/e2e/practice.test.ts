/** The practice screen: a lesson from its beginning to its verdict, faults that strike, others who interfere. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openConsolePage } from "./harness.ts";
import {
  choose,
  fleetRow,
  goTo,
  main,
  panel,
  patience,
  previewReplacement,
  setSpeed,
  shows,
  startReplacement,
  succeeded,
} from "./screens.ts";

const wrong = (page: Page) => panel(page, "What goes wrong");
const others = (page: Page) => panel(page, "Others in the account");

test("a lesson is begun, worked through, and judged by what happened", async () => {
  const { noMishaps, page } = await openConsolePage(["--speed", "60"]);
  await fleetRow(page, "checkout-web");
  await goTo(page, "Practice");
  await page.getByRole("button", { name: "Begin: A calm release" }).click();
  await page.getByRole("button", { name: "Begin the lesson" }).click();
  const lesson = panel(page, /^A calm release/);
  await shows(lesson, "going on");
  await lesson.getByRole("button", { name: /^Give me a hint/ }).click();
  await lesson.getByRole("list", { name: "Hints" }).getByRole("listitem").waitFor(patience);
  await setSpeed(page, 600);
  await previewReplacement(page, "checkout-web", /checkout-web-7\.2\.5-/);
  await startReplacement(page, "the lesson");
  await succeeded(page);
  await goTo(page, "Practice");
  await shows(lesson, "reached");
  expect(await lesson.getByRole("listitem").filter({ hasText: "not yet:" }).count()).toBe(0);
  noMishaps();
});

test("a fault is set, strikes and is mended; a colleague interferes, in secret too", async () => {
  const { noMishaps, page } = await openConsolePage(["--speed", "300"]);
  await fleetRow(page, "checkout-web");
  await goTo(page, "Practice");
  await setsAFault(page);
  await letsInterfere(page);
  await page.getByRole("button", { name: "Start the region afresh…" }).click();
  await page.getByRole("button", { name: "Start it afresh" }).click();
  await shows(wrong(page), "all is calm");
  noMishaps();
});

async function setsAFault(page: Page): Promise<void> {
  await choose(page, /^What shall go wrong/, /^Reads are stale/);
  await page.getByRole("button", { name: "Let it go wrong" }).click();
  await shows(wrong(page), "1 fault in force");
  await shows(wrong(page).getByRole("listitem"), /struck \d+ time/);
  await page.getByRole("button", { name: /^Mend: Reads are stale/ }).click();
  await shows(wrong(page), "all is calm");
}

async function letsInterfere(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Let a colleague interfere" }).click();
  await others(page).getByRole("listitem").first().waitFor(patience);
  await page.getByRole("checkbox", { name: "Don't tell me what was done" }).check();
  await page.getByRole("button", { name: "Let a colleague interfere" }).click();
  await page.getByRole("button", { name: "Tell me" }).click(patience);
  await others(page).getByRole("listitem").nth(1).waitFor(patience);
}

test("a second region is opened, shows its fleets, and is closed; a scenario file takes a region's place", async () => {
  const { noMishaps, page } = await openConsolePage(["--speed", "60"]);
  await fleetRow(page, "checkout-web");
  await goTo(page, "Practice");
  await page.getByRole("link", { name: /^Practice us-east-1/ }).click();
  await page.getByRole("button", { name: "Open it" }).click();
  await page.getByRole("button", { name: "Close Practice us-east-1" }).waitFor(patience);
  await goTo(page, "Connections");
  await panel(page, /^Practice us-east-1/).waitFor(patience);
  await goTo(page, "Practice");
  await loads(page, "broken.yaml", "speed: very fast");
  await shows(main(page).getByRole("alert"), /speed/);
  await loads(page, "full-zone.yaml", scenario);
  await shows(wrong(page), "1 fault in force");
  await shows(main(page), /made from the file full-zone.yaml/);
  noMishaps();
});

const scenario = `
scenario: shop
seed: 7
faults:
  - ready: zone-full
    target: eu-west-1a
`;

async function loads(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: "text/yaml", buffer: Buffer.from(text) };
  await page.getByLabel("Scenario file").setInputFiles(file);
}
