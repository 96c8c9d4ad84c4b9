/** One seed again, with everything that happened. The same commit and options give the same trace. */
import { drawAny } from "../life/scenario/draw-any.ts";
import type { DrawWish } from "../life/scenario/draw.ts";
import { simulate } from "../simulate.ts";
import { commitNow } from "./report.ts";

/** Gives the process's exit code. */
export async function replay(seed: number, options: DrawWish): Promise<number> {
  const scenario = drawAny(seed, options);
  const verdict = await simulate(scenario);
  for (const line of verdict.story) console.log(line);
  for (const call of verdict.calls) console.log(`  ${call.slice(0, 240)}`);
  for (const problem of verdict.problems) console.log(`✗ ${problem}`);
  console.log(`as data: ${JSON.stringify(scenario)}`);
  console.log(`seed ${String(seed)} at commit ${commitNow()} · trace ${verdict.traceHash}`);
  const failed = verdict.problems.length > 0 ? 1 : 0;
  console.log(`${String(1 - failed)} passed, ${String(failed)} failed`);
  return failed;
}
