/**
 * Reads a recipe file: the recipe, or every mistake with its line, its column and what was expected.
 * Pure; never throws for what a file holds.
 */
import type { RecipeProblem, RecipeSummary } from "../model/recipe.ts";
import { kindProblems } from "./kinds.ts";
import { normaliseRecipe } from "./normalise.ts";
import { readYaml } from "./places.ts";
import { problemAt, problemsOf } from "./problems.ts";
import { provisionerOf } from "./recipe.ts";
import type { Recipe } from "./recipe.ts";
import { recipeSchema } from "./schema.ts";

/** Larger can't be a recipe: its user data would never fit. */
const largestText = 64 * 1024;

export interface ParsedRecipe {
  /** Null if there is any problem. */
  readonly recipe: Recipe | null;
  readonly problems: readonly RecipeProblem[];
}

/** `file` is only named in messages. */
export function parseRecipe(text: string, file: string): ParsedRecipe {
  if (text.length > largestText)
    return refused(`${file} is too large for a recipe.`, "at most 64 KB");
  if (text.trim() === "")
    return refused(`${file} is empty.`, "a recipe: name, version, base, steps, tests");
  const yaml = readYaml(text);
  if (yaml.mistakes.length > 0) return { recipe: null, problems: yaml.mistakes.map(syntaxProblem) };
  const checked = recipeSchema.safeParse(yaml.value, { reportInput: true });
  const found = checked.success
    ? kindProblems(checked.data, yaml)
    : unknownKeysFirst(checked.error.issues).flatMap((issue) => problemsOf(issue, yaml));
  const problems = found.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const fine = checked.success && problems.length === 0;
  return { recipe: fine ? normaliseRecipe(checked.data) : null, problems };
}

/** As the console lists it. What a broken file is called is its file name. */
export function summariseRecipe(text: string, file: string): RecipeSummary {
  const { recipe, problems } = parseRecipe(text, file);
  return {
    file,
    name: recipe?.name ?? file.replace(/^.*\//, "").replace(/\.ya?ml$/, ""),
    description: recipe?.description ?? "",
    provisioner: recipe ? provisionerOf(recipe) : "",
    tests: recipe?.tests.length ?? 0,
    text,
    problems,
  };
}

/** A misspelt key also leaves the right one missing, at the same place: the cause is told first. */
function unknownKeysFirst<T extends { readonly code: string }>(issues: readonly T[]): readonly T[] {
  const unknown = issues.filter((issue) => issue.code === "unrecognized_keys");
  return [...unknown, ...issues.filter((issue) => issue.code !== "unrecognized_keys")];
}

function refused(message: string, expected: string): ParsedRecipe {
  return { recipe: null, problems: [problemAt({ line: 1, column: 1 }, [], message, expected)] };
}

function syntaxProblem(mistake: { line: number; column: number; message: string }): RecipeProblem {
  const message = `This isn't valid YAML: ${mistake.message}`;
  return problemAt(mistake, [], message, "YAML: two spaces a level, `key: value`, `- ` for a list");
}
