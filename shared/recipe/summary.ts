/** A recipe as the console lists it, be it right or not. What a broken file is called is its file name. */
import type { RecipeGit, RecipeSummary, RecipeVariable } from "../model/recipe.ts";
import type { ParsedRecipe } from "./parse.ts";
import { provisionerOf } from "./recipe.ts";
import type { Recipe, VariableWanted } from "./recipe.ts";
import type { RepositoryEntries } from "./repository.ts";

export interface SummaryInput {
  readonly file: string;
  readonly text: string;
  readonly parsed: ParsedRecipe;
  readonly entries: RepositoryEntries;
  readonly digest: string | null;
  readonly git: RecipeGit;
}

export function summariseRecipe(input: SummaryInput): RecipeSummary {
  const { file, text, parsed, git, digest } = input;
  return {
    ...(parsed.recipe ? factsOf(parsed.recipe) : unreadable(file)),
    file,
    text,
    takes: takesOf(input.entries),
    digest,
    problems: parsed.problems,
    git,
  };
}

type Facts = Omit<RecipeSummary, "file" | "text" | "takes" | "digest" | "problems" | "git">;

function factsOf(recipe: Recipe): Facts {
  const { name, version, description, kind, base, architectures, accounts } = recipe;
  return {
    ...{ name, version, description, kind, base, architectures, accounts },
    provisioner: provisionerOf(recipe),
    steps: recipe.steps.map((step) => step.title),
    tests: recipe.tests.length,
    regions: recipe.regions.map(({ region }) => region),
    copies: { regions: recipe.regions, accounts },
    variables: recipe.variables.map(variableOf),
    secrets: recipe.secrets.map((secret) => secret.name),
  };
}

const variableOf = ({ name, from }: VariableWanted): RecipeVariable =>
  from.kind === "text"
    ? { name, text: from.text, parameter: null }
    : { name, text: null, parameter: from.parameter };

function unreadable(file: string): Facts {
  return {
    name: file.replace(/^.*\//, "").replace(/\.ya?ml$/, ""),
    ...{ version: "", description: "", kind: "server", base: null, provisioner: "" },
    ...{ steps: [], tests: 0, architectures: [], regions: [], accounts: [] },
    ...{ variables: [], secrets: [] },
  };
}

function takesOf(entries: RepositoryEntries): RecipeSummary["takes"] {
  const files = [...entries.values()].flatMap((entry) => {
    if (entry.kind === "file") return [entry.file];
    return entry.kind === "folder" ? entry.files : [];
  });
  return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
