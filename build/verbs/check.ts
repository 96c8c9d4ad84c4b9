/** Everything that is found without running the program: types, lint with types, format, dead code. */
import { runTool } from "../run-command.ts";

interface Check {
  readonly name: string;
  run(): Promise<{ readonly code: number; readonly output: string }>;
}

const folders = ["shared", "electron", "renderer", "test", "build"];
const tsc = (folder: string): Check => ({
  name: `types of ${folder}/`,
  run: () => runTool("typescript/bin/tsc", ["-p", folder, "--noEmit"]),
});

const checks: readonly Check[] = [
  ...folders.map(tsc),
  {
    name: "lint",
    run: () => runTool("oxlint/bin/oxlint", ["--type-aware", "--deny-warnings", ...folders]),
  },
  {
    name: "format",
    run: () => runTool("oxfmt/bin/oxfmt", ["--check", ...folders]),
  },
  { name: "dead code", run: () => runTool("knip/bin/knip.js", ["--config", "build/knip.json"]) },
];

export async function run(): Promise<void> {
  const ran = await Promise.all(
    checks.map(async (check) => ({ name: check.name, ...(await check.run()) })),
  );
  for (const { name, code, output } of ran) {
    console.log(`${code === 0 ? "ok    " : "FAILED"} ${name}`);
    if (code !== 0) console.log(output.trim());
  }
  if (ran.some(({ code }) => code !== 0)) process.exitCode = 1;
}
