/**
 * One run of the simulation, all of it given by its scenario: a fleet, operations by the real planners and executor
 * over the real adapters, faults, a user who pauses and stops, a console that is killed. Gives what did not hold.
 * The same scenario gives the same run, call by call.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Scenario } from "./scenario/scenario.ts";
import { LifeRun } from "./life/run.ts";
import type { LifeScenario } from "./life/scenario/scenario.ts";
import { Run } from "./run.ts";

export interface Verdict {
  readonly seed: number;
  readonly problems: readonly string[];
  /** Plans that the planner refused, with its reasons: a valid end. */
  readonly refusals: readonly string[];
  readonly operations: number;
  /** What happened, in words: for whoever looks into a failure. */
  readonly story: readonly string[];
  readonly calls: readonly string[];
  readonly traceHash: string;
  readonly virtualMs: number;
}

/** A simulated crash ends no process: what the journal has written need not outlive the machine. */
const IN_MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export type AnyScenario = Scenario | LifeScenario;

export async function simulate(scenario: AnyScenario): Promise<Verdict> {
  const folder = mkdtempSync(join(IN_MEMORY, "bennu-simulation-"));
  const journal = join(folder, "journal.sqlite");
  const run = "life" in scenario ? new LifeRun(scenario, journal) : new Run(scenario, journal);
  try {
    return await run.verdict();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
