import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { canaryServers, type ReplaceSettings, type SettingProblems } from "./replace-settings.ts";

interface SettingFieldsProps {
  readonly settings: ReplaceSettings;
  readonly problems: SettingProblems;
  readonly desired: number;
  readonly onChange: (settings: ReplaceSettings) => void;
}

const units = [
  { value: "servers", label: "servers" },
  { value: "percent", label: "percent" },
];

export function SettingFields({ settings, problems, desired, onChange }: SettingFieldsProps) {
  const servers = canaryServers(settings, desired);
  const isPercent = settings.canaryUnit === "percent";
  return (
    <>
      <FormField
        label="Canary"
        description="Servers of the new generation that take traffic first. 0: none."
        constraintText={
          isPercent && servers !== null ? `${String(servers)} of ${String(desired)} servers` : ""
        }
        errorText={problems.canary ?? ""}
      >
        <div className="replace-canary">
          <Input
            value={settings.canary}
            inputMode="numeric"
            ariaLabel="Canary size"
            onChange={({ detail }) => onChange({ ...settings, canary: detail.value })}
          />
          <Select
            selectedOption={units.find(({ value }) => value === settings.canaryUnit) ?? null}
            options={units}
            ariaLabel="Canary in servers or percent"
            onChange={({ detail }) =>
              onChange({
                ...settings,
                canaryUnit: detail.selectedOption.value === "percent" ? "percent" : "servers",
              })
            }
          />
        </div>
      </FormField>
      {minuteFields.map(({ name, label, description }) => (
        <FormField
          key={name}
          label={label}
          description={description}
          errorText={problems[name] ?? ""}
        >
          <Input
            value={settings[name]}
            inputMode="decimal"
            onChange={({ detail }) => onChange({ ...settings, [name]: detail.value })}
          />
        </FormField>
      ))}
    </>
  );
}

const minuteFields = [
  {
    name: "canarySoakMinutes",
    label: "Canary soak, minutes",
    description: "How long the canary must stay healthy.",
  },
  {
    name: "soakMinutes",
    label: "Soak, minutes",
    description: "How long the whole new generation is watched.",
  },
  {
    name: "warmMinutes",
    label: "Keep warm, minutes",
    description: "How long the old servers stay, for a return at once.",
  },
] as const;
