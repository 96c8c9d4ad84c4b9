/**
 * AWS, as a process of a console meets it: a practice world that is kept in a file between the processes, and what
 * was asked of it so far. It outlives every console; only its own time stands still while none runs.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import type { Cloud } from "../../../electron/ports.ts";
import { createInThreadPractice } from "../../../electron/practice/in-thread.ts";
import { restorePracticeWorld } from "../../../electron/practice/practice-world.ts";
import { practiceRequestHandler } from "../../../electron/practice/wire/request-handler.ts";
import { pictureOf } from "../../../electron/practice/world/kernel/picture.ts";
import type { World, WorldJson } from "../../../electron/practice/world/kernel/world.ts";
import { connection } from "../../shell/operations/practice-region.ts";
import type { Effect } from "../../simulation/judging/exactly-once.ts";
import { Watch } from "../../simulation/judging/watched-endpoint.ts";
import { VirtualTime } from "../../simulation/virtual-time.ts";

const SEED = 1;

/** What came of the calls of all processes, and what the watch over them found. */
export interface Witnessed {
  readonly effects: readonly Effect[];
  readonly problems: readonly string[];
  readonly servedAtShift: readonly string[];
}

export interface CrashRegion {
  readonly world: World;
  readonly time: VirtualTime;
  readonly watch: Watch;
  readonly cloud: Cloud;
  /** To the file: so that the next process meets what this one has left. */
  save(folder: string): void;
  witnessed(): Witnessed;
}

const worldFile = (folder: string) => join(folder, "world.json");
const witnessFile = (folder: string) => join(folder, "witnessed.json");

export const savedWorld = (folder: string): World =>
  restorePracticeWorld(JSON.parse(readFileSync(worldFile(folder), "utf8")) as WorldJson);

export function regionOf(world: World, earlier: Witnessed = nothing): CrashRegion {
  const watch = new Watch(world);
  watch.problems.push(...earlier.problems);
  watch.servedAtShift = new Set(earlier.servedAtShift);
  const time = new VirtualTime(world);
  const { endpoint } = createInThreadPractice({ seed: SEED, world });
  const cloud = cloudOver(practiceRequestHandler(watch.over(endpoint)), time);
  let effects = earlier.effects;
  const witnessed = (): Witnessed => {
    effects = [...effects, ...watch.takeEffects()];
    return { effects, problems: watch.problems, servedAtShift: [...watch.servedAtShift] };
  };
  const save = (folder: string) => {
    writeFileSync(worldFile(folder), JSON.stringify(pictureOf(world)));
    writeFileSync(witnessFile(folder), JSON.stringify(witnessed()));
  };
  return { world, time, watch, cloud, save, witnessed };
}

export function savedRegion(folder: string): CrashRegion {
  const file = witnessFile(folder);
  const earlier = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Witnessed)
    : nothing;
  return regionOf(savedWorld(folder), earlier);
}

const nothing: Witnessed = { effects: [], problems: [], servedAtShift: [] };

function cloudOver(requestHandler: ReturnType<typeof practiceRequestHandler>, time: VirtualTime) {
  const { clock } = time;
  return makeCloud({
    connection,
    clock,
    random: { next: () => 0.5 },
    credentials: null,
    transport: { kind: "practice", requestHandler: requestHandler as never },
    time: { nowMs: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal) },
  });
}
