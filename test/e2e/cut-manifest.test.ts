/**
 * A list of packages that was cut, and an older one with secrets in clear, as every screen and export shows them: what
 * isn't listed is unknown, and no secret comes out.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openJournal } from "../../electron/journal/journal.ts";
import type { CutFact, Manifest } from "../../shared/model/manifest.ts";
import { freshDataFolder, openBrowser, openPage, serveConsole } from "./harness.ts";
import { fleetRow, main, panel, patience } from "./screens.ts";
import { enterConsole } from "./served-window.ts";

const packages = Array.from({ length: 50 }, (_, at) => ({
  ...{ name: `lib-${String(at)}`, version: "1.0.0", arch: "x86_64", source: "rpm" },
  repository: "me:canary@repo.example/linux",
}));

function aManifest(listed: Manifest["packages"], cut: CutFact | null): Manifest {
  return {
    ...{ imageId: null, takenAtMs: 1_000_000, kernel: "6.1", files: [], users: ["root"] },
    ...{ services: [], ports: [], diskUsedMib: null, bootSeconds: null, form: 2 },
    packages: listed,
    cron: [{ path: "/etc/cron.d/dump", line: "5 4 * * * root dump -pcanary" }],
    sysctl: { "net.ipv6.conf.all.stable_secret": "canary" },
    ...(cut === null ? {} : { cut: [cut] }),
  };
}

/** Two images of one recipe: the older one is known as a whole, the newer one's list was cut. */
async function plantedIn(dataDir: string): Promise<readonly [string, string]> {
  const served = await serveConsole(dataDir);
  const window = await enterConsole(served.url);
  const found = async () =>
    (await window.rows("images")).filter(({ name }) => /^checkout-web-7\.2\.[45]/.test(name));
  await expect.poll(async () => (await found()).length, patience).toBe(2);
  const [older = "", newer = ""] = (await found())
    .toSorted((a, b) => a.createdAtMs - b.createdAtMs)
    .map(({ id }) => id);
  await served.stop();
  const journal = openJournal(join(dataDir, "journal.sqlite"));
  const about = { tests: [], recipeName: null, recipeText: null, bakedByOperation: null };
  const cut = { what: "packages", kept: 12, of: 50 };
  journal.write(() => {
    const put = (imageId: string, manifest: Manifest) =>
      journal.memory.saveImage({ ...about, imageId, manifest, recordedAtMs: 1 });
    put(older, aManifest(packages, null));
    put(newer, aManifest(packages.slice(0, 12), cut));
  });
  journal.close();
  return [older, newer];
}

async function holdsNoSecret(page: Page): Promise<void> {
  expect(await main(page).textContent()).not.toContain("canary");
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test("a list that was cut is told wherever it is shown, and nothing it leaves out is called gone", async () => {
  const dataDir = freshDataFolder();
  const [older, newer] = await plantedIn(dataDir);
  const served = await serveConsole(dataDir);
  const { page, noMishaps } = await openPage(await openBrowser(), served.url);
  const [base = ""] = served.url.split("#");
  await fleetRow(page, "checkout-web");

  await page.goto(`${base}#/images?connection=practice&image=${newer}`);
  await main(page).getByText("only 12 of 50 packages known", { exact: true }).waitFor(patience);
  const inside = panel(page, "Look into it");
  await inside.getByText(/the console had not room for all: 12 of 50 packages known/).waitFor();
  await inside.getByRole("button", { name: "List what is in it" }).click();
  await inside
    .getByText("12 of 50 packages known; whatever isn't listed is unknown, not absent.")
    .waitFor(patience);
  await inside.getByRole("searchbox").fill("cron");
  await inside
    .getByRole("row", { name: /root dump rest kept back, mark [0-9a-f]{3}$/ })
    .waitFor(patience);
  await holdsNoSecret(page);

  const side = (id: string) => `side=image~practice~${id}`;
  await page.goto(`${base}#/compare?${side(older)}&${side(newer)}`);
  await page.getByRole("button", { name: "38 can't be told" }).waitFor(patience);
  const to = panel(page, "To");
  await to.getByText(/^12 of 50 packages known; whatever isn't listed is unknown/).waitFor();
  await panel(page, "Packages").getByText("No package that both sides list differs.").waitFor();
  expect(
    await main(page)
      .getByText(/\b(removed|added)\b/)
      .count(),
  ).toBe(0);
  await page.getByRole("button", { name: "38 can't be told" }).click();
  await panel(page, "Packages").getByText("unknown").first().waitFor(patience);
  await holdsNoSecret(page);

  for (const [form, words] of [
    [/^Markdown/, "12 of 50 packages known"],
    [/^JSON/, '"kept": 12'],
    [/^Picture, light/, "only 12 of 50 packages known"],
  ] as const) {
    const text = await exported(page, form);
    expect(text).toContain(words);
    expect(text).not.toContain("canary");
  }
  noMishaps();
});

async function exported(page: Page, form: RegExp): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: form }).click();
  return readFile(await (await saved).path(), "utf8");
}
