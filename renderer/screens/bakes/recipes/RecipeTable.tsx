import { Fragment } from "react";
import type { RecipeGit, RecipeSummary } from "../../../../shared/model/recipe.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { links } from "../../../links.ts";
import { Pill } from "../../../ui/Pill.tsx";
import { lastImages } from "./last-image.ts";
import { LastBaked } from "./LastBaked.tsx";

export interface RecipeTableProps {
  readonly recipes: readonly RecipeSummary[];
  readonly chosen: string | null;
}

export function RecipeTable({ recipes, chosen }: RecipeTableProps) {
  const all = [...useTopic("recipes").rows.values()];
  const last = lastImages(all, useTopic("images").rows.values());
  return (
    <table className="bake-table recipe-list">
      <thead>
        <tr>
          <th scope="col">Recipe</th>
          <th scope="col">Tests, commit</th>
          <th scope="col">Last image</th>
        </tr>
      </thead>
      <tbody>
        {recipes.map((recipe) => (
          <tr key={recipe.file} aria-current={recipe.file === chosen ? "true" : undefined}>
            <th scope="row">
              <a href={links.recipes({ file: recipe.file })}>{breakable(recipe.file)}</a>
              <div className="muted recipe-what">
                {recipe.version === ""
                  ? "can't be read as a recipe"
                  : `${recipe.name} ${recipe.version} · ${recipe.provisioner}`}
              </div>
            </th>
            <td>
              <RecipeState recipe={recipe} /> <GitPill git={recipe.git} />
            </td>
            <td>
              <LastBaked image={last.get(recipe.file) ?? null} recipe={recipe} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A path that breaks after its folders, and nowhere else. */
function breakable(file: string) {
  const parts = file.split("/");
  return parts.map((part, at) => (
    <Fragment key={`${String(at)} ${part}`}>
      {part}
      {at < parts.length - 1 && (
        <>
          /<wbr />
        </>
      )}
    </Fragment>
  ));
}

function RecipeState({ recipe }: { readonly recipe: RecipeSummary }) {
  const { problems, tests } = recipe;
  if (problems.length > 0) return <Pill tone="bad">{countWords(problems.length, "mistake")}</Pill>;
  return <Pill tone="good">{countWords(tests, "test")}</Pill>;
}

export function GitPill({ git }: { readonly git: RecipeGit }) {
  if (git.commit === null || git.isDirty === null)
    return <Pill title={git.words}>commit not known</Pill>;
  const short = git.commit.slice(0, 8);
  return git.isDirty ? (
    <Pill tone="warn" title={git.words}>
      {short} + changes
    </Pill>
  ) : (
    <Pill tone="plain" title={`As in commit ${git.commit}`}>
      {short}
    </Pill>
  );
}
