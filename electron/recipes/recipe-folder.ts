/**
 * The folder of recipes: lists and reads the YAML files below it, afresh each time, since they are in the user's
 * repository and change under us. It never writes, never leaves the folder, and a file that can't be read is listed
 * with its problem rather than left out.
 */
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { BennuError } from "../../shared/errors.ts";
import type { RecipeSummary } from "../../shared/model/recipe.ts";
import { summariseRecipe } from "../../shared/recipe/parse.ts";

export interface RecipeFolder {
  readonly path: string;
  list(): Promise<readonly RecipeSummary[]>;
  /** `file` as listed. Throws `not-found` or `invalid-input`. */
  text(file: string): Promise<string>;
}

const largestBytes = 256 * 1024;
const mostFiles = 1000;
const deepest = 8;

export function openRecipeFolder(path: string): RecipeFolder {
  const root = resolve(path);
  return {
    path: root,
    list: async () => {
      const files = await recipeFiles(root, "", 0);
      return Promise.all(
        files
          .toSorted()
          .slice(0, mostFiles)
          .map((file) => summaryOf(root, file)),
      );
    },
    text: (file) => readRecipe(root, file),
  };
}

async function recipeFiles(root: string, below: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(
    (error: unknown) => {
      if (below !== "") return [];
      throw unreadableFolder(root, error);
    },
  );
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(below, entry.name);
      if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
      if (entry.isDirectory()) return depth < deepest ? recipeFiles(root, path, depth + 1) : [];
      return /\.ya?ml$/.test(entry.name) ? [path.split(sep).join("/")] : [];
    }),
  );
  return found.flat();
}

async function summaryOf(root: string, file: string): Promise<RecipeSummary> {
  try {
    return summariseRecipe(await readRecipe(root, file), file);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const problem = { line: 1, column: 1, path: "", message, expected: "a readable file" };
    return { ...summariseRecipe("", file), problems: [problem] };
  }
}

async function readRecipe(root: string, file: string): Promise<string> {
  const path = await insideOf(root, file);
  const { size } = await stat(path);
  if (size > largestBytes) throw invalid(file, "is too large for a recipe (more than 256 KB)");
  const bytes = await readFile(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Told in our own words: the decoder's say nothing of the file.
    throw invalid(file, "isn't text in UTF-8");
  }
}

/** The real path, links followed, if it is below the folder. */
async function insideOf(root: string, file: string): Promise<string> {
  const [folder, path] = await Promise.all([realpath(root), realpath(resolve(root, file))]).catch(
    (error: unknown) => {
      throw notThere(file, error);
    },
  );
  const way = relative(folder, path);
  if (way === "" || way.startsWith("..") || resolve(folder, way) !== path) {
    throw invalid(file, "lies outside the recipe folder");
  }
  return path;
}

const invalid = (file: string, what: string) =>
  new BennuError({
    code: "invalid-input",
    message: `The recipe ${file} ${what}. Nothing was baked.`,
    details: { file },
  });

function notThere(file: string, error: unknown): BennuError {
  const cause = error instanceof Error ? error.message : String(error);
  const message = `The recipe ${file} can't be read: it was moved or deleted. Nothing was baked. Choose another one.`;
  return new BennuError({ code: "not-found", message, details: { file, cause } });
}

function unreadableFolder(root: string, error: unknown): BennuError {
  const cause = error instanceof Error ? error.message : String(error);
  const message = `The recipe folder ${root} can't be read, so no recipe can be listed. Fleets are not affected.`;
  return new BennuError({ code: "not-found", message, details: { root, cause } });
}
