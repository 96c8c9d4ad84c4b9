/** A folder as it is right before the operation in which the console will be killed: world, plan and journal. */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { trafficTaken } from "../../../electron/planning/traffic-taken.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { isTerminal } from "../../../shared/model/operation.ts";
import { aSimulatedConsole, type SimulatedConsole } from "../../simulation/crashing-console.ts";
import { plannerOf } from "../../simulation/plans.ts";
import { aSimulatedWorld } from "../../simulation/world/simulated-world.ts";
import { recipeTexts } from "../../simulation/life/console/recipe-texts.ts";
import { regionOf, type CrashRegion } from "./region.ts";
import type { Scene } from "./scenes.ts";

const SEED = 1;
const HOUR = 3_600_000;

/** Throws with the planner's words if there is no such plan. */
export async function prepare(scene: Scene, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { world, fleet } = scene.world
    ? { world: scene.world(), fleet: "" }
    : aSimulatedWorld(SEED, scene.fleet);
  const region = regionOf(world);
  const console = consoleOn(region, join(folder, "journal.sqlite"));
  const { journal } = console;
  const taken: typeof trafficTaken = trafficTaken;
  const planner = plannerOf({
    cloud: region.cloud,
    fleet,
    trafficTaken: (id, group) => taken(journal, id, group),
  });
  for (const deed of scene.before) await carryOut(console, region, await planner(deed));
  const plan = await (scene.plan ? planAlone(scene.plan, region, console) : planner(scene.deed));
  await console.close();
  region.watch.takeEffects();
  region.save(folder);
  copyFileSync(join(folder, "world.json"), join(folder, "begun.json"));
  writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
  writeFileSync(join(folder, "recipes.json"), JSON.stringify([...recipeTexts]));
}

/** Whoever sleeps while it is made is woken by nobody else. */
async function planAlone(
  make: NonNullable<Scene["plan"]>,
  region: CrashRegion,
  console: SimulatedConsole,
): Promise<Plan> {
  let plan: Plan | null = null;
  let problem: Error | null = null;
  void make(region, console).then(
    (made) => (plan = made),
    (error: unknown) => (problem = error instanceof Error ? error : new Error(String(error))),
  );
  const isOver = () => plan !== null || problem !== null;
  for (let turn = 0; turn < 100_000 && !isOver(); turn += 1)
    await region.time.runUntil(isOver, region.world.nowMs + 12 * HOUR);
  if (plan === null) throw problem ?? new Error("The plan is never made");
  return plan;
}

function consoleOn(region: CrashRegion, journalPath: string): SimulatedConsole {
  let last = 0;
  return aSimulatedConsole({
    journalPath,
    cloud: region.cloud,
    nextId: () => (last += 1),
    end: null,
    sleep: (ms, signal) => region.time.sleep(ms, signal),
    onPoint: () => undefined,
  });
}

async function carryOut({ operations }: SimulatedConsole, region: CrashRegion, plan: Plan) {
  const id = operations.start(plan, { reason: "before", changeNumber: null });
  const hasEnded = () => isTerminal(operations.summary(id)?.status ?? "running");
  await region.time.runUntil(hasEnded, region.world.nowMs + 12 * HOUR);
  if (operations.summary(id)?.status !== "succeeded")
    throw new Error(`${plan.title}: ${operations.summary(id)?.outcome ?? "it doesn't end"}`);
}
