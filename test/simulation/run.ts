/** A night's run: `node test/simulation/run.ts --seeds 1000 --from 1 [--size 8]`. Prints each failure with its seed. */
import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    size: { type: "string", default: "8" },
    story: { type: "boolean", default: false },
  },
});

const first = Number(values.from);
const count = Number(values.seeds);
const beganMs = performance.now();
let virtualMs = 0;
let failed = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const verdict = await simulate(seed, { mostServers: Number(values.size) });
  virtualMs += verdict.virtualMs;
  if (verdict.problems.length > 0) failed += 1;
  if (verdict.problems.length > 0 || values.story) {
    console.log(`seed ${String(seed)} · ${verdict.traceHash}`);
    for (const problem of verdict.problems) console.log(`  ✗ ${problem}`);
    for (const line of verdict.story) console.log(`    ${line}`);
    if (values.story) for (const call of verdict.calls) console.log(`      ${call.slice(0, 200)}`);
  }
}
const realMs = performance.now() - beganMs;
console.log(
  `${String(Math.round(virtualMs / realMs))} times real time, ${String(Math.round(realMs / 1000))} s`,
);
console.log(`${String(count - failed)} passed, ${String(failed)} failed`);
process.exit(failed > 0 ? 1 : 0);
