/**
 * Gives a newcomer the practice cloud's recipes, with the files that they take: copied to a recipe folder that isn't
 * there yet. A folder that is there belongs to the user and is left as it is.
 */
import { cpSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export function seedRecipeFolder(folder: string, seeds: URL): void {
  if (existsSync(folder)) return;
  cpSync(fileURLToPath(seeds), folder, { recursive: true });
}
