/** Connections of the user's AWS files: each way in which one can fail has its own words, and one that works, works. */
import type { Page } from "playwright-core";
import { test } from "vitest";
import { openConsolePage } from "./harness.ts";
import {
  awsFilesOf,
  awsFilesWith,
  nobodysAddress,
  standAloneCloud,
  strangersServer,
  unreadableAwsFiles,
} from "./neighbours.ts";
import { choose, goTo, heading, main, panel, patience, shows, succeeded } from "./screens.ts";

async function openForm(page: Page): Promise<void> {
  await goTo(page, "Connections");
  await page.getByRole("button", { name: "Add a connection" }).click();
  await panel(page, "Add a connection").waitFor(patience);
}

async function add(page: Page, profile: string, readOnly: boolean): Promise<void> {
  await openForm(page);
  await choose(page, /^Profile/, profile);
  await choose(page, /^Environment/, "dev");
  if (!readOnly) await page.getByRole("checkbox", { name: /^Read only/ }).uncheck();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await panel(page, new RegExp(`^${profile} `)).waitFor(patience);
}

test("each connection that can't be read says why in its own words", async () => {
  const cloud = await standAloneCloud();
  const empty = await standAloneCloud(["--scenario", "empty"]);
  const wrong = { accessKeyId: "AKIAIOSFODNN7WRONG00", secretAccessKey: "wrong" };
  const env = awsFilesOf([
    { name: "wrong-keys", endpoint: cloud.endpoint, keys: wrong },
    { name: "no-keys", endpoint: cloud.endpoint, keys: null },
    { name: "no-network", endpoint: await nobodysAddress(), keys: cloud },
    { name: "nonsense", endpoint: await strangersServer(), keys: cloud },
    { name: "empty", endpoint: empty.endpoint, keys: empty },
  ]);
  const { noMishaps, page } = await openConsolePage([], env);
  const states: readonly (readonly [string, RegExp])[] = [
    ["wrong-keys", /no valid credentials.*AWS doesn't accept this profile's credentials/s],
    ["no-keys", /no valid credentials/],
    ["no-network", /no network/],
    ["nonsense", /the endpoint isn't AWS/],
    ["empty", /nothing here/],
  ];
  for (const [profile, words] of states) {
    await add(page, profile, true);
    await shows(panel(page, new RegExp(`^${profile} `)), words);
  }
  await goTo(page, "Fleets");
  for (const trouble of [/wrong-keys/, /no-keys/, /no-network/, /nonsense/])
    await page.getByRole("group").filter({ hasText: trouble }).first().waitFor(patience);
  await shows(main(page), /8 fleets/);
  noMishaps();
});

test("AWS files with a mistake, or that can't be read, are named with what is wrong", async () => {
  const broken = awsFilesWith("[profile shop]\nregion eu-west-1\n", "");
  const first = await openConsolePage([], broken);
  await openForm(first.page);
  await shows(main(first.page), /config, line 2: expected `name = value`/);

  const second = await openConsolePage([], unreadableAwsFiles());
  await openForm(second.page);
  await shows(main(second.page), /can't be read/);
});

test("a fleet behind an endpoint of one's own is replaced over loopback", async () => {
  const cloud = await standAloneCloud(["--speed", "300"]);
  const env = awsFilesOf([{ name: "stand-alone", endpoint: cloud.endpoint, keys: cloud }]);
  const { noMishaps, page } = await openConsolePage([], env);
  await add(page, "stand-alone", false);
  await shows(panel(page, /^stand-alone /), /in touch/);
  await goTo(page, "Fleets");
  const rows = page.getByRole("row", { name: "checkout-web", exact: true });
  const own = rows.filter({ has: page.getByRole("gridcell", { name: "stand-alone" }) });
  await own.getByRole("link", { name: "checkout-web" }).click(patience);
  await heading(page, "checkout-web").waitFor(patience);
  await shows(main(page), /stand-alone/);
  await main(page).getByRole("link", { name: "Replace…" }).click();
  await choose(page, /^Image/, /checkout-web-7\.2\.5-/);
  await page.getByRole("textbox", { name: "Canary soak, minutes" }).fill("0.05");
  await page.getByRole("textbox", { name: "Soak, minutes", exact: true }).fill("0.05");
  await page.getByRole("button", { name: "Preview the plan" }).click();
  await page.getByRole("button", { name: "Start the replacement" }).click(patience);
  await page.getByRole("list", { name: "Phases" }).waitFor(patience);
  await succeeded(page);
  await page.getByRole("img", { name: "v41: 20 in service" }).waitFor(patience);
  noMishaps();
});
