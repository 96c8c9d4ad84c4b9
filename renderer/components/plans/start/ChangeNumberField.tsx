import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { askedWords } from "./asked-words.ts";

interface ChangeNumberFieldProps {
  readonly isAsked: boolean;
  readonly value: string;
  readonly onChange: (changeNumber: string) => void;
}

/** As long as the contract takes it. */
const mostCharacters = 80;

export function ChangeNumberField({ isAsked, value, onChange }: ChangeNumberFieldProps) {
  return (
    <FormField label="Change number" description={askedWords(isAsked)}>
      <Input
        value={value}
        nativeInputAttributes={{ maxLength: mostCharacters }}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
