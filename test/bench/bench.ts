/** `npm run bench`: Bennu beside a plain SDK loop and an empty page, in the same run. Figures only. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { consoleSync } from "./console-sync.ts";
import { pageTimes } from "./page-times.ts";
import { plainSync } from "./plain-sync.ts";
import { startRegion } from "./region.ts";

const { values } = parseArgs({
  options: {
    json: { type: "string" },
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

const region = await startRegion(size);
try {
  const plainSyncMs = await plainSync(region.address);
  const sync = await consoleSync(region);
  const page = await pageTimes(region);
  const figures = { size, plainSyncMs, ...sync, ...page };
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `region                       ${String(sync.servers)} servers, ${String(sync.images)} images`,
  );
  console.log(`full sync                    ${ms(sync.syncMs)}; plain SDK loop ${ms(plainSyncMs)}`);
  console.log(`longest hold of main         ${ms(sync.longestHoldMs)}`);
  console.log(
    `first fleet row              ${ms(page.firstRowMs)}; empty page ${ms(page.emptyPageMs)}`,
  );
  const { p50, p95, p99 } = page.frameMs;
  console.log(`frames while scrolling       p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}`);
} finally {
  region.stop();
}
