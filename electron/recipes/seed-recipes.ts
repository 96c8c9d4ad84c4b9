/**
 * Gives a newcomer the practice cloud's recipes, with the files that they take: copied to a recipe folder that isn't
 * there yet. A folder that is there belongs to the user and is left as it is. File by file: the seeds may lie in the
 * packaged program's archive, which only the plain calls see into.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export function seedRecipeFolder(folder: string, seeds: URL): void {
  if (!existsSync(folder)) copyFolder(fileURLToPath(seeds), folder);
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else writeFileSync(target, readFileSync(source));
  }
}
