/** Kills a console at one of its points, starts another on what is left, and says what doesn't hold at the end. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { fastFolder } from "../../../build/fast-folder.ts";
import type { CameTo } from "./came-to.ts";
import { prepare } from "./prepare.ts";
import type { Scene } from "./scenes.ts";

const MINUTE = 60_000;
/** How long nobody is there after a crash: not at all, for minutes, until the claim has lapsed. */
const AWAY_MS = [0, 3 * MINUTE, 40 * MINUTE];

export interface Stage {
  readonly scene: Scene;
  readonly folder: string;
  /** The file of the console's process. */
  readonly console: string;
  /** Of the same operation in peace. */
  readonly peace: CameTo;
  readonly remove: () => void;
}

/** `console`: the file of its process. */
export async function stageOf(scene: Scene, console: string): Promise<Stage> {
  const folder = mkdtempSync(join(fastFolder(), "bennu-crash-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const ready = join(folder, "ready");
  try {
    await prepare(scene, ready);
    const peace = await inCopy({ folder }, (copy) => consoleOn(console, copy, 0, 0));
    return { scene, folder, console, peace: endOf(peace), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** As `killedAt`, after something else has happened to the folder meanwhile: to its journal, say. */
export async function meddledAt(
  stage: Stage,
  point: number,
  meddle: (folder: string) => void,
): Promise<CameTo> {
  return inCopy(stage, async (copy) => {
    await consoleOn(stage.console, copy, 0, point);
    meddle(copy);
    return endOf(await consoleOn(stage.console, copy, 0, 0));
  });
}

/**
 * What doesn't hold when the console is killed at that point, from 1, and started again; with more points, the next
 * is killed at its own so manieth. Nothing: all is well.
 */
export async function killedAt(
  stage: Stage,
  ...points: readonly number[]
): Promise<readonly string[]> {
  return inCopy(stage, async (copy) => {
    let awayMs = 0;
    for (const point of points) {
      const killed = await consoleOn(stage.console, copy, awayMs, point);
      if (killed.signal !== "SIGKILL") return [`it was not killed, it ended: ${killed.errors}`];
      awayMs = AWAY_MS[point % AWAY_MS.length] ?? 0;
    }
    return goneOnWith(stage, copy, awayMs);
  });
}

/** What doesn't hold when another console goes on with what one left in this folder, killed at that point. */
export const leftAt = (stage: Stage, copy: string, point: number): Promise<readonly string[]> =>
  goneOnWith(stage, copy, AWAY_MS[point % AWAY_MS.length] ?? 0);

async function goneOnWith(stage: Stage, copy: string, awayMs: number): Promise<readonly string[]> {
  const { end, problems } = endOf(await consoleOn(stage.console, copy, awayMs, 0));
  const fresh = problems.filter((one) => !stage.peace.problems.includes(one));
  return [...fresh, ...differences(stage.peace.end, end)];
}

function differences(peace: CameTo["end"], end: CameTo["end"]): string[] {
  return Object.keys(peace)
    .filter((key) => !isDeepStrictEqual(peace[key], end[key]))
    .map(
      (key) => `${key}: ${JSON.stringify(peace[key])} in peace, ${JSON.stringify(end[key])} now`,
    );
}

export async function inCopy<T>(
  { folder }: Pick<Stage, "folder">,
  work: (copy: string) => Promise<T>,
): Promise<T> {
  const copy = mkdtempSync(join(folder, "copy-"));
  cpSync(join(folder, "ready"), copy, { recursive: true });
  try {
    return await work(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export function spawnConsole(file: string, folder: string, awayMs: number, at: number | "each") {
  const args = [file, folder, String(awayMs), String(at)];
  const env = { ...process.env, NODE_COMPILE_CACHE: join(fastFolder(), "bennu-compiled") };
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
}

function consoleOn(file: string, folder: string, awayMs: number, point: number): Promise<Ended> {
  const child = spawnConsole(file, folder, awayMs, point);
  let output = "";
  let errors = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, output, errors }));
  });
}

function endOf({ code, signal, output, errors }: Ended): CameTo {
  if (code === 0 && errors === "") return JSON.parse(output) as CameTo;
  const how = `it ended with ${signal ?? `code ${String(code)}`}: ${errors.slice(-2000)}`;
  return { points: [], problems: [how], end: {} };
}
