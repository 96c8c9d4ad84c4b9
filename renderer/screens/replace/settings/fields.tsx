/** The kinds of fields that settings are written in. */
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import type { ReplaceSettings } from "../replace-settings.ts";
import type { SettingProblems } from "./problems.ts";
import type { Unit } from "./numbers.ts";

export interface FieldsProps {
  readonly settings: ReplaceSettings;
  readonly problems: SettingProblems;
  readonly desired: number;
  readonly onChange: (settings: ReplaceSettings) => void;
}

type NamesOf<Value> = {
  [Name in keyof ReplaceSettings]: ReplaceSettings[Name] extends Value ? Name : never;
}[keyof ReplaceSettings];

interface TextFieldProps extends FieldsProps {
  readonly name: Exclude<NamesOf<string>, "traffic" | "onFailure" | "scaleInProtected" | "standby">;
  readonly label: string;
  readonly description: string;
  readonly constraint?: string;
}

export function TextField(props: TextFieldProps) {
  const { settings, problems, name, label, description, constraint = "", onChange } = props;
  return (
    <FormField
      label={label}
      description={description}
      constraintText={constraint}
      errorText={problems[name] ?? ""}
    >
      <Input
        value={settings[name]}
        inputMode="decimal"
        onChange={({ detail }) => onChange({ ...settings, [name]: detail.value })}
      />
    </FormField>
  );
}

const units = [
  { value: "servers", label: "servers" },
  { value: "percent", label: "percent" },
];

interface SizeFieldProps extends FieldsProps {
  readonly name: "canary" | "batch" | "waves";
  readonly unit: "canaryUnit" | "batchUnit" | "wavesUnit";
  readonly label: string;
  readonly description: string;
  readonly constraint: string;
}

/** A size, in servers or in percent of the fleet. */
export function SizeField(props: SizeFieldProps) {
  const { settings, problems, name, unit, label, description, constraint, onChange } = props;
  const chosen = (value: string | undefined): Unit => (value === "percent" ? "percent" : "servers");
  return (
    <FormField
      label={label}
      description={description}
      constraintText={constraint}
      errorText={problems[name] ?? ""}
    >
      <div className="replace-size">
        <Input
          value={settings[name]}
          inputMode="numeric"
          ariaLabel={`${label} size`}
          onChange={({ detail }) => onChange({ ...settings, [name]: detail.value })}
        />
        <Select
          selectedOption={units.find(({ value }) => value === settings[unit]) ?? null}
          options={units}
          ariaLabel={`${label} in servers or percent`}
          onChange={({ detail }) =>
            onChange({ ...settings, [unit]: chosen(detail.selectedOption.value) })
          }
        />
      </div>
    </FormField>
  );
}

interface CheckFieldProps extends FieldsProps {
  readonly name: NamesOf<boolean>;
  readonly label: string;
  readonly description: string;
}

export function CheckField({ settings, name, label, description, onChange }: CheckFieldProps) {
  return (
    <Checkbox
      checked={settings[name]}
      description={description}
      onChange={({ detail }) => onChange({ ...settings, [name]: detail.checked })}
    >
      {label}
    </Checkbox>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description: string;
}

interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly description?: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few, each with what it means. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, description, value, choices, onChoose } = props;
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <FormField
      label={label}
      {...(description === undefined ? {} : { description })}
      constraintText={chosen?.description ?? ""}
    >
      <Select
        selectedOption={chosen === undefined ? null : { value, label: chosen.label }}
        options={[...choices]}
        onChange={({ detail }) => {
          const next = choices.find((choice) => choice.value === detail.selectedOption.value);
          if (next !== undefined) onChoose(next.value);
        }}
      />
    </FormField>
  );
}
