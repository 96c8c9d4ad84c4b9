import { runCommand } from "../run-command.ts";

/** Seeds of the simulation on every core: `--seeds`, `--from`, `--operation`, `--size`, `--faults`, `--replay`. */
export async function run(options: readonly string[]): Promise<void> {
  const args = ["test/simulation/command/run.ts", ...options];
  const { code } = await runCommand(process.execPath, args, { show: true });
  process.exitCode = code;
}
