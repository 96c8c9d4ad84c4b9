/** Scrolling the screens of the large region, beside a plain page of as many rows. */
import type { Browser, Page } from "playwright-core";
import { launchBrowser, openPage, servePage, serveConsole, usedDataFolder } from "./browser.ts";
import { quantile, type Figure } from "./figures.ts";
import { framesWhileScrolling, type Frames } from "./frames.ts";
import type { BenchRegion } from "./region.ts";

export async function frameFigures(region: BenchRegion): Promise<readonly Figure[]> {
  const served = await serveConsole(region, await usedDataFolder(region));
  const browser = await launchBrowser();
  try {
    const page = await openPage(browser);
    await page.goto(served.url);
    await allRead(page);
    const plain = await plainFrames(browser, region.size.servers);
    const table = await framesWhileScrolling(page, '[role="grid"] .grid-scroller');
    const openMapMs = await openMap(page, region.size.groups);
    const map = await framesWhileScrolling(page, ".server-map");
    const servers = await serverTable(page);
    return [
      ...figuresOf(`Fleets table, ${String(region.size.groups)} fleets`, table, plain),
      { name: "server map opened, all servers painted", unit: "ms", value: openMapMs, runs: 1 },
      ...figuresOf(`server map, ${String(region.size.servers)} servers`, map, plain),
      ...figuresOf("server table of one fleet", servers, plain),
    ];
  } finally {
    await browser.close();
    await served.stop();
  }
}

function figuresOf(name: string, frames: Frames, plain: Frames): Figure[] {
  const three = (values: readonly number[]) => ({
    value: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    p99: quantile(values, 0.99),
    runs: values.length,
  });
  const peer = { name: "plain page's p99", value: quantile(plain.deltasMs, 0.99) };
  const ratio = quantile(frames.deltasMs, 0.99) / peer.value;
  return [
    { name: `${name}: frame`, unit: "ms", ...three(frames.deltasMs), peer, ratio },
    { name: "  script, style and layout in a frame", unit: "ms", ...three(frames.busyMs) },
  ];
}

/** The badge in the top bar says when the connection was read as a whole. */
async function allRead(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Fleets", level: 1 }).waitFor();
  await page.getByText(/synced (just now|\d)/).waitFor({ timeout: 60_000 });
}

/** From the click to the frame after the last fleet's servers were painted. */
async function openMap(page: Page, groups: number): Promise<number> {
  const startedAtMs = performance.timeOrigin + performance.now();
  await page.getByRole("button", { name: "Servers", exact: true }).click();
  const painted = await page.waitForFunction(
    (count) => {
      const maps = [...document.querySelectorAll<HTMLCanvasElement>(".server-map canvas")];
      const full = maps.filter(({ offsetHeight }) => offsetHeight > 11).length;
      return full < count ? null : performance.timeOrigin + performance.now();
    },
    groups,
    { timeout: 20_000 },
  );
  return Number(await painted.jsonValue()) - startedAtMs;
}

async function serverTable(page: Page): Promise<Frames> {
  await page.locator(".server-map-fleet").last().click();
  await page.getByRole("button", { name: "Table" }).first().click();
  await page.locator(".fleet-server-table .grid-scroller").waitFor();
  await page.locator(".fleet-server-table .grid-scroller").scrollIntoViewIfNeeded();
  return framesWhileScrolling(page, ".fleet-server-table .grid-scroller");
}

async function plainFrames(browser: Browser, rows: number): Promise<Frames> {
  const lines = Array.from({ length: rows }, (_, index) => `<div>row ${String(index)}</div>`).join(
    "",
  );
  const html = `<!doctype html><style>#all{height:800px;overflow:auto}div>div{height:38px}</style><div id=all>${lines}</div>`;
  const served = await servePage(html);
  const page = await openPage(browser);
  await page.goto(served.url);
  const frames = await framesWhileScrolling(page, "#all");
  await page.close();
  served.stop();
  return frames;
}
