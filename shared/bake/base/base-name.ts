/** Whether an image is what a recipe's base names, as far as the image itself tells. */
import type { ImageFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import type { RecipeBase } from "../../recipe/recipe.ts";

/** What a parameter names only AWS knows: nothing is said against it. */
export function fitsBase(wanted: RecipeBase, base: ImageFact): boolean {
  switch (wanted.kind) {
    case "image":
      return wanted.image === base.id;
    case "recipe":
      return wanted.recipe === base.tags[TAG.recipe];
    case "name":
      return matches(wanted.name, base.name);
    case "parameter":
      return true;
  }
}

/** `*` for anything, `?` for one letter: as AWS's filters have it. */
export function matches(pattern: string, name: string): boolean {
  const parts = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${parts.replaceAll("?", ".")}$`, "s").test(name);
}
