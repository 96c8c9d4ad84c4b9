import type { BakeChoices } from "../../../../shared/contract/requests.ts";
import type { Architecture } from "../../../../shared/recipe/recipe.ts";
import { fittingTypes } from "../new/bake-draft.ts";
import { Choice } from "./Choice.tsx";

/** What the cloud offers, as far as it has answered. */
export interface AskedChoices {
  readonly data: BakeChoices | undefined;
  readonly isPending: boolean;
  readonly error: { readonly message: string } | null;
}

interface TypeChoiceProps {
  readonly label: string;
  readonly architecture: Architecture;
  readonly choices: AskedChoices;
  readonly value: string | null;
  readonly onChange: (instanceType: string) => void;
}

/** On what a builder runs: the types of its architecture. */
export function TypeChoice({ label, architecture, choices, value, onChange }: TypeChoiceProps) {
  return (
    <Choice
      label={label}
      placeholder={choices.isPending ? "Asking the cloud…" : "Choose a type"}
      value={value}
      options={fittingTypes(choices.data ?? null, architecture).map((type) => ({
        value: type,
        label: type,
      }))}
      onChange={onChange}
      error={choices.error?.message ?? null}
    />
  );
}
