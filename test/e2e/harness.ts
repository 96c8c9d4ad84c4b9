/**
 * A console of its own for one test: the built serve host on a fresh data folder, and a page of a real browser in
 * it. Every error on the page's console and every breach of the content policy is collected; `noMishaps` says none.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

const launcher = fileURLToPath(new URL("../../build/launch.mjs", import.meta.url));

export interface ServedConsole {
  readonly url: string;
  readonly pid: number;
  /** What it wrote to stderr so far. */
  errors(): string;
  /** Asks it to end, and waits until it has: the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export function freshDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bennu-e2e-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Ends with the test, if the test doesn't end it. */
export async function serveConsole(
  dataDir: string,
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ServedConsole> {
  const args = [launcher, "serve", "--no-open", "--port", "0", "--data", dataDir, ...options];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const lines: string[] = [];
  child.stderr.on("data", (chunk) => lines.push(String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const stop = (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  onTestFinished(async () => void (await stop("SIGKILL")));
  const url = await firstUrl(child, () => lines.join(""));
  return { url, pid: child.pid ?? 0, errors: () => lines.join(""), stop };
}

function firstUrl(child: ChildProcess, errors: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) =>
      reject(new Error(`The console ended with ${String(code)}: ${errors()}`)),
    );
    if (!child.stdout) return reject(new Error("The console has no stdout."));
    createInterface({ input: child.stdout }).once("line", (line) => {
      const { url } = JSON.parse(line) as { url: string };
      resolve(url);
    });
  });
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROME_PATH"] ?? "/usr/bin/chromium";
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  onTestFinished(() => browser.close());
  return browser;
}

export interface WatchedPage {
  readonly page: Page;
  readonly mishaps: readonly string[];
  noMishaps(): void;
}

export async function openPage(browser: Browser, url: string): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const mishaps: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") mishaps.push(message.text());
  });
  page.on("pageerror", (error) => mishaps.push(String(error)));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(url);
  return { page, mishaps, noMishaps: () => expect(mishaps).toEqual([]) };
}

/** The usual beginning: a console on a fresh practice cloud and a page in it. */
export async function openConsolePage(
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const dataDir = freshDataFolder();
  const served = await serveConsole(dataDir, options, env);
  const browser = await openBrowser();
  return { dataDir, served, browser, ...(await openPage(browser, served.url)) };
}
