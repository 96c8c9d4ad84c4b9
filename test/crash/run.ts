/**
 * `npm run test:crash [-- --only WORD] [--cores N] [--every N] [--from N] [--kill-every N]`: a real console is ended at
 * each of its points in each kind of operation, another goes on, and what comes of it is held against the same operation
 * in peace. One of so many points is reached by a process of its own, that SIGKILL ends there; at the others a console
 * stands still and what a kill would leave is taken. Points are counted over all scenes: `--from` goes on at one.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fastFolder } from "../../build/fast-folder.ts";
import { bundledConsole } from "./anywhere/bundle.ts";
import { killedAt, leftAt, stageOf, type Stage } from "./anywhere/kill.ts";
import { scenes } from "./anywhere/scenes.ts";
import { standingStill } from "./anywhere/stand-still.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    cores: { type: "string", default: String(availableParallelism()) },
    every: { type: "string", default: "1" },
    from: { type: "string", default: "1" },
    "kill-every": { type: "string", default: "20" },
  },
});
const cores = Number(values.cores);
const TOLD_EVERY_MS = 60_000;
const bundle = mkdtempSync(join(fastFolder(), "bennu-console-"));
process.once("exit", () => rmSync(bundle, { recursive: true, force: true }));
const consoleFile = await bundledConsole(bundle);
let held = 0;
let failed = 0;
/** Points of the scenes before this one. */
let before = 0;
for (const scene of scenes.filter(({ name }) => name.includes(values.only))) {
  const stage = await stageOf(scene, consoleFile).catch((error: unknown) => String(error));
  if (typeof stage === "string") {
    failed += 1;
    console.log(`${scene.name}: could not begin: ${stage}`);
  } else await endAnywhere(stage);
}
console.log(`${String(held)} crashes held, ${String(failed)} failed`);
process.exitCode = failed > 0 || held === 0 ? 1 : 0;

async function endAnywhere(stage: Stage): Promise<void> {
  const { scene, peace } = stage;
  const points = pointsOf(stage);
  const since = { held, failed };
  for (const problem of peace.problems) console.log(`${scene.name}, in peace: ${problem}`);
  if (peace.problems.length > 0) failed += 1;
  const told = setInterval(() => tell(stage, held - since.held, points.length), TOLD_EVERY_MS);
  const isKilled = (_point: number, at: number) => at % Number(values["kill-every"]) === 0;
  await inOwnProcess(stage, points.filter(isKilled));
  await standStill(stage, new Set(points.filter((point, at) => !isKilled(point, at))));
  clearInterval(told);
  stage.remove();
  before += peace.points.length;
  const lost = String(failed - since.failed);
  console.log(`${scene.name}: ${String(points.length)} crashes, ${lost} failed`);
}

function pointsOf({ peace }: Stage): readonly number[] {
  const all = peace.points.map((_, at) => at + 1);
  const isWanted = (point: number) => point % Number(values.every) === 0;
  return all.filter((point) => isWanted(point) && before + point >= Number(values.from));
}

function tell({ scene, peace }: Stage, count: number, of: number): void {
  const upTo = `points ${String(before + 1)} to ${String(before + peace.points.length)}`;
  console.log(`${scene.name} (${upTo}): ${String(count)} of ${String(of)} held so far`);
}

async function inOwnProcess(stage: Stage, points: readonly number[]): Promise<void> {
  const left = points.values();
  const worker = async () => {
    for (const point of left) settle(stage, point, await killedAt(stage, point));
  };
  await Promise.all(Array.from({ length: cores }, worker));
}

async function standStill(stage: Stage, points: Set<number>): Promise<void> {
  if (points.size === 0) return;
  const how = { wanted: (point: number) => points.has(point), most: cores };
  await standingStill(stage, how, async (copy, point) => {
    settle(stage, point, await leftAt(stage, copy, point));
    points.delete(point);
  });
  for (const point of points) settle(stage, point, ["it was not reached"]);
}

function settle({ scene, peace }: Stage, point: number, problems: readonly string[]): void {
  if (problems.length === 0) {
    held += 1;
    return;
  }
  failed += 1;
  const where = `${scene.name}, ended at ${String(before + point)}, its ${String(point)} (${peace.points[point - 1] ?? ""})`;
  console.log([where, ...problems].join("\n  "));
}
