import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import type { RecipeVariable } from "../../../../shared/model/recipe.ts";

interface Props {
  readonly variables: readonly RecipeVariable[];
  readonly set: Readonly<Record<string, string>>;
  readonly onChange: (set: Readonly<Record<string, string>>) => void;
}

/** The recipe's variables; what is typed here counts for this bake alone. */
export function VariableFields({ variables, set, onChange }: Props) {
  const change = (name: string, value: string, own: string | null) => {
    const { [name]: _, ...others } = set;
    onChange(
      value === own || (own === null && value === "") ? others : { ...others, [name]: value },
    );
  };
  return (
    <fieldset className="bake-variables">
      <legend>Variables, for this bake alone</legend>
      {variables.map(({ name, text, parameter }) => (
        <FormField key={name} label={name} description={noteOf(text, parameter, set[name])}>
          <Input
            value={set[name] ?? text ?? ""}
            placeholder={parameter === null ? "" : `read from ${parameter}`}
            onChange={({ detail }) => change(name, detail.value, text)}
          />
        </FormField>
      ))}
    </fieldset>
  );
}

function noteOf(text: string | null, parameter: string | null, own: string | undefined): string {
  if (own === undefined)
    return parameter === null ? "" : `Read from ${parameter} when the plan is made.`;
  return `The recipe says ${text ?? `: read ${parameter ?? ""}`}.`;
}
