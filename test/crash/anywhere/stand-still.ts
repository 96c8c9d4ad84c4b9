/**
 * One console on its way through a whole operation, that stands still at each of its points. Its folder is copied there:
 * all that a SIGKILL at that point would leave, since the system takes back the locks and keeps the files as they are.
 * So the way up to each point is gone once, and not once for each.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { goOn } from "./go-on.ts";
import { inCopy, spawnConsole, type Stage } from "./kill.ts";

/** What is done with the copy; it is removed when that is over. */
export type AtPoint = (copy: string, point: number) => Promise<void>;

/** `most` copies are at work at a time: with more, the console waits where it stands. */
export async function standingStill(
  stage: Stage,
  { wanted, most }: { readonly wanted: (point: number) => boolean; readonly most: number },
  atPoint: AtPoint,
): Promise<void> {
  const working = new Set<Promise<void>>();
  await inCopy(stage, async (folder) => {
    const child = spawnConsole(stage.console, folder, 0, "each");
    child.stderr.pipe(process.stderr);
    for await (const line of createInterface({ input: child.stdout })) {
      if (!/^\d+$/.test(line)) continue;
      const point = Number(line);
      if (wanted(point)) {
        const work = inOwnCopy(stage, folder, point, atPoint);
        working.add(work);
        void work.finally(() => working.delete(work));
        if (working.size >= most) await Promise.race(working);
      }
      goOn(folder, point);
    }
  });
  await Promise.all(working);
}

async function inOwnCopy(stage: Stage, from: string, point: number, atPoint: AtPoint) {
  const copy = mkdtempSync(join(stage.folder, "stood-"));
  cpSync(from, copy, { recursive: true });
  try {
    await atPoint(copy, point);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
