import { browserForTests } from "../browser.ts";
import { ensureBuilt } from "../ensure-built.ts";
import { runCommand } from "../run-command.ts";

/** Figures, never thresholds. `--json FILE` writes them as well; `--servers N` and the like make it smaller. */
export async function run(options: readonly string[]): Promise<void> {
  await ensureBuilt();
  const browser = browserForTests();
  const env = browser === null ? {} : { CHROME_PATH: browser };
  const { code } = await runCommand(process.execPath, ["test/bench/bench.ts", ...options], {
    show: true,
    env,
  });
  process.exitCode = code;
}
