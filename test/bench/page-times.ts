/** A real browser on the served console: time to the first fleet's row against an empty page, frames while scrolling. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { inProject } from "../../build/paths.ts";
import type { BenchRegion } from "./region.ts";

export interface PageFigures {
  readonly emptyPageMs: number;
  readonly firstRowMs: number;
  readonly frameMs: { readonly p50: number; readonly p95: number; readonly p99: number };
}

export async function pageTimes(region: BenchRegion): Promise<PageFigures> {
  const served = await serve(region);
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: process.env["CHROME_PATH"] ?? "", args });
  try {
    const emptyPageMs = await emptyPage(browser);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(served.url);
    await firstRow(page);
    const started = performance.now();
    await page.reload();
    await firstRow(page);
    const firstRowMs = performance.now() - started;
    return { emptyPageMs, firstRowMs, frameMs: await framesWhileScrolling(page) };
  } finally {
    await browser.close();
    await served.stop();
  }
}

async function serve({ home, configFile, credentialsFile }: BenchRegion) {
  const args = ["serve", "--no-open", "--data", join(home, "data")];
  const env = {
    ...process.env,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
  };
  const child = spawn(process.execPath, [inProject("build/launch.mjs"), ...args], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The console ended with ${String(code)}.`)));
    createInterface({ input: child.stdout }).once("line", resolve);
  });
  const stop = () => {
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill();
    return ended;
  };
  return { url: (JSON.parse(line) as { url: string }).url, stop };
}

async function emptyPage(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  const started = performance.now();
  await page.goto("data:text/html,<p>empty</p>");
  await page.getByText("empty").waitFor();
  const ms = performance.now() - started;
  await page.close();
  return ms;
}

async function firstRow(page: Page): Promise<void> {
  await page
    .locator('[role="row"] a[href*="#/fleets/"], tr a[href*="#/fleets/"]')
    .first()
    .waitFor({ timeout: 120_000 });
}

async function framesWhileScrolling(page: Page): Promise<PageFigures["frameMs"]> {
  await page.mouse.move(720, 500);
  const recorded = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        let last = performance.now();
        const frame = (now: number) => {
          frames.push(now - last);
          last = now;
          if (frames.length < 180) requestAnimationFrame(frame);
          else resolve(frames);
        };
        requestAnimationFrame(frame);
      }),
  );
  for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, turn < 30 ? 300 : -300);
  const frames = (await recorded).toSorted((a, b) => a - b);
  const at = (share: number) =>
    frames[Math.min(frames.length - 1, Math.floor(frames.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
