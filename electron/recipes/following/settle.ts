/**
 * An editor saves by emptying or replacing the file: for a moment it is empty, or gone. Such a recipe is kept as it
 * was for one moment more. Pure.
 */
import type { RecipeSummary } from "../../../shared/model/recipe.ts";

export const settleMs = 400;

export interface Settled {
  readonly recipes: readonly RecipeSummary[];
  /** Since when each is gone or empty. */
  readonly missing: ReadonlyMap<string, number>;
}

export function settle(
  before: readonly RecipeSummary[],
  missing: ReadonlyMap<string, number>,
  now: readonly RecipeSummary[],
  nowMs: number,
): Settled {
  const found = new Map(now.map((recipe) => [recipe.file, recipe]));
  const still = new Map<string, number>();
  for (const recipe of before) {
    const current = found.get(recipe.file);
    const isThere = current !== undefined && (current.text.trim() !== "" || recipe.text === "");
    const since = missing.get(recipe.file) ?? nowMs;
    if (isThere || nowMs - since >= settleMs) continue;
    still.set(recipe.file, since);
    found.set(recipe.file, recipe);
  }
  const recipes = [...found.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1));
  return { recipes, missing: still };
}
