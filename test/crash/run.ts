/**
 * `npm run test:crash [-- --only WORD] [--cores N] [--every N]`: kills a real console at each of its points in each
 * kind of operation, and holds what comes of it against the same operation in peace. Ends with how many held.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fastFolder } from "../../build/fast-folder.ts";
import { bundledConsole } from "./anywhere/bundle.ts";
import { killedAt, stageOf, type Stage } from "./anywhere/kill.ts";
import { scenes } from "./anywhere/scenes.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    cores: { type: "string", default: String(availableParallelism()) },
    every: { type: "string", default: "1" },
  },
});
const bundle = mkdtempSync(join(fastFolder(), "bennu-console-"));
process.once("exit", () => rmSync(bundle, { recursive: true, force: true }));
const consoleFile = await bundledConsole(bundle);
let held = 0;
let failed = 0;
for (const scene of scenes.filter(({ name }) => name.includes(values.only))) {
  const stage = await stageOf(scene, consoleFile).catch((error: unknown) => String(error));
  if (typeof stage === "string") {
    failed += 1;
    console.log(`${scene.name}: could not begin: ${stage}`);
  } else await killAnywhere(stage);
}
console.log(`${String(held)} crashes held, ${String(failed)} failed`);
process.exitCode = failed > 0 || held === 0 ? 1 : 0;

async function killAnywhere(stage: Stage): Promise<void> {
  const { scene, peace } = stage;
  for (const problem of peace.problems) console.log(`${scene.name}, in peace: ${problem}`);
  const every = Number(values.every);
  const points = peace.points.map((_, at) => at + 1).filter((point) => point % every === 0);
  const before = failed;
  if (peace.problems.length > 0) failed += 1;
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < points.length; at = next++) await oneCrash(stage, points[at] ?? 0);
  };
  await Promise.all(Array.from({ length: Number(values.cores) }, worker));
  stage.remove();
  console.log(`${scene.name}: ${String(points.length)} crashes, ${String(failed - before)} failed`);
}

async function oneCrash(stage: Stage, point: number): Promise<void> {
  const problems = await killedAt(stage, point);
  if (problems.length === 0) held += 1;
  else {
    failed += 1;
    const where = `${stage.scene.name}, killed at ${String(point)} (${stage.peace.points[point - 1] ?? ""})`;
    console.log([where, ...problems].join("\n  "));
  }
}
