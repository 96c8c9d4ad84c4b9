import RadioGroup from "@cloudscape-design/components/radio-group";
import FormField from "@cloudscape-design/components/form-field";
import type { RetentionRules } from "../../../../shared/model/retention.ts";

interface Props {
  readonly value: RetentionRules["first"];
  readonly onChange: (first: RetentionRules["first"]) => void;
}

const ITEMS = [
  {
    value: "disable",
    label: "Disable it",
    description: "AWS starts nothing from it; one click gives it back until its grace is over.",
  },
  {
    value: "deprecate",
    label: "Deprecate it",
    description: "It still starts servers; others no longer find it in lists.",
  },
  { value: "nothing", label: "Take it away at once", description: "There is no way back." },
] as const;

export function FirstChoice({ value, onChange }: Props) {
  return (
    <FormField label="What is done first">
      <RadioGroup
        value={value}
        items={ITEMS}
        onChange={({ detail }) =>
          onChange(ITEMS.find((item) => item.value === detail.value)?.value ?? "disable")
        }
      />
    </FormField>
  );
}
