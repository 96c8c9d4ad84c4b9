import Input from "@cloudscape-design/components/input";

interface ReasonInputProps {
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (reason: string) => void;
}

/** As long as the contract takes it: what is typed or pasted beyond that never gets in. */
const mostCharacters = 4000;

export function ReasonInput({ value, placeholder = "", onChange }: ReasonInputProps) {
  return (
    <Input
      value={value}
      placeholder={placeholder}
      nativeInputAttributes={{ maxLength: mostCharacters }}
      onChange={({ detail }) => onChange(detail.value)}
    />
  );
}
