/**
 * `npm run bench`: Bennu beside a plain SDK loop and an empty page, in the same run. Figures only: none of them is
 * judged. `--json FILE` writes them; `--only sync` and the like measures one part.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { bakeFigures } from "./bakes.ts";
import { compareFigures } from "./compare.ts";
import { derivationFigures } from "./derivations.ts";
import { executorFigures } from "./executor.ts";
import { printSection, section, type Section } from "./figures.ts";
import { lineageFigures } from "./lineage.ts";
import { machineWords, thisMachine } from "./machine.ts";
import { frameFigures } from "./page-frames.ts";
import { startFigures } from "./page-start.ts";
import { startRegion, type BenchRegion } from "./region.ts";
import { strategyFigures } from "./strategies.ts";
import { syncFigures } from "./sync.ts";

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    only: { type: "string" },
    servers: { type: "string", default: "10000" },
    groups: { type: "string", default: "200" },
    images: { type: "string", default: "5000" },
    "latency-ms": { type: "string", default: "50" },
  },
});
const size = {
  servers: Number(values.servers),
  groups: Number(values.groups),
  images: Number(values.images),
  latencyMs: Number(values["latency-ms"]),
};

const FLEET_SIZES = [1, 10, 100, 1000];
const parts: Readonly<Record<string, (region: BenchRegion) => Promise<Section>>> = {
  sync: (region) => section("Sync of the region", () => syncFigures(region)),
  start: (region) => section("Start", () => startFigures(region)),
  frames: (region) => section("Frames while scrolling", () => frameFigures(region)),
  lineage: () => section("Lineage of 20,000 images", lineageFigures),
  compare: () => section("Comparison", compareFigures),
  derive: ({ size: of }) => section("The core's own work", () => derivationFigures(of)),
  bakes: () => section("Bakes, virtual time", bakeFigures),
  execute: () => section("Operations in virtual time", executorFigures),
  ...Object.fromEntries(
    FLEET_SIZES.map((servers) => [
      `strategies-${String(servers)}`,
      () =>
        section(`Strategies, ${String(servers)} servers, virtual time`, () =>
          strategyFigures(servers),
        ),
    ]),
  ),
};

const startedMs = performance.now();
const machine = thisMachine(process.env["CHROME_PATH"] ?? null);
console.log(`Machine: ${machineWords(machine)}`);
console.log(
  `Region: ${String(size.servers)} servers, ${String(size.groups)} groups, ${String(size.groups)} target groups, ` +
    `${String(size.images)} images, ${String(size.latencyMs)} ms latency, over loopback HTTP`,
);
const region = await startRegion(size);
const sections: Section[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (values.only !== undefined && !name.startsWith(values.only)) continue;
  const measured = await measure(region);
  printSection(measured);
  sections.push(measured);
}
await region.stop();
const tookMs = Math.round(performance.now() - startedMs);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ machine, size, tookMs, sections }, null, 2)}\n`);
console.log(`\nMeasured in ${(tookMs / 1000).toFixed(0)} s.`);
process.exit(0);
