/** Reads one recipe with all that it takes from its repository. */
import { createHash } from "node:crypto";
import { recipeDigest } from "../../../shared/recipe/digest.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import type { ParsedRecipe, ParseGiven } from "../../../shared/recipe/parse.ts";
import type { RepositoryFile } from "../../../shared/recipe/recipe-step.ts";
import type { RepositoryEntries } from "../../../shared/recipe/repository.ts";
import type { UsedFiles } from "../git/recipe-git.ts";
import { invalid, textOf } from "./inside.ts";
import type { RepositoryReader } from "./repository-reader.ts";

export const largestRecipe = 256 * 1024;

export interface ReadRecipe {
  readonly text: string;
  readonly parsed: ParsedRecipe;
  readonly entries: RepositoryEntries;
  readonly used: UsedFiles;
}

/** Throws `not-found` or `invalid-input` if the file itself can't be read. */
export async function readRecipe(
  reader: RepositoryReader,
  file: string,
  given: Omit<ParseGiven, "entries">,
): Promise<ReadRecipe> {
  const own = await reader.file(file);
  const text = recipeText(own);
  const first = parseRecipe(text, file, given);
  const entries = await reader.entries(first.paths);
  const parsed = first.paths.length === 0 ? first : parseRecipe(text, file, { ...given, entries });
  return { text, parsed, entries, used: usedFiles(own, entries) };
}

export function recipeText(own: RepositoryFile): string {
  if (own.bytes > largestRecipe)
    throw invalid(own.path, "is too large for a recipe (more than 256 KB)");
  return textOf(own.path, Buffer.from(own.base64, "base64"));
}

export function digestOf({ recipe }: ParsedRecipe): string | null {
  return recipe && recipeDigest(recipe, sha256);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export function usedFiles(own: RepositoryFile, entries: RepositoryEntries): UsedFiles {
  const files = [...entries].flatMap(([path, entry]) => {
    if (entry.kind === "file") return [entry.file];
    if (entry.kind === "unusable") return [];
    return entry.files.map((file) => ({
      ...file,
      path: path === "" ? file.path : `${path}/${file.path}`,
    }));
  });
  const folders = [...entries].flatMap(([path, entry]) => (entry.kind === "folder" ? [path] : []));
  return { files: [own, ...files], folders };
}
