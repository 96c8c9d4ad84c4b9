/** What a bake's image and servers are called, and what is written on them from the start. */
import type { ImageFact, Tags } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import type { Recipe } from "../../recipe/recipe.ts";
import type { BakeInputs } from "./inputs.ts";

/** AWS takes no longer value. */
const LONGEST_TAG = 256;

/** `recipe-version-yyyymmddhhmmss`, of arm `-arm64` too: unique, within AWS's letters and 128 characters. */
export function imageNameOf(recipe: Recipe, nowMs: number, architecture: string): string {
  const stamp = new Date(nowMs).toISOString().replace(/\D/g, "").slice(0, 14);
  const lane = architecture === "x86_64" ? "" : `-${architecture}`;
  return `${recipe.name}-${recipe.version}${lane}-${stamp}`;
}

export function imageTagsOf(
  recipe: Recipe,
  base: ImageFact,
  digest: string,
  { inputs, commit }: { readonly inputs: BakeInputs; readonly commit: string | null },
): Tags {
  return {
    Name: `${recipe.name} ${recipe.version}`,
    [TAG.recipe]: recipe.name,
    [TAG.recipeDigest]: digest,
    [TAG.version]: recipe.version,
    [TAG.parent]: base.id,
    [TAG.baseName]: base.name.slice(0, LONGEST_TAG),
    [TAG.kind]: recipe.kind,
    [TAG.inputs]: inputs.digest,
    ...(commit === null ? {} : { [TAG.commit]: commit.slice(0, LONGEST_TAG) }),
  };
}

export const serverTagsOf = (recipe: Recipe): Tags => ({
  [TAG.recipe]: recipe.name,
  [TAG.version]: recipe.version,
});
