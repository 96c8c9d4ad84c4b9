/** Two windows on one console, a second console on one journal, and a console that goes away. */
import { expect, test } from "vitest";
import { openConsolePage, openPage, serveConsole } from "./harness.ts";
import {
  fleetRow,
  goTo,
  heading,
  main,
  patience,
  previewReplacement,
  shows,
  startReplacement,
} from "./screens.ts";

test("a second window sees the same operation, and what is done in one shows in the other", async () => {
  const { noMishaps, page, served } = await openConsolePage(["--speed", "60"]);
  await fleetRow(page, "checkout-web");
  const other = await page.context().newPage();
  await other.goto(new URL(served.url).origin);
  await fleetRow(other, "checkout-web");
  await previewReplacement(page, "checkout-web", /checkout-web-7\.2\.5-/);
  await startReplacement(page, "seen from two windows");

  const row = await fleetRow(other, "checkout-web");
  await row.getByRole("progressbar", { name: /^Replace checkout-web/ }).click(patience);
  await heading(other, "checkout-web").waitFor(patience);
  await other.getByRole("button", { name: "Pause" }).click(patience);
  await shows(main(page), /Nothing is changed until it goes on/);
  await page.getByRole("button", { name: "Go on" }).click();
  await other.getByRole("button", { name: "Pause" }).waitFor(patience);
  await other.getByRole("img", { name: /^v41: 2 in service/ }).waitFor(patience);
  await page.getByRole("img", { name: /^v41: 2 in service/ }).waitFor(patience);
  noMishaps();
});

test("a second console on the same journal doesn't start, and says why", async () => {
  const { dataDir, page } = await openConsolePage();
  await fleetRow(page, "checkout-web");
  await expect(serveConsole(dataDir)).rejects.toThrow(
    /Another Bennu \(process \d+\) has this journal open.*this one does not start/,
  );
  await goTo(page, "Journal");
});

test("a window whose console went away says so, and says what to do when it is another one", async () => {
  const { browser, dataDir, page, served } = await openConsolePage();
  await fleetRow(page, "checkout-web");
  await served.stop("SIGKILL");
  await page.getByText("The link to the console is lost", { exact: true }).waitFor(patience);
  await fleetRow(page, "checkout-web");

  const again = await serveConsole(dataDir, ["--port", new URL(served.url).port]);
  await page.getByText("This window has no session").waitFor(patience);
  const fresh = await openPage(browser, again.url);
  await fleetRow(fresh.page, "checkout-web");
  fresh.noMishaps();
});
