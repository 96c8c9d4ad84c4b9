/** Runs tests of a copy of the sources, in a process of its own, up to the first that fails. */
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fastFolder } from "../../build/fast-folder.ts";

const resultSchema = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

export interface TestRun {
  readonly passed: number;
  /** The names of the tests that failed. */
  readonly failed: readonly string[];
  /** Why no test was run, or the run didn't end, or the sources make no sense: then nothing is known. */
  readonly broken: string | null;
}

/** No test of these takes so long, however busy the machine is. */
const LONGEST_RUN_MS = 10 * 60_000;

export async function runTests(
  folder: string,
  files: readonly string[],
  named: string | null = null,
): Promise<TestRun> {
  const result = join(folder, "result.json");
  rmSync(result, { force: true });
  const reports = ["--reporter=json", `--outputFile=${result}`];
  const only = named === null ? [] : ["-t", named];
  const always = ["run", "--config", "build/vitest.config.ts", "--bail=1", "--no-file-parallelism"];
  const args = [join("node_modules", "vitest", "vitest.mjs"), ...always, ...reports, ...only];
  const output = await ended(folder, [...args, ...files]);
  return readResult(result, output);
}

function ended(folder: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    timeout: LONGEST_RUN_MS,
    env: { ...process.env, TMPDIR: fastFolder() },
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve(output));
  });
}

function readResult(file: string, output: string): TestRun {
  let read: z.infer<typeof resultSchema>;
  try {
    read = resultSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: [], broken: `It didn't end: ${output.slice(-500)}` };
  }
  const tests = read.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === "failed").map(({ fullName }) => fullName);
  const unread = read.testResults.find((one) => one.assertionResults.length === 0 && one.message);
  const nonsense = tests.flatMap(({ failureMessages }) => failureMessages ?? []).find(isNonsense);
  const broken = nonsense ?? (failed.length === 0 && unread ? (unread.message ?? "") : null);
  return { passed: read.numPassedTests, failed, broken };
}

/** A fragment that was put in wrongly fails every test, and proves nothing. */
const isNonsense = (message: string) =>
  /^(ReferenceError|SyntaxError|TypeError: .* is not a (function|constructor))/.test(message);
