/** The live tables of the recipe folder: its recipes, and the folder itself as one row. */
import type { RecipeFolder } from "../recipes/recipe-folder.ts";
import type { TopicSource } from "./topics.ts";

type Followed = Pick<RecipeFolder, "recipes" | "view" | "onChange">;

export function recipesTopic(folder: Followed): TopicSource<"recipes"> {
  return (table) => {
    table.put(folder.recipes());
    return folder.onChange(() => table.replace(folder.recipes()));
  };
}

export function recipeFolderTopic(folder: Followed): TopicSource<"recipeFolder"> {
  return (table) => {
    table.put([folder.view()]);
    return folder.onChange(() => table.replace([folder.view()]));
  };
}
