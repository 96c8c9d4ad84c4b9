/** Recipe folders for tests. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openRecipeFolder } from "../../../electron/recipes/recipe-folder.ts";
import type { RecipeFolder } from "../../../electron/recipes/recipe-folder.ts";
import type { FollowClock } from "../../../electron/recipes/following/followed-folder.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function aFolder(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "bennu-recipes-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  put(folder, files);
  return folder;
}

export function put(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Looks when it is asked, and never by itself. */
const stillClock: FollowClock = { nowMs: () => 1000, after: () => () => undefined };

/** Looks by itself, ten times as often. */
export const runningClock: FollowClock = {
  nowMs: () => Date.now() * 10,
  after: (ms, work) => {
    const timer = setTimeout(work, ms / 10);
    return () => clearTimeout(timer);
  },
};

export function recipesIn(folder: string, clock: FollowClock = stillClock): RecipeFolder {
  let chosen: string | null = null;
  return openRecipeFolder({
    given: folder,
    own: () => folder,
    choice: { read: () => chosen, write: (path) => (chosen = path) },
    clock,
  });
}
