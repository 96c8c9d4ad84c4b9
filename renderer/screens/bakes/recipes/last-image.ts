/** What was baked from a recipe last: the newest image that carries its name. */
import type { ImageView } from "../../../../shared/model/fleet.ts";
import type { RecipeSummary } from "../../../../shared/model/recipe.ts";

export function lastImages(images: Iterable<ImageView>): ReadonlyMap<string, ImageView> {
  const last = new Map<string, ImageView>();
  for (const image of images) {
    if (image.recipe === null || image.state === "deregistered") continue;
    const before = last.get(image.recipe);
    if (before === undefined || before.createdAtMs < image.createdAtMs)
      last.set(image.recipe, image);
  }
  return last;
}

/** Whether the recipe still asks for what it was made of; null: its tags don't tell. */
export function isAsBaked(image: ImageView, recipe: RecipeSummary): boolean | null {
  const digest = image.recipeDigest;
  if (digest === undefined || recipe.digest === null || recipe.variables.length > 0) return null;
  return digest === recipe.digest;
}
