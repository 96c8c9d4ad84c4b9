/**
 * One look at a recipe folder: every recipe in it, as it is now. What hasn't changed since the look before is not
 * parsed again, so that a save among thousands of files costs one of them.
 */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { RecipeSummary } from "../../../shared/model/recipe.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import type { RepositoryEntries, RepositoryEntry } from "../../../shared/recipe/repository.ts";
import { summariseRecipe } from "../../../shared/recipe/summary.ts";
import { recipeGit } from "../git/recipe-git.ts";
import type { GitState } from "../git/recipe-git.ts";
import { findYaml, looksLikeRecipe } from "./find-recipes.ts";
import { notThere } from "./inside.ts";
import { digestOf, largestRecipe, recipeText, usedFiles } from "./read-recipe.ts";
import type { RepositoryReader } from "./repository-reader.ts";

export interface FolderLook {
  readonly recipes: readonly RecipeSummary[];
  readonly folders: readonly string[];
  readonly otherYaml: number;
  readonly notes: readonly string[];
}

/** How a file was found at the look before. */
interface Kept {
  readonly signature: string;
  /** Null: no recipe. */
  readonly text: string | null;
  readonly paths: readonly string[];
  readonly entriesMark: string;
  readonly summary: RecipeSummary | null;
}

const mostRecipes = 1000;

export class RecipeLooks {
  readonly #root: string;
  readonly #reader: RepositoryReader;
  #kept = new Map<string, Kept>();

  constructor(root: string, reader: RepositoryReader) {
    this.#root = root;
    this.#reader = reader;
  }

  /** Throws what the system says if the folder can't be read. */
  async look(git: GitState | null): Promise<FolderLook> {
    const found = await findYaml(this.#root);
    const kept = new Map<string, Kept>();
    const recipes: RecipeSummary[] = [];
    let more = 0;
    for (const file of found.files) {
      const one = await this.#one(file, git);
      kept.set(file, one);
      if (one.summary === null) continue;
      if (recipes.length < mostRecipes) recipes.push(one.summary);
      else more++;
    }
    this.#kept = kept;
    const tooMany = `Only the first ${String(mostRecipes)} recipes are shown; ${String(more)} more are there.`;
    return {
      recipes,
      folders: found.folders,
      otherYaml: found.files.length - recipes.length - more,
      notes: more > 0 ? [...found.notes, tooMany] : found.notes,
    };
  }

  async #one(file: string, git: GitState | null): Promise<Kept> {
    const before = this.#kept.get(file);
    try {
      const signature = await signatureOf(this.#root, file);
      const isSame = before?.signature === signature;
      if (isSame && before.text === null) return before;
      const own = await this.#reader.file(file);
      if (own.bytes > largestRecipe && !isSame && !looksLikeRecipe(startOf(own.base64)))
        return { signature, text: null, paths: [], entriesMark: "", summary: null };
      const text = isSame && before.text !== null ? before.text : recipeText(own);
      if (!looksLikeRecipe(text))
        return { signature, text: null, paths: [], entriesMark: "", summary: null };
      const first = isSame ? null : parseRecipe(text, file, listed);
      const paths = first?.paths ?? before?.paths ?? [];
      const entries = await this.#reader.entries(paths);
      const entriesMark = markOf(entries);
      const gitNow = recipeGit(git, usedFiles(own, entries));
      if (isSame && before.summary && before.entriesMark === entriesMark)
        return { ...before, summary: withGit(before.summary, gitNow) };
      const parsed =
        first !== null && paths.length === 0
          ? first
          : parseRecipe(text, file, { ...listed, entries });
      const digest = digestOf(parsed);
      const summary = summariseRecipe({ file, text, parsed, entries, digest, git: gitNow });
      return { signature, text, paths, entriesMark, summary };
    } catch (error) {
      return { ...nothingKept, summary: unreadable(file, error, git) };
    }
  }
}

/** Shown as for one architecture: which one is chosen when it is baked. */
const listed = { architecture: "x86_64" } as const;
const nothingKept = { signature: "", text: "", paths: [], entriesMark: "" };

async function signatureOf(root: string, file: string): Promise<string> {
  const { size, mtimeMs, ctimeMs, ino } = await stat(join(root, file)).catch((error: unknown) => {
    throw notThere(file, error);
  });
  return [size, mtimeMs, ctimeMs, ino].join(" ");
}

const startOf = (base64: string) => Buffer.from(base64.slice(0, 8192), "base64").toString("utf8");

function withGit(summary: RecipeSummary, git: RecipeSummary["git"]): RecipeSummary {
  const same = JSON.stringify(summary.git) === JSON.stringify(git);
  return same ? summary : { ...summary, git };
}

const markOf = (entries: RepositoryEntries) =>
  [...entries].map(([path, entry]) => `${path} ${markOfEntry(entry)}`).join("\n");

function markOfEntry(entry: RepositoryEntry): string {
  if (entry.kind === "unusable") return entry.message;
  const files = entry.kind === "file" ? [entry.file] : entry.files;
  return files.map((file) => `${file.path} ${file.sha256} ${String(file.isExecutable)}`).join(",");
}

function unreadable(file: string, error: unknown, git: GitState | null): RecipeSummary {
  const message = error instanceof Error ? error.message : String(error);
  const problem = { line: 1, column: 1, path: "", message, expected: "a readable file" };
  const parsed = { recipe: null, problems: [problem], paths: [] };
  const unknown = recipeGit(git, { files: [], folders: [] });
  return summariseRecipe({
    ...{ file, text: "", parsed, entries: new Map(), digest: null },
    git: { ...unknown, isDirty: null, words: "The file can't be read." },
  });
}
