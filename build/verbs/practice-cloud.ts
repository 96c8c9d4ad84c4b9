import { ensureBuilt } from "../ensure-built.ts";
import { inProject } from "../paths.ts";

/** The entry reads its options from the command line, as it does when it is run by itself. */
export async function run(options: readonly string[]): Promise<void> {
  await ensureBuilt();
  const entry = inProject("out/electron/practice-cloud.js");
  process.argv = [process.execPath, entry, ...options];
  await import(entry);
}
