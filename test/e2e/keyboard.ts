/** A user without a mouse: walks with Tab, chooses with Enter and the arrow keys. Never clicks, never focuses by code. */
import type { Locator, Page } from "playwright-core";

const farthest = 120;

const isFocused = (locator: Locator) =>
  locator
    .first()
    .evaluate(
      (element) => element === document.activeElement || element.contains(document.activeElement),
    );

/** Presses Tab until the focus is there; fails where Tab never gets. */
export async function tabTo(page: Page, locator: Locator): Promise<void> {
  await locator.first().waitFor({ timeout: 45_000 });
  for (let presses = 0; presses < farthest; presses += 1) {
    if (await isFocused(locator)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${String(locator)}.`);
}

export async function pressOn(page: Page, locator: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, locator);
  await page.keyboard.press(key);
}

export async function write(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Opens a list of choices and walks to the one whose text begins so. */
export async function pick(page: Page, field: Locator, option: string): Promise<void> {
  await pressOn(page, field, "Space");
  const wanted = page.getByRole("option").filter({ hasText: option }).first();
  await wanted.waitFor();
  for (let presses = 0; presses < farthest; presses += 1) {
    if (await isHighlighted(wanted)) return page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`The arrow keys never reached ${option}.`);
}

/** The option that the list points assistive technology to. */
async function isHighlighted(option: Locator): Promise<boolean> {
  return option.evaluate((element) => {
    const points = document.activeElement?.getAttribute("aria-activedescendant");
    return (
      points !== null &&
      points !== undefined &&
      (element.id === points || element.querySelector(`#${CSS.escape(points)}`) !== null)
    );
  });
}

export async function palette(page: Page, query: string): Promise<void> {
  await page.keyboard.press("Control+K");
  const field = page.getByRole("combobox", { name: /^Search fleets/ });
  await field.waitFor();
  await page.keyboard.type(query);
  await page.getByRole("option").filter({ visible: true }).first().waitFor();
  await page.keyboard.press("Enter");
}
