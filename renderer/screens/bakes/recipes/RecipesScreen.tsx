/** The folder of recipes, live: each with its mistakes, its commit and what was baked from it; one of them whole. */
import Button from "@cloudscape-design/components/button";
import type { RecipeFolderView, RecipeSummary } from "../../../../shared/model/recipe.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { Problem } from "../../../components/Problem.tsx";
import { links } from "../../../links.ts";
import type { Place } from "../../../place.ts";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { go } from "../../../ui/hash-path.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { BakeNav } from "../BakeNav.tsx";
import "../bakes.css";
import { FolderPanel } from "./FolderPanel.tsx";
import { RecipeList } from "./RecipeList.tsx";
import { RecipePanel } from "./RecipePanel.tsx";
import "./recipes.css";

export function RecipesScreen({ place }: { readonly place: Place }) {
  const { rows, status, error } = useTopic("recipes");
  const folder = useTopic("recipeFolder").rows.get("folder") ?? null;
  const recipes = [...rows.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  const named = place.query.get("file");
  const chosen = recipes.find(({ file }) => file === named) ?? (named === null ? recipes[0] : null);
  return (
    <>
      <PageHeader title="Recipes" note={noteOf(recipes, folder)} actions={<BakeButton />} />
      <BakeNav here="Recipes" />
      {error && <Problem error={error} />}
      {folder !== null && <FolderPanel folder={folder} />}
      {status === "opening" || folder?.status === "reading" ? (
        <Emptiness title="Reading the recipes…" />
      ) : recipes.length === 0 ? (
        <NoRecipes folder={folder} />
      ) : (
        <div className="recipe-columns">
          <RecipeList recipes={recipes} chosen={chosen?.file ?? null} />
          <RecipePanel recipe={chosen ?? null} gone={chosen ? null : named} canBake />
        </div>
      )}
    </>
  );
}

function NoRecipes({ folder }: { readonly folder: RecipeFolderView | null }) {
  if (folder?.status === "unreadable") return null;
  return (
    <Emptiness title="The recipe folder holds no recipe">
      Put a YAML file with base, steps and tests there: it is shown and checked as it is saved.
      {folder !== null && folder.otherYaml > 0
        ? ` ${countWords(folder.otherYaml, "other YAML file")} in it ${folder.otherYaml === 1 ? "doesn't" : "don't"} look like a recipe.`
        : ""}
    </Emptiness>
  );
}

function noteOf(recipes: readonly RecipeSummary[], folder: RecipeFolderView | null): string {
  if (folder === null || folder.status !== "ready") return "";
  const broken = recipes.filter(({ problems }) => problems.length > 0).length;
  return broken === 0
    ? `${countWords(recipes.length, "recipe")}, none with a mistake`
    : `${countWords(recipes.length, "recipe")}, ${String(broken)} with mistakes`;
}

function BakeButton() {
  return (
    <Button onClick={() => go(links.newBake())} variant="primary">
      Bake an image
    </Button>
  );
}
