/** The lineage of 20,000 images in a real browser: first paint, frames while it is moved, and what a change of 1 % takes. */
import { setInterval } from "node:timers/promises";
import { CreateTagsCommand, DescribeImagesCommand, EC2Client } from "@aws-sdk/client-ec2";
import type { Page } from "playwright-core";
import { launchBrowser, openPage, serveConsole, usedDataFolder } from "./browser.ts";
import { quantile, type Figure } from "./figures.ts";
import { framesWhile, framesWhileScrolling, type Frames } from "./frames.ts";
import { startRegion, type BenchRegion } from "./region.ts";

const IMAGES = 20_000;
const SHARE = 100;
const FIRST_PAINTS = 3;
const CANVAS = ".lineage-canvas";

export async function lineageFigures(): Promise<readonly Figure[]> {
  const region = await startRegion({ servers: 400, groups: 200, images: IMAGES, latencyMs: 0 });
  const served = await serveConsole(region, await usedDataFolder(region));
  const browser = await launchBrowser();
  try {
    const page = await openPage(browser);
    const deltas = imageDeltas(page);
    await page.goto(served.url);
    await allRead(page);
    const first: number[] = [];
    for (let run = 0; run < FIRST_PAINTS; run += 1) {
      await fresh(page);
      first.push(await firstPaint(page));
    }
    const pan = await framesWhileScrolling(page, CANVAS);
    await page.getByRole("button", { name: "Fit", exact: true }).click();
    const far = await framesWhileScrolling(page, CANVAS);
    const zoom = await framesWhileZooming(page);
    const change = await framesOfChange(page, region, deltas);
    return [
      {
        name: "first paint, from the step to the screen",
        unit: "ms",
        value: quantile(first, 0.5),
        p95: quantile(first, 0.95),
        runs: first.length,
        note: "nothing asked for before",
      },
      ...figuresOf("pan, readable", pan),
      ...figuresOf("pan, as much as fits", far),
      ...figuresOf("zoom in and out", zoom),
      {
        name: "1 % changed: busiest frame, by the thread's clock",
        unit: "ms",
        value: Math.max(0, ...change.frames.cpuMs),
        runs: change.deltas,
        note: `${String(IMAGES / SHARE)} images told anew`,
      },
    ];
  } finally {
    await browser.close();
    await served.stop();
    await region.stop();
  }
}

const three = (values: readonly number[]) => ({
  value: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  p99: quantile(values, 0.99),
  runs: values.length,
});

const figuresOf = (name: string, { deltasMs, cpuMs }: Frames): Figure[] => [
  { name: `${name}: between frames`, unit: "ms", ...three(deltasMs) },
  { name: `${name}: script and layout, its clock`, unit: "ms", ...three(cpuMs) },
];

const DRAWN = `Lineage of ${String(IMAGES)} images`;
const LINEAGE = "#/images?connection=bench";

/** The whole region once. */
async function allRead(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Fleets", level: 1 }).waitFor();
  await page.evaluate((hash) => (location.hash = hash), LINEAGE);
  await page.locator(`${CANVAS}[aria-label^="${DRAWN}"]`).waitFor({ timeout: 90_000 });
}

/** A page that has nothing of the images. */
async function fresh(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = "#/fleets"));
  await page.reload();
  await page.getByRole("row", { name: "fleet-000", exact: true }).waitFor({ timeout: 60_000 });
}

/** From the step to the screen to the frame after the one that painted all of them. */
async function firstPaint(page: Page): Promise<number> {
  await page.evaluate(goAndWatch, { canvas: CANVAS, words: DRAWN, hash: LINEAGE });
  const took = await page.waitForFunction(
    () => (window as { benchPaintMs?: number }).benchPaintMs ?? null,
    null,
    { timeout: 30_000, polling: 50 },
  );
  return Number(await took.jsonValue());
}

interface Watch {
  readonly canvas: string;
  readonly words: string;
  readonly hash: string;
}

function goAndWatch({ canvas, words, hash }: Watch): void {
  const startedMs = performance.now();
  location.hash = hash;
  const look = () => {
    const label = document.querySelector(canvas)?.getAttribute("aria-label") ?? "";
    if (!label.startsWith(words)) requestAnimationFrame(look);
    else
      requestAnimationFrame(() =>
        setTimeout(() => Object.assign(window, { benchPaintMs: performance.now() - startedMs })),
      );
  };
  requestAnimationFrame(look);
}

function framesWhileZooming(page: Page): Promise<Frames> {
  return framesWhile(page, CANVAS, async () => {
    await page.keyboard.down("Control");
    for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, step < 20 ? -60 : 60);
    await page.keyboard.up("Control");
  });
}

interface Deltas {
  images: number;
}

/** How many rows of images have come as changes since the page was opened. */
function imageDeltas(page: Page): Deltas {
  const seen = { images: 0 };
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      const text = String(payload);
      if (text.length < 10_000_000 && text.includes('"topic:changed"'))
        seen.images += text.split('"manifestKnown"').length - 1;
    }),
  );
  return seen;
}

async function framesOfChange(page: Page, region: BenchRegion, deltas: Deltas) {
  const { endpoint, region: name, accessKeyId, secretAccessKey } = region.address;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new EC2Client({ endpoint, region: name, credentials });
  const { Images = [] } = await client.send(new DescribeImagesCommand({ Owners: ["self"] }));
  const ids = Images.flatMap(({ ImageId: id }, at) => (id && at % SHARE === 0 ? [id] : []));
  const before = deltas.images;
  const frames = await framesWhile(page, CANVAS, async () => {
    const Tags = [{ Key: "bennu:verified", Value: "failed: told anew" }];
    await client.send(new CreateTagsCommand({ Resources: ids, Tags }));
    const untilMs = performance.now() + 60_000;
    const isTold = () => deltas.images - before >= ids.length || performance.now() > untilMs;
    for await (const _ of setInterval(200)) if (isTold()) break;
    await page.evaluate(async () => {
      for (let frame = 0; frame < 60; frame += 1) await new Promise(requestAnimationFrame);
    });
  });
  client.destroy();
  return { frames, deltas: deltas.images - before };
}
