/** From the start of `serve` to the first fleet row that is painted, beside an empty page of the same browser. */
import type { Browser, Page } from "playwright-core";
import { launchBrowser, openPage, servePage, serveConsole, usedDataFolder } from "./browser.ts";
import { ofRuns, type Figure } from "./figures.ts";
import type { BenchRegion } from "./region.ts";

const RUNS = 7;
/** Of the region alone: the practice fleets have other names. */
const REGION_ROW = '[role="row"][aria-label^="fleet-0"]';
const ANY_ROW = '[role="row"][aria-label]';

interface StartRun {
  /** From the process's start to its address. */
  readonly addressMs: number;
  /** From the address to the first row. */
  readonly rowMs: number;
  readonly regionRowMs: number;
  readonly emptyMs: number;
  readonly launchMs: number;
}

export async function startFigures(region: BenchRegion): Promise<readonly Figure[]> {
  const data = await usedDataFolder(region);
  const runs: StartRun[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await startOnce(region, data));
  const all = (of: (run: StartRun) => number) => runs.map(of);
  const emptyWindow = {
    name: "empty window",
    values: all(({ launchMs, emptyMs }) => launchMs + emptyMs),
  };
  return [
    ofRuns(
      "window with the region's first row",
      "ms",
      all(({ launchMs, addressMs, regionRowMs }) => launchMs + addressMs + regionRowMs),
      emptyWindow,
    ),
    ofRuns(
      "serve and page to the region's first row",
      "ms",
      all(({ addressMs, regionRowMs }) => addressMs + regionRowMs),
      { name: "empty page", values: all(({ emptyMs }) => emptyMs) },
    ),
    ofRuns(
      "  of it: process start to its address",
      "ms",
      all(({ addressMs }) => addressMs),
    ),
    ofRuns(
      "  of it: page to the first row of any fleet",
      "ms",
      all(({ rowMs }) => rowMs),
    ),
    ofRuns(
      "  of it: page to the region's first row",
      "ms",
      all(({ regionRowMs }) => regionRowMs),
    ),
  ];
}

async function startOnce(region: BenchRegion, data: string): Promise<StartRun> {
  const launchedMs = performance.now();
  const browser = await launchBrowser();
  const launchMs = performance.now() - launchedMs;
  try {
    const emptyMs = await emptyPage(browser);
    const served = await serveConsole(region, data);
    const addressMs = performance.timeOrigin + performance.now() - served.startedAtMs;
    try {
      return { launchMs, emptyMs, addressMs, ...(await consolePage(browser, served.url)) };
    } finally {
      await served.stop();
    }
  } finally {
    await browser.close();
  }
}

async function emptyPage(browser: Browser): Promise<number> {
  const empty = await servePage("<!doctype html><title>empty</title><p id=here>empty</p>");
  const { ms } = await timed(browser, empty.url, { here: "#here" });
  empty.stop();
  return ms("here");
}

async function consolePage(browser: Browser, url: string) {
  const { ms } = await timed(browser, url, { row: ANY_ROW, regionRow: REGION_ROW });
  return { rowMs: ms("row"), regionRowMs: ms("regionRow") };
}

/** Milliseconds from before the page was made to the frame in which each of these was painted. */
async function timed(browser: Browser, url: string, selectors: Readonly<Record<string, string>>) {
  const startedAtMs = performance.timeOrigin + performance.now();
  const page = await openPage(browser);
  await page.addInitScript(markPainted, selectors);
  await page.goto(url, { waitUntil: "commit" });
  const marks = await marksOf(page, Object.keys(selectors));
  await page.close();
  return { ms: (name: string) => (marks.get(name) ?? Number.NaN) - startedAtMs };
}

/** In the page: a mark after the frame that first showed each of them. */
function markPainted(selectors: Readonly<Record<string, string>>): void {
  const open = new Map(Object.entries(selectors));
  const look = () => {
    for (const [name, selector] of open) {
      if (document.querySelector(selector) === null) continue;
      open.delete(name);
      requestAnimationFrame(() => setTimeout(() => performance.mark(`painted ${name}`)));
    }
    if (open.size > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function marksOf(page: Page, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  await page.waitForFunction(
    (count) =>
      performance.getEntriesByType("mark").filter(({ name }) => name.startsWith("painted "))
        .length >= count,
    names.length,
    { timeout: 30_000, polling: 50 },
  );
  const marks = await page.evaluate(() =>
    performance
      .getEntriesByType("mark")
      .map((mark) => [mark.name, performance.timeOrigin + mark.startTime] as const),
  );
  return new Map(marks.map(([name, atMs]) => [name.replace("painted ", ""), atMs]));
}
