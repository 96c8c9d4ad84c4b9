/** Whether a recipe, with all that it takes from the repository, is what the checked-out commit holds. Pure. */
import { gitUnknown, type RecipeGit } from "../../../shared/model/recipe.ts";
import type { RepositoryFile } from "../../../shared/recipe/recipe-step.ts";
import { isBlob } from "./blob-id.ts";
import type { Checkout, CommittedFiles } from "./repository.ts";

export interface GitState {
  readonly checkout: Checkout;
  /** Null: it can't be said what the commit holds. */
  readonly files: CommittedFiles | null;
}

export interface UsedFiles {
  /** With paths below the recipe folder. */
  readonly files: readonly RepositoryFile[];
  /** Folders that are taken whole: a file that the commit has and the folder doesn't is a change. */
  readonly folders: readonly string[];
}

export function recipeGit(state: GitState | null, used: UsedFiles): RecipeGit {
  if (state === null)
    return gitUnknown("The recipe folder is no git repository, as far as git says.");
  const { checkout, files } = state;
  if (checkout.commit === null) return gitUnknown("Nothing was committed yet.");
  if (files === null) return gitUnknown("Git doesn't say what the commit holds.");
  const changed = changesIn(files, used);
  const { commit } = checkout;
  if (changed.length === 0) return { commit, isDirty: false, words: "" };
  return { commit, isDirty: true, words: wordsOf(changed) };
}

function changesIn(committed: CommittedFiles, { files, folders }: UsedFiles): readonly string[] {
  const differing = files.flatMap(({ path, base64, sha256 }) => {
    const id = committed.get(path);
    if (id === undefined) return [`${path} is not committed`];
    return isBlob(id, Buffer.from(base64, "base64"), sha256) ? [] : [`${path} was changed`];
  });
  const there = new Set(files.map(({ path }) => path));
  const missing = [...committed.keys()]
    .filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)))
    .filter((path) => !there.has(path))
    .map((path) => `${path} was deleted`);
  return [...differing, ...missing];
}

function wordsOf(changed: readonly string[]): string {
  const [first = ""] = changed;
  return changed.length === 1
    ? `${first} since that commit.`
    : `${first} since that commit, and ${String(changed.length - 1)} more.`;
}
