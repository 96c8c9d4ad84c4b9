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
import { invalid, notThere, readInside, textOf } from "./inside.ts";
import { digestOf, largestRecipe, usedFiles } from "./read-recipe.ts";
import type { RepositoryReader } from "./repository-reader.ts";

export interface FolderLook {
  readonly recipes: readonly RecipeSummary[];
  readonly folders: readonly string[];
  readonly otherYaml: number;
  readonly notes: readonly string[];
}

/** A YAML file as it was last; `text` null: no recipe. */
interface KeptText {
  readonly signature: string;
  readonly text: string | null;
}
interface KeptSummary {
  readonly text: string;
  readonly paths: readonly string[];
  readonly entriesMark: string;
  readonly summary: RecipeSummary;
}

const mostRecipes = 1000;
const headBytes = 8192;

export class RecipeLooks {
  readonly #root: string;
  readonly #reader: RepositoryReader;
  readonly #texts = new Map<string, KeptText>();
  readonly #summaries = new Map<string, KeptSummary>();

  constructor(root: string, reader: RepositoryReader) {
    this.#root = root;
    this.#reader = reader;
  }

  /** Throws what the system says if the folder can't be read. */
  async look(git: GitState | null): Promise<FolderLook> {
    const found = await findYaml(this.#root);
    const recipes: RecipeSummary[] = [];
    let more = 0;
    this.#reader.beginRound();
    for (const file of found.files) {
      const one = await this.#one(file, git);
      if (one === null) continue;
      if (recipes.length < mostRecipes) recipes.push(one);
      else more++;
    }
    this.#reader.endRound();
    this.#forget(new Set(found.files));
    const tooMany = `Only the first ${String(mostRecipes)} recipes are shown; ${String(more)} more are there.`;
    return {
      recipes,
      folders: found.folders,
      otherYaml: found.files.length - recipes.length - more,
      notes: more > 0 ? [...found.notes, tooMany] : found.notes,
    };
  }

  /** Null: no recipe. */
  async #one(file: string, git: GitState | null): Promise<RecipeSummary | null> {
    try {
      const text = await this.#textOf(file);
      return text === null ? null : await this.#summaryOf(file, text, git);
    } catch (error) {
      return unreadable(file, error, git);
    }
  }

  async #textOf(file: string): Promise<string | null> {
    const { size, mtimeMs, ctimeMs, ino } = await statOf(this.#root, file);
    const signature = [size, mtimeMs, ctimeMs, ino].join(" ");
    const kept = this.#texts.get(file);
    if (kept?.signature === signature) return kept.text;
    const text = await readText(this.#root, file, size);
    this.#texts.set(file, { signature, text });
    return text;
  }

  async #summaryOf(file: string, text: string, git: GitState | null): Promise<RecipeSummary> {
    const kept = this.#summaries.get(file);
    const before = kept?.text === text ? kept : null;
    const first = before ?? parseRecipe(text, file, listed);
    const { paths } = first;
    const entries = await this.#reader.entries(paths);
    const gitNow = recipeGit(git, usedFiles(await this.#reader.file(file), entries));
    const entriesMark = markOf(entries);
    if (before?.entriesMark === entriesMark) return withGit(before.summary, gitNow);
    const isWhole = paths.length === 0 && "problems" in first;
    const parsed = isWhole ? first : parseRecipe(text, file, { ...listed, entries });
    const digest = digestOf(parsed);
    const summary = summariseRecipe({ file, text, parsed, entries, digest, git: gitNow });
    this.#summaries.set(file, { text, paths, entriesMark, summary });
    return summary;
  }

  #forget(files: ReadonlySet<string>): void {
    for (const kept of [this.#texts, this.#summaries])
      for (const file of kept.keys()) if (!files.has(file)) kept.delete(file);
  }
}

/** Shown as for one architecture: which one is chosen when it is baked. */
const listed = { architecture: "x86_64" } as const;

const statOf = (root: string, file: string) =>
  stat(join(root, file)).catch((error: unknown) => {
    throw notThere(file, error);
  });

/** Null: it doesn't look like a recipe. Of a file that is too large for one only the beginning is asked. */
async function readText(root: string, file: string, size: number): Promise<string | null> {
  const isLarge = size > largestRecipe;
  const { bytes } = await readInside(root, file, isLarge ? { first: headBytes } : largestRecipe);
  const text = isLarge ? Buffer.from(bytes).toString("utf8") : textOf(file, bytes);
  if (!looksLikeRecipe(text)) return null;
  if (isLarge) throw invalid(file, "is too large for a recipe (more than 256 KB)");
  return text;
}

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
