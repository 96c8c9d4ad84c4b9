import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import type { BakeChoices } from "../../../shared/contract/requests.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import type { RecipeSummary } from "../../../shared/model/recipe.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useTopic } from "../../client/topic-store.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";
import { Panel } from "../../ui/Panel.tsx";
import { fittingTypes, type BakeDraft } from "./bake-draft.ts";

interface Props {
  readonly draft: BakeDraft;
  readonly recipes: readonly RecipeSummary[];
  readonly bases: readonly ImageView[];
  readonly choices: {
    readonly data: BakeChoices | undefined;
    readonly isPending: boolean;
    readonly error: { readonly message: string } | null;
  };
  readonly change: (part: Partial<BakeDraft>) => void;
}

export function BakeFields(props: Props) {
  const { draft, recipes, bases, change } = props;
  return (
    <Panel title="What to bake on what">
      <div className="bake-fields">
        <ConnectionChoice draft={draft} change={change} />
        <Choice
          label="Recipe"
          placeholder="Choose a recipe"
          value={draft.recipeFile}
          options={recipes.map(recipeOption)}
          onChange={(recipeFile) => change({ recipeFile })}
        />
        <Choice
          label="Base image"
          placeholder="Choose an image"
          value={draft.baseImageId}
          options={bases.map(baseOption)}
          onChange={(baseImageId) => change({ baseImageId, instanceType: null })}
        />
        <BuilderFields {...props} />
      </div>
    </Panel>
  );
}

function ConnectionChoice({ draft, change }: Pick<Props, "draft" | "change">) {
  const states = [...useTopic("connections").rows.values()];
  if (states.length < 2) return null;
  return (
    <Choice
      label="Connection"
      placeholder="Choose a connection"
      value={draft.connectionId}
      options={states.map(({ connection }) => ({
        value: connection.id,
        label: connection.name,
        description: connection.region,
      }))}
      onChange={(connectionId) =>
        change({ connectionId, baseImageId: null, instanceType: null, subnetId: null })
      }
    />
  );
}

function BuilderFields({ draft, bases, choices, change }: Props) {
  const base = bases.find((image) => image.id === draft.baseImageId);
  const types = fittingTypes(choices.data ?? null, base);
  const subnets = choices.data?.subnets ?? [];
  return (
    <>
      <Choice
        label="Builder's instance type"
        placeholder={choices.isPending ? "Asking the cloud…" : "Choose a type"}
        value={draft.instanceType}
        options={types.map((type) => ({ value: type, label: type }))}
        onChange={(instanceType) => change({ instanceType })}
        error={choices.error?.message ?? null}
      />
      <Choice
        label="Builder's subnet"
        placeholder={choices.isPending ? "Asking the cloud…" : "Choose a subnet"}
        value={draft.subnetId}
        options={subnets.map((subnet) => ({
          value: subnet.id,
          label: `${subnet.zone} · ${subnet.name ?? subnet.id}`,
          description: subnet.id,
        }))}
        onChange={(subnetId) => change({ subnetId })}
      />
    </>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly labelTag?: string;
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

function baseOption(image: ImageView): Option {
  return {
    value: image.id,
    label: image.name,
    description: `${image.id} · ${dateTimeWords(image.createdAtMs)}`,
    labelTag: image.kind,
  };
}

interface ChoiceProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | null;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
}

function Choice({ label, placeholder, value, options, onChange, error = null }: ChoiceProps) {
  return (
    <FormField label={label} errorText={error}>
      <Select
        options={options}
        placeholder={placeholder}
        filteringType={options.length > 12 ? "auto" : "none"}
        empty="Nothing to choose from."
        selectedOption={options.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => {
          if (detail.selectedOption.value !== undefined) onChange(detail.selectedOption.value);
        }}
      />
    </FormField>
  );
}
