/**
 * All tests: first those that only compute, side by side; then those that start processes and browsers, one file
 * at a time. Options are passed to vitest (names of files, -t). The last line says how many passed and failed.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { browserForTests, pythonForTests } from "../browser.ts";
import { ensureBuilt } from "../ensure-built.ts";
import { runTool } from "../run-command.ts";

const countsSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
});

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly clean: boolean;
}

const rounds: readonly (readonly string[])[] = [
  ["--project=core", "--project=shell", "--project=contract", "--project=laws"],
  ["--project=crash", "--project=e2e", "--no-file-parallelism"],
];

export async function run(options: readonly string[]): Promise<void> {
  await ensureBuilt();
  pythonForTests();
  const browser = browserForTests();
  const counts: Counts[] = [];
  for (const round of rounds) counts.push(await runRound([...round, ...options], browser));
  const passed = counts.reduce((sum, each) => sum + each.passed, 0);
  const failed = counts.reduce((sum, each) => sum + each.failed, 0);
  const clean = browser !== null && passed > 0 && counts.every((each) => each.clean);
  if (!clean) process.exitCode = 1;
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
}

async function runRound(args: readonly string[], browser: string | null): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "bennu-tests-"));
  const outputFile = join(folder, "result.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${outputFile}`];
  const always = ["run", "--config", "build/vitest.config.ts", "--passWithNoTests", ...reporters];
  const env = browser === null ? {} : { CHROME_PATH: browser };
  try {
    const { code } = await runTool("vitest/vitest.mjs", [...always, ...args], { show: true, env });
    const { numPassedTests, numFailedTests, success } = countsSchema.parse(
      JSON.parse(readFileSync(outputFile, "utf8")),
    );
    return { passed: numPassedTests, failed: numFailedTests, clean: code === 0 && success };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
