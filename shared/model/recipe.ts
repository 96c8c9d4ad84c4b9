/** A recipe file, and the folder of them, as the console lists them. What a recipe may say is in shared/recipe. */
import type { CopiesWanted } from "../bake/copy/wanted.ts";
import type { Architecture, RecipeBase } from "../recipe/recipe.ts";

export interface RecipeSummary {
  /** Path relative to the recipe folder. */
  readonly file: string;
  readonly name: string;
  /** "" while the file can't be read as a recipe; so are the others below, empty or null. */
  readonly version: string;
  readonly description: string;
  readonly kind: "golden" | "server";
  readonly base: RecipeBase | null;
  readonly provisioner: string;
  readonly steps: readonly string[];
  readonly tests: number;
  readonly architectures: readonly Architecture[];
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
  /** Both of these, with the keys of copies; left out: none. */
  readonly copies?: CopiesWanted;
  readonly variables: readonly RecipeVariable[];
  /** Names alone. */
  readonly secrets: readonly string[];
  readonly text: string;
  /** Files of the repository that it takes, beside itself. */
  readonly takes: { readonly files: number; readonly bytes: number };
  readonly digest: string | null;
  /** Mistakes, with their place; a recipe that has any can't be baked. */
  readonly problems: readonly RecipeProblem[];
  readonly git: RecipeGit;
}

export interface RecipeVariable {
  readonly name: string;
  /** Null: it is read from `parameter` when the plan is made. */
  readonly text: string | null;
  readonly parameter: string | null;
}

export interface RecipeProblem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
  readonly expected: string;
}

/** Whether a recipe, with all that it takes, is what a commit holds. */
export interface RecipeGit {
  /** The commit that is checked out; null: there is none, or it isn't known. */
  readonly commit: string | null;
  /** Null: not known. */
  readonly isDirty: boolean | null;
  /** What differs, or why nothing is known; "" if all is as committed. */
  readonly words: string;
}

export const gitUnknown = (words: string): RecipeGit => ({ commit: null, isDirty: null, words });

/** As the tag on an image has it: the commit, with `+dirty`; null: not known. */
export function commitText({ commit, isDirty }: RecipeGit): string | null {
  return commit === null || isDirty === null ? null : `${commit}${isDirty ? "+dirty" : ""}`;
}

/** The folder that recipes are read from; one row. */
export interface RecipeFolderView {
  readonly id: "folder";
  readonly path: string;
  /** `own`: the data folder's, with the practice cloud's recipes. `given`: when the console was started. */
  readonly origin: "own" | "chosen" | "given";
  readonly status: "reading" | "ready" | "unreadable";
  /** Why it can't be read, what that means and what to do; null if it can. */
  readonly problem: string | null;
  /** `events`: a change is seen at once. `looks`: every few seconds, where the system tells nothing. */
  readonly followed: "events" | "looks";
  readonly readAtMs: number | null;
  /** YAML files that don't look like recipes, such as those of Ansible's roles. */
  readonly otherYaml: number;
  /** What was left out, and why. */
  readonly notes: readonly string[];
  /** The checked-out branch and commit; null: no git repository, or git isn't there. */
  readonly git: {
    readonly root: string;
    readonly branch: string | null;
    readonly commit: string | null;
  } | null;
}
