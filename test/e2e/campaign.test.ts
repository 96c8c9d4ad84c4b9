/** A campaign from the screens: two bases, the order changed by keyboard, started, held for a word, stopped; axe finds nothing. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openConsolePage } from "./harness.ts";
import { choose, fleetRow, heading, main, patience } from "./screens.ts";

async function noFindings(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  expect(found, screen).toEqual([]);
}

test("a campaign is planned, ordered by keyboard, started, paused and stopped", async () => {
  const { noMishaps, page } = await openConsolePage(["--speed", "60"]);
  await fleetRow(page, "checkout-web");
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox", { name: /^Search fleets/ }).fill("Plan a campaign");
  await page.getByRole("option", { name: /Plan a campaign/ }).click();
  await heading(page, "Plan a campaign").waitFor(patience);
  await choose(page, "What has to go", /al2023-2026\.10\.30/);
  await choose(page, "What takes its place", /al2023-2026\.11\.14/);
  await main(page).getByText("catalog-api.yaml").waitFor(patience);
  await main(page)
    .getByText("Its recipe ledger-db isn't in the recipe folder.")
    .first()
    .waitFor(patience);
  // hardened 92 stands on the newer base, and is verified.
  await main(page).getByText("there already").first().waitFor(patience);
  await noFindings(page, "plan of a campaign");
  const stage = page.getByRole("group", { name: /^Stage 2/ });
  const first = stage.getByRole("listitem").first();
  const name = (await first.getByRole("link").textContent()) ?? "";
  await page.getByRole("button", { name: `Later: ${name}` }).press("Enter");
  await stage.getByRole("listitem").nth(1).getByRole("link", { name }).waitFor(patience);
  await page.getByLabel("Reason").fill("a hole in the kernel");
  await page.getByRole("button", { name: "Start the campaign" }).click();
  await heading(page, /^Campaign to al2023-2026\.11\.14/).waitFor(patience);
  await main(page)
    .getByRole("row", { name: /catalog-api/ })
    .getByRole("progressbar")
    .waitFor(patience);
  await noFindings(page, "a campaign under way");
  await page.getByRole("button", { name: "Pause" }).click();
  await main(page)
    .getByRole("row", { name: /catalog-api paused/ })
    .waitFor(patience);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Stop…" }).click();
  await noFindings(page, "stopping a campaign");
  await page.getByRole("button", { name: "Stop here" }).click();
  await main(page).getByText("Stopped by", { exact: false }).first().waitFor(patience);
  noMishaps();
});
