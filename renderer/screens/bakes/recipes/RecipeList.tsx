/** The recipes of the folder; of many, those that fit a few words. */
import Button from "@cloudscape-design/components/button";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { RecipeSummary } from "../../../../shared/model/recipe.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { RecipeTable, type RecipeTableProps } from "./RecipeTable.tsx";

/** So many are found by eye. */
const few = 15;
const page = 100;

export function RecipeList({ recipes, chosen }: RecipeTableProps) {
  const [words, setWords] = useState("");
  const [shown, setShown] = useState(page);
  const found = recipes.filter((recipe) => fits(recipe, words));
  return (
    <Panel
      title="Recipes"
      note={
        found.length === recipes.length
          ? countWords(recipes.length, "recipe")
          : `${String(found.length)} of ${countWords(recipes.length, "recipe")}`
      }
      actions={
        recipes.length > few && (
          <Input
            type="search"
            ariaLabel="Find recipes"
            placeholder="Find recipes"
            value={words}
            onChange={({ detail }) => setWords(detail.value)}
          />
        )
      }
    >
      {found.length === 0 ? (
        <Emptiness title="No recipe fits these words" />
      ) : (
        <RecipeTable recipes={found.slice(0, shown)} chosen={chosen} />
      )}
      {found.length > shown && (
        <Button onClick={() => setShown(shown + page)}>
          Show {Math.min(page, found.length - shown)} more
        </Button>
      )}
    </Panel>
  );
}

/** Each word is somewhere in its path, name, description or ways to provision; `mistake` finds the broken ones. */
function fits(recipe: RecipeSummary, words: string): boolean {
  const { file, name, description, provisioner, problems } = recipe;
  const state = problems.length > 0 ? "mistakes" : "";
  const text = [file, name, description, provisioner, state].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
