/** Credentials stay in the main process: canary keys are looked for wherever else they could have gone. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { freshDataFolder, openBrowser, openPage, serveConsole } from "./harness.ts";
import { awsFilesOf, standAloneCloud } from "./neighbours.ts";
import { choose, goTo, panel, patience, shows } from "./screens.ts";

const strangers = {
  accessKeyId: "AKIACANARYCANARY0001",
  secretAccessKey: "canary-secret-9f2c7e41b6d05a83",
};

test("no key of a connection leaves the main process", async () => {
  const cloud = await standAloneCloud();
  const env = awsFilesOf([
    { name: "taken", endpoint: cloud.endpoint, keys: cloud },
    { name: "refused", endpoint: cloud.endpoint, keys: strangers },
  ]);
  const dataDir = freshDataFolder();
  const served = await serveConsole(dataDir, [], env);
  const { page } = await openPage(await openBrowser(), "about:blank");
  const traffic = listen(page);
  await page.goto(served.url);
  for (const profile of ["taken", "refused"]) await add(page, profile);
  await shows(panel(page, /^taken /), /in touch/);
  await shows(panel(page, /^refused /), /no valid credentials/);
  const heap = await heapOf(page);
  await served.stop();

  expect(traffic.join("")).toContain("refused");
  expect(heap).toContain("refused");
  for (const key of [strangers.accessKeyId, strangers.secretAccessKey, cloud.secretAccessKey]) {
    expect.soft(traffic.some((frame) => frame.includes(key))).toBe(false);
    expect.soft(heap.includes(key)).toBe(false);
    expect.soft(served.errors().includes(key)).toBe(false);
    expect.soft(filesWith(dataDir, key)).toEqual([]);
  }
});

async function add(page: Page, profile: string): Promise<void> {
  await goTo(page, "Connections");
  await page.getByRole("button", { name: "Add a connection" }).click();
  await choose(page, /^Profile/, profile);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await panel(page, new RegExp(`^${profile} `)).waitFor(patience);
}

/** All that crosses the bridge, both ways, and all that the page says. */
function listen(page: Page): string[] {
  const traffic: string[] = [];
  page.on("console", (message) => traffic.push(message.text()));
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => traffic.push(payload.toString()));
    socket.on("framesent", ({ payload }) => traffic.push(payload.toString()));
  });
  return traffic;
}

async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  return chunks.join("");
}

function filesWith(folder: string, key: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  expect(paths.length).toBeGreaterThan(2);
  return paths.filter((path) => readFileSync(path).includes(key));
}
