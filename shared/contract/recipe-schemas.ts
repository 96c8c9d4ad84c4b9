/** Requests about the folder of recipes. Its recipes themselves are live tables: `recipes` and `recipeFolder`. */
import { z } from "zod";
import type { RecipeFolderView, RecipeSummary } from "../model/recipe.ts";

export const recipeRequestSchemas = {
  "recipe:list": z.strictObject({}),
  /** An absolute path; null: the console's own folder again. Remembered. */
  "recipe:choose-folder": z.strictObject({ path: z.string().min(1).max(4096).nullable() }),
  /** Lets the user pick a folder in the system's dialog, where the host has one. Nothing is chosen by it. */
  "recipe:pick-folder": z.strictObject({}),
  /** For editors. */
  "recipe:schema": z.strictObject({}),
} as const;

export interface RecipeReplies {
  readonly "recipe:list": { readonly folder: string; readonly recipes: readonly RecipeSummary[] };
  readonly "recipe:choose-folder": RecipeFolderView;
  /** Null: none was picked, or this host has no dialog. */
  readonly "recipe:pick-folder": { readonly path: string | null };
  readonly "recipe:schema": {
    readonly fileName: string;
    /** JSON Schema, as text. */
    readonly text: string;
    /** First line of a recipe, so that an editor finds the schema beside it. */
    readonly hint: string;
  };
}
