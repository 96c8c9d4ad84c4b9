/** What to bake on what, then the plan, then the start. Nothing is called before the start. */
import Button from "@cloudscape-design/components/button";
import { useEffect, useMemo, useState } from "react";
import type { RecipeSummary } from "../../../../shared/model/recipe.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { Problem } from "../../../components/Problem.tsx";
import { links } from "../../../links.ts";
import type { Place } from "../../../place.ts";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { go, goInstead } from "../../../ui/hash-path.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { RecipePanel } from "../recipes/RecipePanel.tsx";
import {
  architecturesOf,
  completeDraft,
  likelyBase,
  newDraft,
  proposedDraft,
  suggestedBases,
  type BakeDraft,
} from "./bake-draft.ts";
import { BakeFields } from "./BakeFields.tsx";
import { BakePlans } from "./BakePlans.tsx";
import { BuilderFields } from "./BuilderFields.tsx";
import "../bakes.css";

export function NewBakeScreen({ place }: { readonly place: Place }) {
  const { rows, status, error } = useTopic("recipes");
  const folder = useTopic("recipeFolder").rows.get("folder") ?? null;
  const connections = useTopic("connections");
  const first = [...connections.rows.values()][0]?.connection.id;
  const named = place.query.get("connection");
  const connectionId = named ?? first;
  const [recipe, base] = [place.query.get("recipe"), place.query.get("base")];
  useEffect(() => {
    if (named !== null || first === undefined) return;
    const chosen = { ...(recipe === null ? {} : { recipe }), ...(base === null ? {} : { base }) };
    goInstead(links.newBake({ connection: first, ...chosen }));
  }, [named, first, recipe, base]);
  const recipes = [...rows.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  const isReading = status === "opening" || folder === null || folder.status === "reading";
  return (
    <>
      <PageHeader
        title="Bake an image"
        note={folder && <a href={links.recipes()}>recipes from {folder.path}</a>}
      />
      {error && <Problem error={error} />}
      {folder?.problem && <Emptiness title="There is no recipe">{folder.problem}</Emptiness>}
      {isReading && <Emptiness title="Reading the recipes…" />}
      {!isReading && folder.problem === null && recipes.length === 0 && (
        <Emptiness title="The recipe folder holds no recipe">
          Put a YAML file there; it is checked as soon as it is saved.
        </Emptiness>
      )}
      {recipes.length > 0 && connectionId !== undefined && (
        <BakeForm
          key={[connectionId, recipe, base].join()}
          recipes={recipes}
          initial={newDraft(connectionId, recipe, base)}
        />
      )}
    </>
  );
}

interface FormProps {
  readonly recipes: readonly RecipeSummary[];
  readonly initial: BakeDraft;
}

function BakeForm({ recipes, initial }: FormProps) {
  const [draft, setDraft] = useState(initial);
  const plan = useAction("plan:bake-matrix");
  const images = useTopic("images").rows;
  const { connectionId } = draft;
  const choices = useRequest("connection:choices", { connectionId });
  const settings = useRequest("bake:settings", { connectionId }).data ?? null;
  const recipe = recipes.find((each) => each.file === draft.recipeFile) ?? null;
  const bases = useMemo(
    () => suggestedBases([...images.values()], connectionId, recipe),
    [images, connectionId, recipe],
  );
  const chosenBase = bases.find(({ id }) => id === draft.baseImageId) ?? likelyBase(bases, recipe);
  const architectures = architecturesOf(recipe, chosenBase);
  const proposed = proposedDraft(draft, architectures, choices.data ?? null, settings);
  const complete = completeDraft(proposed, architectures);
  const change = (part: Partial<BakeDraft>) => {
    plan.reset();
    setDraft((now) => ({ ...now, ...part }));
  };
  const ready = complete !== null && recipe !== null && recipe.problems.length === 0;
  if (plan.data !== undefined)
    return <BakePlans lanes={plan.data.lanes} onBack={() => plan.reset()} />;
  return (
    <div className="bake-form">
      <div className="bake-form-fields">
        <BakeFields
          draft={proposed}
          recipes={recipes}
          recipe={recipe}
          bases={bases}
          change={change}
        />
        <BuilderFields
          draft={proposed}
          architectures={architectures}
          choices={choices}
          settings={settings}
          needsProfile={(recipe?.secrets.length ?? 0) > 0}
          change={change}
        />
        {plan.error && <Problem error={plan.error} />}
        <div className="bake-form-actions">
          <Button
            variant="primary"
            disabled={!ready}
            loading={plan.isPending}
            onClick={() => {
              if (complete !== null) plan.mutate(complete);
            }}
          >
            Show the plan
          </Button>
          <Button variant="link" onClick={() => go(links.bakes())}>
            Cancel
          </Button>
        </div>
      </div>
      <RecipePanel recipe={recipe} gone={recipe === null ? draft.recipeFile : null} />
    </div>
  );
}
