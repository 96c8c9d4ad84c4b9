/** The recipe as it is baked: with the values that its variables have now, and with their versions. */
import { refuse } from "../../../shared/bake/bake-refusals.ts";
import type { Refusal } from "../../../shared/model/plan.ts";
import type { ParameterFact } from "../../../shared/model/facts/image-use-facts.ts";
import type { ParseGiven } from "../../../shared/recipe/parse.ts";
import type { Architecture, Recipe, VariableWanted } from "../../../shared/recipe/recipe.ts";
import { listWords } from "../../../shared/words/counts.ts";
import type { CloudReader } from "../../ports.ts";
import type { RecipeReading } from "../../recipes/recipe-folder.ts";

/** Afresh. Throws `not-found` or `invalid-input`. */
export type ReadRecipe = (
  file: string,
  given: Omit<ParseGiven, "entries">,
) => Promise<Pick<RecipeReading, "text" | "parsed" | "commit">>;

export interface FilledRecipe {
  readonly reading: Pick<RecipeReading, "text" | "parsed" | "commit">;
  /** By parameter. */
  readonly parameterVersions: ReadonlyMap<string, number>;
}

export async function readFilledRecipe(
  read: ReadRecipe,
  reader: Pick<CloudReader, "parameters">,
  wish: {
    readonly file: string;
    readonly architecture: Architecture;
    readonly values: Readonly<Record<string, string>>;
  },
): Promise<FilledRecipe | Refusal> {
  const { file, architecture } = wish;
  const set = new Map(Object.entries(wish.values));
  const reading = await read(file, { architecture, values: set });
  const open = openVariables(reading.parsed.recipe);
  if (open.length === 0) return { reading, parameterVersions: new Map() };
  const names = [...new Set(open.map(({ parameter }) => parameter))];
  const found = new Map((await reader.parameters(names)).map((one) => [one.name, one]));
  const refusal = unreadable(open, found);
  if (refusal) return refusal;
  const values = new Map([
    ...open.map(({ name, parameter }) => [name, found.get(parameter)?.value ?? ""] as const),
    ...set,
  ]);
  const parameterVersions = new Map([...found].map(([name, { version }]) => [name, version]));
  return { reading: await read(file, { architecture, values }), parameterVersions };
}

interface OpenVariable {
  readonly name: string;
  readonly parameter: string;
}

const openVariables = (recipe: Recipe | null): readonly OpenVariable[] =>
  (recipe?.variables ?? []).flatMap(({ name, from, value }: VariableWanted) =>
    from.kind === "ssm" && value === null ? [{ name, parameter: from.parameter }] : [],
  );

function unreadable(
  open: readonly OpenVariable[],
  found: ReadonlyMap<string, ParameterFact>,
): Refusal | null {
  const missing = open.filter(({ parameter }) => !found.has(parameter));
  if (missing.length > 0)
    return refuse(
      `There is no parameter ${listWords(missing.map(({ parameter }) => parameter))} here, which the recipe's variable ${listWords(missing.map(({ name }) => name))} is read from.`,
      "Make it in Systems Manager, or correct the recipe.",
    );
  const secret = open.find(({ parameter }) => found.get(parameter)?.value === null);
  if (!secret) return null;
  return refuse(
    `The parameter ${secret.parameter} is a SecureString: a secret, and variables go into the plan, the journal and the image in plain sight.`,
    `Move ${secret.name} from the recipe's variables to its secrets.`,
  );
}
