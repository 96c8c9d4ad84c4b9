/** What to bake on what, then the plan, then the start. Nothing is called before the start. */
import Button from "@cloudscape-design/components/button";
import { useEffect, useMemo, useState } from "react";
import type { RecipeSummary } from "../../../shared/model/recipe.ts";
import { useAction, useRequest } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { Problem } from "../../components/Problem.tsx";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { go, goInstead } from "../../ui/hash-path.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { BakeFields } from "./BakeFields.tsx";
import { BakePlan } from "./BakePlan.tsx";
import { completeDraft, proposedDraft, suggestedBases, type BakeDraft } from "./bake-draft.ts";
import { RecipePanel } from "./RecipePanel.tsx";
import "./bakes.css";

export function NewBakeScreen({ place }: { readonly place: Place }) {
  const recipes = useRequest("recipe:list", {});
  const connections = useTopic("connections");
  const first = [...connections.rows.values()][0]?.connection.id;
  const named = place.query.get("connection");
  const connectionId = named ?? first;
  useEffect(() => {
    if (named === null && first !== undefined) goInstead(links.newBake({ connection: first }));
  }, [named, first]);
  return (
    <>
      <PageHeader
        title="Bake an image"
        note={recipes.data && `recipes from ${recipes.data.folder}`}
      />
      {recipes.error && <Problem error={recipes.error} onRetry={() => void recipes.refetch()} />}
      {recipes.isPending && <Emptiness title="Reading the recipes…" />}
      {recipes.data?.recipes.length === 0 && (
        <Emptiness title="The recipe folder holds no recipe">
          Put a YAML file there; it is checked as soon as it is read.
        </Emptiness>
      )}
      {recipes.data !== undefined &&
        recipes.data.recipes.length > 0 &&
        connectionId !== undefined && (
          <BakeForm
            recipes={recipes.data.recipes}
            initial={{
              connectionId,
              recipeFile: place.query.get("recipe"),
              baseImageId: place.query.get("base"),
              instanceType: null,
              subnetId: null,
            }}
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
  const plan = useAction("plan:bake");
  const images = useTopic("images").rows;
  const choices = useRequest("connection:choices", { connectionId: draft.connectionId });
  const recipe = recipes.find((each) => each.file === draft.recipeFile) ?? null;
  const bases = useMemo(
    () => suggestedBases([...images.values()], draft.connectionId, recipe),
    [images, draft.connectionId, recipe],
  );
  const proposed = proposedDraft(draft, bases, choices.data ?? null);
  const complete = completeDraft(proposed);
  const change = (part: Partial<BakeDraft>) => {
    plan.reset();
    setDraft((now) => ({ ...now, ...part }));
  };
  const ready = complete !== null && recipe !== null && recipe.problems.length === 0;
  if (plan.data !== undefined) return <BakePlan planned={plan.data} onBack={() => plan.reset()} />;
  return (
    <div className="bake-form">
      <div>
        <BakeFields
          draft={proposed}
          recipes={recipes}
          bases={bases}
          choices={choices}
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
      <RecipePanel recipe={recipe} />
    </div>
  );
}
