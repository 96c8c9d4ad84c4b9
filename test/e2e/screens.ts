/** What a user does on the console's screens, by role and accessible name. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Long enough for two busy cores. */
export const patience = { timeout: 45_000 };
const polling = { ...patience, interval: 100 };

export const main = (page: Page) => page.getByRole("main");
export const panel = (page: Page, name: string | RegExp) => page.getByRole("region", { name });
export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { name, level: 1 });

export async function shows(locator: Locator, text: string | RegExp): Promise<void> {
  await locator.filter({ hasText: text }).first().waitFor(patience);
}

/** Waits until what `read` finds passes the check. */
export async function until<T>(
  read: () => Promise<T>,
  check: (value: T) => boolean,
): Promise<void> {
  await expect.poll(async () => check(await read()), polling).toBe(true);
}

export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: place, exact: true }).click();
  await heading(page, place).waitFor(patience);
}

export async function setSpeed(page: Page, speed: number): Promise<void> {
  await page.getByRole("button", { name: /^Practice time runs/ }).click();
  await page.getByRole("menuitemcheckbox", { name: new RegExp(`^× ${String(speed)}\\b`) }).click();
  const now = `Practice time runs ${String(speed)} times as fast`;
  await page.getByRole("button", { name: new RegExp(now) }).waitFor(patience);
}

export async function choose(
  page: Page,
  field: string | RegExp,
  option: string | RegExp,
): Promise<void> {
  await page.getByRole("button", { name: field }).click();
  await page.getByRole("option", { name: option }).first().click();
}

export async function fleetRow(page: Page, name: string): Promise<Locator> {
  const row = page.getByRole("row", { name, exact: true });
  await row.waitFor(patience);
  return row;
}

export async function openFleet(page: Page, name: string): Promise<void> {
  await goTo(page, "Fleets");
  const row = await fleetRow(page, name);
  await row.getByRole("link", { name }).click();
  await heading(page, name).waitFor(patience);
}

/** From the start of a bake to its plan, and the start. */
export async function startBake(page: Page, recipe: string, reason: string): Promise<void> {
  await goTo(page, "Fleets");
  await page.getByRole("link", { name: "Bake an image" }).click();
  await choose(page, /^Recipe/, recipe);
  await page.getByRole("button", { name: "Show the plan" }).click();
  await page.getByRole("textbox", { name: "Why" }).fill(reason);
  await page.getByRole("button", { name: "Start the bake" }).click();
  await panel(page, "Builder's log").waitFor(patience);
}

/** The replacement's form, from the fleet's own screen, with short soaks. */
export async function previewReplacement(
  page: Page,
  fleet: string,
  image: string | RegExp,
): Promise<void> {
  await openFleet(page, fleet);
  await main(page).getByRole("link", { name: "Replace…" }).click();
  await heading(page, `Replace ${fleet}`).waitFor(patience);
  await choose(page, /^Image/, image);
  await page.getByRole("textbox", { name: "Canary soak, minutes" }).fill("3");
  await page.getByRole("textbox", { name: "Soak, minutes", exact: true }).fill("3");
  await page.getByRole("button", { name: "Preview the plan" }).click();
  await page.getByRole("button", { name: "Start the replacement" }).waitFor(patience);
}

export async function startReplacement(page: Page, reason: string): Promise<void> {
  await page.getByRole("textbox", { name: "Reason" }).fill(reason);
  await page.getByRole("button", { name: "Start the replacement" }).click();
  await page.getByRole("list", { name: "Phases" }).waitFor(patience);
}

/** A step of the operation on screen, once it has the state. */
export async function stepIs(page: Page, title: string | RegExp, state: string): Promise<void> {
  const step = panel(page, "Steps").getByRole("listitem").filter({ hasText: title });
  await shows(step, `, ${state}`);
}

export async function succeeded(page: Page): Promise<void> {
  await until(
    () => main(page).innerText(),
    (text) => /succeeded|failed|stopped:/.test(text),
  );
  await shows(main(page), /succeeded/);
}

/** A row of the generations of the fleet on screen. */
export const generation = (page: Page, words: string | RegExp) =>
  panel(page, "Generations").getByRole("row").filter({ hasText: words });
