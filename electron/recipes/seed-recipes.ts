/**
 * Gives a newcomer the practice cloud's recipes: copies them to a recipe folder that isn't there yet. A folder that
 * is there belongs to the user and is left as it is.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function seedRecipeFolder(folder: string, seeds: URL): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(seeds).filter((file) => file.endsWith(".yaml"))) {
    writeFileSync(join(folder, name), readFileSync(new URL(name, seeds)));
  }
}
