import { fastFolder } from "../fast-folder.ts";
import { runCommand } from "../run-command.ts";

/**
 * Real processes killed before and after every journal write and every call, at all points of every operation.
 * `--only WORD`, `--cores N`. `npm test` does a fixed sample of it.
 */
export async function run(options: readonly string[]): Promise<void> {
  const { code } = await runCommand(process.execPath, ["test/crash/run.ts", ...options], {
    show: true,
    env: { TMPDIR: fastFolder() },
  });
  process.exitCode = code;
}
