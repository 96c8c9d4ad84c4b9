import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly labelTag?: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | null;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly note?: string;
  readonly error?: string | null;
}

export function Choice(props: ChoiceProps) {
  const { label, placeholder, value, options, onChange, note = "", error = null } = props;
  return (
    <FormField label={label} description={note} errorText={error}>
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
