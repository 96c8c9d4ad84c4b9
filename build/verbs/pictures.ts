/** Takes the README's pictures of the real program: a console on a fresh practice region, walked through the tour. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Page } from "playwright-core";
import { browserForTests } from "../browser.ts";
import { ensureBuilt } from "../ensure-built.ts";
import { inProject } from "../paths.ts";

const folder = inProject("build/pictures");
const size = { width: 1440, height: 900 };

export async function run(): Promise<void> {
  await ensureBuilt();
  const executablePath = browserForTests();
  if (executablePath === null) return void (process.exitCode = 1);
  mkdirSync(folder, { recursive: true });
  await onFreshConsole(executablePath, tour);
  await onFreshConsole(executablePath, practice);
}

async function onFreshConsole(
  executablePath: string,
  walk: (page: Page) => Promise<void>,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "bennu-pictures-"));
  const child = spawn(process.execPath, consoleArguments(data), {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await inBrowser(executablePath, await addressOf(child), walk);
  } finally {
    child.kill();
    await once(child, "exit");
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

const consoleArguments = (data: string) => [
  inProject("build/launch.mjs"),
  ...["serve", "--no-open", "--port", "0", "--speed", "20", "--data", data],
];

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The console ended with ${String(code)}.`)));
    if (child.stdout === null) return reject(new Error("The console has no stdout."));
    createInterface({ input: child.stdout }).once("line", (line) =>
      resolve((JSON.parse(line) as { url: string }).url),
    );
  });
}

async function inBrowser(
  executablePath: string,
  address: string,
  walk: (page: Page) => Promise<void>,
): Promise<void> {
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage({ viewport: size, colorScheme: "dark" });
    await page.goto(address);
    await page.getByRole("row", { name: /checkout-web/ }).waitFor();
    await walk(page);
  } finally {
    await browser.close();
  }
}

async function tour(page: Page): Promise<void> {
  await bake(page);
  await lineageAndComparison(page);
  await replacement(page);
  await journal(page);
  await fleets(page);
}

const take = async (page: Page, name: string) => {
  await page.screenshot({ path: join(folder, `${name}.png`) });
};

async function practice(page: Page): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: "Practice", exact: true }).click();
  await page.getByRole("button", { name: "Begin: No capacity in one zone" }).click();
  await page.getByRole("button", { name: "Begin the lesson" }).click();
  await page.getByRole("button", { name: "Give me a hint" }).click();
  await page.getByRole("list", { name: "Hints" }).waitFor();
  await page.getByRole("button", { name: "Let a colleague interfere" }).click();
  await page.getByRole("region", { name: "Others in the account" }).getByRole("listitem").waitFor();
  await take(page, "practice");
}

async function bake(page: Page): Promise<void> {
  await page.getByRole("main").getByText("Bake an image").click();
  await page.getByRole("button", { name: /Recipe/ }).click();
  await page.getByRole("option", { name: /^checkout-web.yaml/ }).click();
  await page.getByRole("button", { name: "Show the plan" }).click();
  await page.getByRole("button", { name: "Start the bake" }).click();
  await page.getByText("14 of 14 tests passed").first().waitFor();
  await take(page, "bake");
  await page.getByText("Show the image in its lineage").click({ timeout: 120_000 });
}

async function lineageAndComparison(page: Page): Promise<void> {
  const chosen = page.getByRole("complementary", { name: "The chosen image" });
  const compare = chosen.getByText(/^Compare with checkout-web/);
  await compare.waitFor();
  await page.getByLabel("Find an image").fill("al2023-2026.10.30");
  await page.getByLabel("Find an image").press("Enter");
  await page.getByLabel("Find an image").fill("");
  await chosen
    .getByText(/\d+ servers/)
    .first()
    .waitFor();
  await take(page, "lineage");
  await page.goBack();
  await compare.click();
  await page.getByText("24.2.0").first().waitFor();
  await take(page, "compare");
}

async function replacement(page: Page): Promise<void> {
  await page.getByRole("navigation").getByText("Fleets", { exact: true }).first().click();
  await page.getByRole("main").getByText("checkout-web", { exact: true }).first().click();
  await page.getByRole("main").getByText("Replace…").first().click();
  await page.getByRole("button", { name: "Preview the plan" }).click();
  await page.getByLabel(/^Reason/).fill("checkout-web 7.3.0, CHG-2291");
  await page.getByRole("button", { name: "Start the replacement" }).click();
  await page
    .getByText(/\b([5-9]|1[0-7]) of 20 servers/)
    .first()
    .waitFor({ timeout: 120_000 });
  await take(page, "replacement");
}

async function journal(page: Page): Promise<void> {
  await page.getByRole("navigation").getByText("Journal", { exact: true }).click();
  await page.getByText("CreateAutoScalingGroup").first().waitFor();
  await take(page, "journal");
}

async function fleets(page: Page): Promise<void> {
  await page.getByRole("navigation").getByText("Fleets", { exact: true }).first().click();
  await page.getByRole("row", { name: /search-indexer/ }).waitFor();
  await take(page, "fleets-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await take(page, "fleets-light");
}
