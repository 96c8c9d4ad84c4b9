import { expect, test } from "vitest";
import { openConsolePage, openPage } from "./harness.ts";

test("the console opens on the fleets, and its address works once", async () => {
  const { browser, noMishaps, page, served } = await openConsolePage();
  await page.getByRole("heading", { name: "Fleets", level: 1 }).waitFor();
  expect(new URL(page.url()).search).toBe("");
  expect(page.url()).not.toContain("token");
  await page.reload();
  await page.getByRole("heading", { name: "Fleets", level: 1 }).waitFor();
  noMishaps();

  const second = await openPage(browser, served.url);
  await second.page.getByText("This window has no session").waitFor();
  expect(await served.stop()).toBe(0);
});
