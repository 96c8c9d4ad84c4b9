/** One seed, and the shortest history of it if it fails. Never throws: what breaks a run is a failure of its seed. */
import { drawAny } from "../life/scenario/draw-any.ts";
import type { DrawWish } from "../life/scenario/draw.ts";
import { simulate, type AnyScenario, type Verdict } from "../simulate.ts";
import { shrink, type Shrunk } from "./shrink.ts";

export interface Attempt {
  readonly verdict: Verdict;
  /** Null: it passed. */
  readonly shrunk: Shrunk | null;
}

/** Of the wall's time, for one seed. */
const SHRINKS_FOR_MS = 45_000;

export async function attempt(seed: number, options: DrawWish): Promise<Attempt> {
  const scenario = drawAny(seed, options);
  const verdict = await run(scenario);
  if (verdict.problems.length === 0) return { verdict, shrunk: null };
  const untilMs = performance.now() + SHRINKS_FOR_MS;
  const mayGoOn = () => performance.now() < untilMs;
  return { verdict, shrunk: await shrink(scenario, verdict, { run, mayGoOn }) };
}

async function run(scenario: AnyScenario): Promise<Verdict> {
  try {
    return await simulate(scenario);
  } catch (error) {
    const problem = `the run broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    const nothing = { refusals: [], operations: 0, story: [], calls: [], traceHash: "" };
    return { seed: scenario.seed, problems: [problem], ...nothing, virtualMs: 0 };
  }
}
