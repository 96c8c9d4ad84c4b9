import { readdirSync, readFileSync } from "node:fs";
import type { RecipeTexts } from "./recipes.ts";

const folder = new URL("../../../../electron/practice/recipes/", import.meta.url);

/** Read once. */
export const recipeTexts: RecipeTexts = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => [file, readFileSync(new URL(file, folder), "utf8")] as const),
);
