/** The practice cloud's recipes, served from memory: nothing in a run may wait for a disk. */
import { createHash } from "node:crypto";
import type { ReadRecipe } from "../../../../electron/bake/plan/read-recipe.ts";
import { BennuError } from "../../../../shared/errors.ts";
import { gitUnknown, type RecipeSummary } from "../../../../shared/model/recipe.ts";
import { recipeDigest } from "../../../../shared/recipe/digest.ts";
import { parseRecipe } from "../../../../shared/recipe/parse.ts";
import type { LifeScenario } from "../scenario/scenario.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** By file. */
export type RecipeTexts = ReadonlyMap<string, string>;

export interface LifeRecipes {
  readonly read: ReadRecipe;
  readonly list: () => Promise<readonly RecipeSummary[]>;
}

/** `nowMs`: since the run's beginning. */
export function lifeRecipes(
  texts: RecipeTexts,
  broken: LifeScenario["broken"] = null,
  nowMs: () => number = () => 0,
): LifeRecipes {
  const textOf = (file: string): string => {
    const text = texts.get(file);
    if (text === undefined)
      throw new BennuError({ code: "not-found", message: `There is no recipe ${file}.` });
    const isBroken =
      file === `${broken?.recipe ?? ""}.yaml` && nowMs() < (broken?.mendedAtMs ?? Infinity);
    return isBroken ? text.replace("\ntests:\n", "\ntests:\n  - { package: never-was }\n") : text;
  };
  return {
    read: async (file, given) => {
      const text = textOf(file);
      return { text, parsed: parseRecipe(text, file, given), commit: null };
    },
    list: async () => [...texts.keys()].map((file) => summaryOf(file, textOf(file))),
  };
}

function summaryOf(file: string, text: string): RecipeSummary {
  const { recipe, problems } = parseRecipe(text, file);
  return {
    ...{ file, text, name: recipe?.name ?? "", version: recipe?.version ?? "", description: "" },
    ...{ kind: "server", base: recipe?.base ?? null, provisioner: "", steps: [], tests: 0 },
    ...{ architectures: [], regions: [], accounts: [], variables: [], secrets: [] },
    ...{ takes: { files: 0, bytes: 0 }, problems, git: gitUnknown("") },
    digest: recipe && recipeDigest(recipe, sha256),
  };
}
