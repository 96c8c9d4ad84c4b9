/** What to bake on what: the connection, the recipe, the base, and the recipe's variables. */
import type { ImageView } from "../../../../shared/model/fleet.ts";
import type { RecipeSummary } from "../../../../shared/model/recipe.ts";
import { baseWords } from "../../../../shared/recipe/recipe.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { agoWords } from "../../../../shared/words/durations.ts";
import { useConnectionNow } from "../../../components/connections/clocks.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { Choice, type Option } from "../fields/Choice.tsx";
import { ConnectionChoice } from "../fields/ConnectionChoice.tsx";
import { likelyBase, type BakeDraft } from "./bake-draft.ts";
import { VariableFields } from "./VariableFields.tsx";

interface Props {
  readonly draft: BakeDraft;
  readonly recipes: readonly RecipeSummary[];
  readonly recipe: RecipeSummary | null;
  readonly bases: readonly ImageView[];
  readonly change: (part: Partial<BakeDraft>) => void;
}

const asTheRecipeSays = "as-the-recipe-says";

export function BakeFields({ draft, recipes, recipe, bases, change }: Props) {
  const nowMs = useConnectionNow(draft.connectionId);
  const likely = likelyBase(bases, recipe);
  const own: Option = {
    value: asTheRecipeSays,
    label: recipe?.base ? `As the recipe says: ${baseWords(recipe.base)}` : "As the recipe says",
  };
  return (
    <Panel title="What to bake on what">
      <div className="bake-fields">
        <ConnectionChoice
          value={draft.connectionId}
          onChange={(connectionId) =>
            change({ connectionId, baseImageId: null, instanceTypes: {}, subnetId: null })
          }
        />
        <Choice
          label="Recipe"
          placeholder="Choose a recipe"
          value={draft.recipeFile}
          options={recipes.map(recipeOption)}
          onChange={(recipeFile) => change({ recipeFile, variables: {} })}
        />
        <Choice
          label="Base image"
          placeholder="Choose an image"
          value={draft.baseImageId ?? asTheRecipeSays}
          options={[own, ...bases.map((image) => baseOption(image, nowMs))]}
          onChange={(value) => change({ baseImageId: value === asTheRecipeSays ? null : value })}
          note={baseNote(bases.find(({ id }) => id === draft.baseImageId) ?? null, likely, nowMs)}
        />
        {recipe !== null && recipe.variables.length > 0 && (
          <VariableFields
            variables={recipe.variables}
            set={draft.variables}
            onChange={(variables) => change({ variables })}
          />
        )}
        {recipe !== null && recipe.secrets.length > 0 && (
          <p className="muted">
            Secrets: {recipe.secrets.join(", ")}. The builder fetches them with its instance
            profile; they are in no image, plan or log.
          </p>
        )}
      </div>
    </Panel>
  );
}

function recipeOption(recipe: RecipeSummary): Option {
  const problems = recipe.problems.length;
  return {
    value: recipe.file,
    label: recipe.file,
    description: recipe.description,
    labelTag: problems > 0 ? countWords(problems, "mistake") : countWords(recipe.tests, "test"),
  };
}

function baseOption(image: ImageView, nowMs: number): Option {
  return {
    value: image.id,
    label: image.name,
    description: `${image.id} · ${agoWords(image.createdAtMs, nowMs)} · ${stateWords(image)}`,
    labelTag: image.revoked ? "revoked" : image.kind,
  };
}

const stateWords = ({ verification, revoked }: ImageView) =>
  revoked ? "revoked" : verification.kind === "untested" ? "never tested" : verification.kind;

/** Of what was chosen, else of what the recipe means just now. */
function baseNote(image: ImageView | null, likely: ImageView | null, nowMs: number): string {
  if (image === null) {
    if (likely === null) return "Looked up when the plan is made.";
    return `Now ${likely.name}, made ${agoWords(likely.createdAtMs, nowMs)}, ${stateWords(likely)}. Looked up again when the plan is made.`;
  }
  if (image.revoked) return "It is revoked: no bake can be planned on it.";
  return image.verification.kind === "failed" ? "It failed its own tests." : "";
}
