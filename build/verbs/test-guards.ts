import { runCommand } from "../run-command.ts";

/** Takes each guard out in turn, in a copy, and shows that a test fails. An option: a word of those to take out. */
export async function run(options: readonly string[]): Promise<void> {
  const args = ["test/guards/run.ts", ...options];
  const { code } = await runCommand(process.execPath, args, { show: true });
  process.exitCode = code;
}
