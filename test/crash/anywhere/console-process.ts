/**
 * A console of its own process, on a region and a journal that are kept in a folder: begins the plan that lies there,
 * or goes on with what was begun, and ends itself with SIGKILL at its Nth point. Without N it prints, when the
 * operation has ended, the points that it passed and what it came to. With "each" it stands still at every point, as
 * one line of its output says, until it may go on: so the folder can be copied as a kill would leave it.
 * `node console-process.ts FOLDER AWAY_MS [N|each]`
 */
import { readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Children } from "../../../electron/operations/children.ts";
import { openJournal } from "../../../electron/journal/journal.ts";
import { createOperations, type Operations } from "../../../electron/operations/operations.ts";
import { steps } from "../../../electron/operations/steps/registry.ts";
import { isTerminal } from "../../../shared/model/operation.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { childrenIn, watchFleets } from "./campaign-children.ts";
import { cameTo, KILLED } from "./came-to.ts";
import { mayGoOn } from "./go-on.ts";
import { aroundCalls, aroundWrites } from "./points.ts";
import { savedRegion } from "./region.ts";

const HOUR = 3_600_000;
const LOOKS_EVERY_MS = 3;
const asleep = new Int32Array(new SharedArrayBuffer(4));
const [folder = "", awayMs = "0", at = "0"] = process.argv.slice(2);
const region = savedRegion(folder);
const plan = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as Plan;
const journal = openJournal(join(folder, "journal.sqlite"));
const points: string[] = [];
aroundWrites(journal, passed);
const cloud = aroundCalls(region.cloud, passed);
region.watch.floor = plan.floor;
if (plan.campaign) watchFleets(region.watch, plan);
region.world.advanceTo(region.world.nowMs + Number(awayMs));
const late: { children: Children | null } = { children: null };
const operations = createOperations({
  journal,
  children: () => late.children,
  cloudOf: () => cloud,
  steps,
  random: { next: () => 0.5, id: () => KILLED },
  who: "ada",
  holder: "ada@console",
  onFault: (_id, error) => console.error(error.message),
  pauseAfterFault: (faults, signal) => region.time.sleep(faults * 1000, signal),
});
if (plan.campaign) late.children = childrenIn(folder, { journal, operations, cloud });
await carryOn(operations);

function passed(point: string): void {
  points.push(point);
  if (at === "each") standStill();
  if (points.length !== Number(at)) return;
  region.save(folder);
  process.kill(process.pid, "SIGKILL");
}

/** Nothing else may run meanwhile, as nothing would after a kill. */
function standStill(): void {
  region.save(folder);
  writeSync(1, `${String(points.length)}\n`);
  while (!mayGoOn(folder, points.length)) Atomics.wait(asleep, 0, 0, LOOKS_EVERY_MS);
}

async function carryOn(all: Operations): Promise<void> {
  all.resumeAll();
  if (all.summary(KILLED) === null) all.start(plan, { reason: "a crash test", changeNumber: null });
  const hasEnded = () => isTerminal(all.summary(KILLED)?.status ?? "running");
  const limitMs = region.world.nowMs + 24 * HOUR;
  // The SDK reads parts of itself when they are first needed: meanwhile nobody sleeps, and nothing is over.
  for (let turn = 0; turn < 100_000 && !hasEnded(); turn += 1)
    await region.time.runUntil(hasEnded, limitMs);
  await all.close();
  region.save(folder);
  console.log(JSON.stringify({ points, ...cameTo({ folder, journal, operations: all, region }) }));
  journal.close();
}
