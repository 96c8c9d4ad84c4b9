/**
 * Reads a recipe file: the recipe, or every mistake with its line, its column and what was expected.
 * Pure; never throws for what a file holds. What a recipe takes from its repository is handed in: parse once to
 * learn which `paths` it wants, read them, parse again.
 */
import type { RecipeProblem } from "../model/recipe.ts";
import { kindProblems } from "./check/kinds.ts";
import { nameProblems } from "./check/names.ts";
import { repositoryProblems } from "./check/repository.ts";
import { normaliseRecipe } from "./normalise/recipe.ts";
import { fillIn } from "./read/fill-in.ts";
import type { FilledIn, GivenValues } from "./read/fill-in.ts";
import { readYaml } from "./read/places.ts";
import type { YamlText } from "./read/places.ts";
import { problemAt, problemsOfAll } from "./read/problems.ts";
import type { Architecture, Recipe } from "./recipe.ts";
import { pathInRepository, referencesOf } from "./repository.ts";
import type { RepositoryEntries } from "./repository.ts";
import { recipeSchema } from "./schema.ts";
import type { RecipeFile } from "./schema.ts";

/** Larger can't be a recipe: what belongs to it lies beside it, in files. */
const largestText = 64 * 1024;

export interface ParsedRecipe {
  /** Null if there is any problem. */
  readonly recipe: Recipe | null;
  readonly problems: readonly RecipeProblem[];
  /** Files and folders of the repository that it names, below the recipe folder. */
  readonly paths: readonly string[];
}

/** What is known beside the file; each may be left out. */
export interface ParseGiven {
  /** Values of variables: those that the user set, those that were read from SSM. */
  readonly values?: GivenValues;
  /** Left out: `${{ architecture }}` is left as it is. */
  readonly architecture?: Architecture | null;
  readonly entries?: RepositoryEntries;
}

/** `file`: below the recipe folder; what it names is looked for from there. */
export function parseRecipe(text: string, file: string, given: ParseGiven = {}): ParsedRecipe {
  if (text.length > largestText)
    return refused(`${file} is too large for a recipe.`, "at most 64 KB");
  if (text.trim() === "")
    return refused(`${file} is empty.`, "a recipe: name, version, base, steps, tests");
  const yaml = readYaml(text);
  const [slip] = yaml.mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
  // What comes after the first slip is mostly its echo.
  if (slip) return broken([syntaxProblem(slip)]);
  const filled = fillIn(yaml, given.values ?? new Map(), given.architecture ?? null);
  const checked = recipeSchema.safeParse(filled.value, { reportInput: true });
  if (checked.success) return parsedFile(checked.data, file, { yaml, filled, given });
  return broken([...filled.problems, ...problemsOfAll(checked.error.issues, yaml)]);
}

interface Parts {
  readonly yaml: YamlText;
  readonly filled: FilledIn;
  readonly given: ParseGiven;
}

function parsedFile(data: RecipeFile, file: string, { yaml, filled, given }: Parts): ParsedRecipe {
  const entries = given.entries ?? new Map();
  const paths = referencesOf(data).flatMap(({ from }) => pathInRepository(file, from) ?? []);
  const problems = [
    ...filled.problems,
    ...kindProblems(data, yaml),
    ...nameProblems(data, yaml),
    ...repositoryProblems(data, file, entries, yaml),
  ];
  if (problems.length > 0) return { ...broken(problems), paths };
  const { variables } = filled;
  const recipe = normaliseRecipe({ file: data, variables, recipeFile: file, entries });
  return { recipe, problems, paths };
}

function broken(problems: readonly RecipeProblem[]): ParsedRecipe {
  const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { recipe: null, problems: inOrder, paths: [] };
}

function refused(message: string, expected: string): ParsedRecipe {
  return broken([problemAt({ line: 1, column: 1 }, [], message, expected)]);
}

function syntaxProblem(mistake: { line: number; column: number; message: string }): RecipeProblem {
  const message = `This isn't valid YAML: ${mistake.message}`;
  return problemAt(mistake, [], message, "YAML: two spaces a level, `key: value`, `- ` for a list");
}
