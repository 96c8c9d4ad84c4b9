/** A verified image copied from its own page into another region of the practice cloud, to its end; what can't be copied says why. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openConsolePage } from "./harness.ts";
import { choose, fleetRow, goTo, heading, main, panel, patience } from "./screens.ts";

async function noFindings(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  expect(found, screen).toEqual([]);
}

async function openImage(page: Page, name: string): Promise<void> {
  await goTo(page, "Images");
  await page.getByText("Table", { exact: true }).click();
  await main(page).getByRole("row", { name }).click();
  await panel(page, "Other regions and accounts").waitFor(patience);
}

test("an image is copied and shared from its own page, and its copies are known there", async () => {
  const { noMishaps, page } = await openConsolePage(["--speed", "300"]);
  await fleetRow(page, "checkout-web");

  await openImage(page, "al2023-2026.11.14");
  const place = panel(page, "Other regions and accounts");
  await place
    .getByText(/is not known to have passed its tests/)
    .first()
    .waitFor(patience);
  expect(await place.getByRole("button", { name: "Copy or share it…" }).isEnabled()).toBe(false);

  await goTo(page, "Practice");
  await page
    .getByRole("link", { name: /Practice us-east-1/ })
    .first()
    .click();
  await page.getByRole("button", { name: /^Open/ }).click();
  await page.getByRole("button", { name: "Start the region afresh…" }).waitFor(patience);

  await openImage(page, "checkout-web-7.2.4");
  await place.getByRole("button", { name: "Copy or share it…" }).click();
  await place.getByRole("checkbox", { name: /^Practice us-east-1/ }).check();
  await choose(page, /How the copy in Practice us-east-1/, "With AWS's default key there");
  await place.getByRole("textbox", { name: /^Accounts/ }).fill("123456789012");
  await noFindings(page, "the form of a copy");
  await place.getByRole("button", { name: "Show the plan" }).click();
  await place.getByText(/default key encrypts can't be shared/).waitFor(patience);
  await place.getByText(/Name a key of your own/).waitFor(patience);

  await choose(page, /How the copy in Practice us-east-1/, "Encrypted as the image is");
  await place.getByRole("button", { name: "Show the plan" }).click();
  await place.getByRole("button", { name: "Start it" }).waitFor(patience);
  await noFindings(page, "the plan of a copy");
  await place.getByRole("button", { name: "Start it" }).click();
  await heading(page, /^Copy checkout-web-7\.2\.4.* to us-east-1/).waitFor(patience);
  await main(page).getByText("Everything in the plan is done.").first().waitFor(patience);

  await openImage(page, "checkout-web-7.2.4");
  const copies = place.getByRole("list", { name: "Its copies" });
  await copies.getByRole("link", { name: "Practice us-east-1, us-east-1" }).click();
  await place.getByText(/^It is a copy of eu-west-1\/ami-/).waitFor(patience);
  noMishaps();
});
