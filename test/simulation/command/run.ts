/**
 * `npm run simulate -- --seeds 1000 [--from N] [--operation replace] [--size N] [--faults heavy] [--replay SEED]`:
 * seeds on every core. Ends with how many passed and failed.
 */
import { readCommand } from "./command-line.ts";
import { carryOutSeeds } from "./pool.ts";
import { Report } from "./report.ts";
import { replay } from "./replay.ts";

const command = readCommand(process.argv.slice(2));
if (command.replay !== null) process.exitCode = await replay(command.replay, command.options);
else {
  const report = new Report(command);
  await carryOutSeeds(command, (done) => report.add(done));
  report.end();
  process.exitCode = report.failed > 0 ? 1 : 0;
}
