import { test } from "vitest";
import { openConsolePage } from "./harness.ts";
import { choose, fleetRow, heading, main, patience } from "./screens.ts";
test("look", { timeout: 60_000 }, async () => {
  const { page } = await openConsolePage(["--speed", "1"]);
  await page.setViewportSize({ width: 1280, height: 1000 });
  await fleetRow(page, "session-cache");
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox", { name: /^Search fleets/ }).fill("Plan a campaign");
  await page.getByRole("option", { name: /Plan a campaign/ }).click();
  await heading(page, "Plan a campaign").waitFor(patience);
  await choose(page, "What has to go", /al2023-2026\.09\.18/);
  await choose(page, "What takes its place", /al2023-2026\.11\.14/);
  await main(page).getByText("What is skipped").first().waitFor({ timeout: 8000 }).catch(() => 0);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: "/tmp/team/M1/6.png" });
});
