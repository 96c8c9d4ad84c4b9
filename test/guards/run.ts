/**
 * `npm run test:guards [-- WORD]`: takes each guard out in turn, in a copy of the sources, and shows that a test
 * fails. A guard that can go unnoticed is a failure, and so is one that isn't found any more.
 */
import { copySources, type SourceCopy } from "./copy.ts";
import type { Mutation } from "./mutation.ts";
import { runTests } from "./run-tests.ts";
import { guards } from "./table/all-guards.ts";

const SIDE_BY_SIDE = 2;
const word = process.argv[2]?.toLowerCase() ?? "";
const chosen = guards.filter(({ guard, file }) => `${guard} ${file}`.toLowerCase().includes(word));
const copies = Array.from({ length: SIDE_BY_SIDE }, () => copySources());
process.once("exit", () => copies.forEach((copy) => copy.remove()));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
process.exitCode = (await asTheyAre()) ? await takeEachOut() : 1;

/** What fails with every guard in its place would notice nothing. */
async function asTheyAre(): Promise<boolean> {
  const whole = chosen.filter(({ named }) => named === undefined);
  const files = [...new Set(whole.flatMap(({ noticedBy }) => noticedBy))];
  const parts = chosen.filter(({ named }) => named !== undefined);
  const runs = [
    ...(files.length > 0 ? [{ noticedBy: files, named: null }] : []),
    ...new Map(
      parts.map(({ noticedBy, named = null }) => [
        JSON.stringify([noticedBy, named]),
        { noticedBy, named },
      ]),
    ).values(),
  ];
  return (await sideBySide(runs, passes)).every((ok) => ok);
}

async function passes(
  copy: SourceCopy,
  { noticedBy, named }: { noticedBy: readonly string[]; named: string | null },
): Promise<boolean> {
  const { failed, broken, passed } = await runTests(copy.folder, noticedBy, named);
  const ok = failed.length === 0 && broken === null && passed > 0;
  if (!ok)
    console.log(`Nothing was taken out, and yet: ${broken ?? (failed.join("; ") || "none")}`);
  return ok;
}

async function takeEachOut(): Promise<number> {
  const outcomes = await sideBySide(chosen, takenOut);
  const unnoticed = chosen.filter((_, at) => !outcomes[at]);
  for (const { guard, file } of unnoticed) console.log(`UNNOTICED ${guard} (${file})`);
  console.log(`${String(chosen.length)} guards, ${String(unnoticed.length)} unnoticed`);
  return unnoticed.length === 0 && chosen.length > 0 ? 0 : 1;
}

async function takenOut(copy: SourceCopy, mutation: Mutation): Promise<boolean> {
  const { guard, file, noticedBy, named = null } = mutation;
  const run = await copy.without(mutation, () => runTests(copy.folder, noticedBy, named));
  if (run === null) {
    console.log(`NOT FOUND exactly once: ${guard} (${file})`);
    return false;
  }
  const by = run.broken === null ? run.failed[0] : undefined;
  if (by !== undefined) console.log(`noticed: ${guard}\n         by "${by}"`);
  else if (run.broken !== null) console.log(`BROKEN: ${guard} (${file}): ${run.broken}`);
  return by !== undefined;
}

/** In order, one in each copy at a time. */
async function sideBySide<T, R>(
  all: readonly T[],
  work: (copy: SourceCopy, one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (copy: SourceCopy) => {
    for (let at = next++; at < all.length; at = next++) {
      const one = all[at];
      if (one !== undefined) results[at] = await work(copy, one);
    }
  };
  await Promise.all(copies.map(worker));
  return results;
}
