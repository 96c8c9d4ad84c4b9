/** Full sync of the region by Bennu and by the SDK alone, in turn, each in a cold process. */
import { bucketOf, defaultBudgets } from "../../electron/aws/sending/budgets.ts";
import { median, ofRuns, type Figure } from "./figures.ts";
import type { BenchRegion } from "./region.ts";
import { startNode } from "./run-node.ts";
import type { SyncKind, SyncOrder, SyncRun } from "./sync-run.ts";

/** The plain loop takes long: it runs once in each round of two. */
const ROUNDS: readonly (readonly SyncKind[])[] = [
  ["console", "at-once", "one-by-one"],
  ["console", "at-once"],
  ["console", "at-once"],
];

export async function syncFigures(region: BenchRegion): Promise<readonly Figure[]> {
  const runs: Record<SyncKind, SyncRun[]> = { console: [], "at-once": [], "one-by-one": [] };
  for (const kind of ROUNDS.flat()) runs[kind].push(await runOnce(region, kind));
  const own = runs.console;
  const times = (kind: SyncKind) => runs[kind].map(({ syncMs }) => syncMs);
  const peer = { name: "SDK loop, as many at once", values: times("at-once") };
  const { groups } = region.size;
  return [
    ofRuns("full sync", "ms", times("console"), {
      name: "plain SDK loop",
      values: times("one-by-one"),
    }),
    { ...ofRuns("full sync", "ms", times("console"), peer), note: "the peer keeps no budget" },
    ofRuns(
      "first fleets",
      "ms",
      own.map((run) => run.firstFleetsMs ?? Number.NaN),
    ),
    ofRuns(
      "all servers",
      "ms",
      own.map((run) => run.allServersMs ?? Number.NaN),
    ),
    ofRuns(
      "with all older generations, read behind it",
      "ms",
      own.map((run) => run.historyMs ?? Number.NaN),
    ),
    {
      name: "  of it: AWS's request budget alone",
      unit: "ms",
      value: pacingMs(groups),
      note: `calculated: ${String(groups)} reads of template versions, which AWS lists by template only`,
    },
    ...holdFigures(runs),
  ];
}

function holdFigures(runs: Readonly<Record<SyncKind, readonly SyncRun[]>>): Figure[] {
  const beside = (name: string, of: (run: SyncRun) => number): Figure =>
    ofRuns(name, "ms", runs.console.map(of), {
      name: "SDK loop",
      values: [median(runs["one-by-one"].map(of))],
    });
  return [
    beside("longest hold of main, event loop delay", (run) => run.delayMs),
    beside("longest hold of main, late tick of 1 ms", (run) => run.tickMs),
    beside("longest hold of main, own processor time", (run) => run.busyMs),
  ];
}

/** What the reading of all template versions must wait for by AWS's published budget and our share of it. */
function pacingMs(templates: number): number {
  const { size } = bucketOf(defaultBudgets, "ec2", "DescribeLaunchTemplateVersions");
  return (Math.max(0, templates - size.capacity) / size.refillPerSecond) * 1000;
}

async function runOnce(region: BenchRegion, kind: SyncKind): Promise<SyncRun> {
  const { address, size, configFile, credentialsFile } = region;
  const files = { home: region.folder(), configFile, credentialsFile };
  const order: SyncOrder = { kind, address, servers: size.servers, files };
  const { line, stop } = await startNode("test/bench/sync-run.ts", [JSON.stringify(order)]);
  await stop();
  return line as SyncRun;
}
