import type { RecipeFolder } from "../../recipes/recipe-folder.ts";
import type { Handlers } from "../gate.ts";

export function recipeHandlers(folder: RecipeFolder): Pick<Handlers, "recipe:list"> {
  return {
    "recipe:list": async () => ({ folder: folder.path, recipes: await folder.list() }),
  };
}
