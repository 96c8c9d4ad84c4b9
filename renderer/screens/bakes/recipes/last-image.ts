/** What was baked from a recipe last: the newest image that carries its name. */
import type { ImageView } from "../../../../shared/model/fleet.ts";
import type { RecipeSummary } from "../../../../shared/model/recipe.ts";

/** By file. Where files share a name, an image that was made exactly of another of them is not this one's. */
export function lastImages(
  recipes: readonly RecipeSummary[],
  images: Iterable<ImageView>,
): ReadonlyMap<string, ImageView> {
  const byName = Map.groupBy(recipes, ({ name }) => name);
  const last = new Map<string, ImageView>();
  for (const image of images) {
    if (image.recipe === null || image.state === "deregistered") continue;
    for (const { file } of madeOf(image, byName.get(image.recipe) ?? [])) {
      const before = last.get(file);
      if (before === undefined || before.createdAtMs < image.createdAtMs) last.set(file, image);
    }
  }
  return last;
}

/** Those of its name that it can be of: the ones that are exactly what it was made of, else any. */
function madeOf(image: ImageView, named: readonly RecipeSummary[]): readonly RecipeSummary[] {
  if (named.length < 2 || image.recipeDigest === undefined) return named;
  const exact = named.filter(({ digest }) => digest === image.recipeDigest);
  return exact.length > 0 ? exact : named;
}

/** Whether the recipe still asks for what it was made of; null: its tags don't tell. */
export function isAsBaked(image: ImageView, recipe: RecipeSummary): boolean | null {
  const digest = image.recipeDigest;
  if (digest === undefined || recipe.digest === null || recipe.variables.length > 0) return null;
  return digest === recipe.digest;
}
