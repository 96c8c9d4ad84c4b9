/** The folder of recipes: listed, chosen, and what editors need to know of a recipe. */
import type { RecipeReplies } from "../../../shared/contract/recipe-schemas.ts";
import { recipeJsonSchema } from "../../../shared/recipe/schema.ts";
import type { RecipeFolder } from "../../recipes/recipe-folder.ts";
import type { Handlers } from "../gate.ts";

export interface RecipeHandlerParts {
  readonly folder: RecipeFolder;
  /** The system's dialog; left out: this host has none. */
  readonly pickFolder?: () => Promise<string | null>;
}

export function recipeHandlers({
  folder,
  pickFolder,
}: RecipeHandlerParts): Pick<Handlers, keyof RecipeReplies> {
  return {
    "recipe:list": async () => {
      const recipes = await folder.list();
      return { folder: folder.path, recipes };
    },
    "recipe:choose-folder": ({ path }) => folder.choose(path),
    "recipe:pick-folder": async () => ({ path: (await pickFolder?.()) ?? null }),
    "recipe:schema": async () => ({
      fileName,
      text: `${JSON.stringify(recipeJsonSchema(), null, 2)}\n`,
      hint: `# yaml-language-server: $schema=./${fileName}`,
    }),
  };
}

const fileName = "bennu-recipe.schema.json";
