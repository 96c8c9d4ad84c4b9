import { canaryServers } from "../replace-settings.ts";
import { CheckField, ChoiceField, SizeField, TextField, type FieldsProps } from "./fields.tsx";
import { waveServers } from "./problems.ts";
import { trafficChoices } from "./words.ts";

export function ParallelFields(props: FieldsProps) {
  const { settings, desired, onChange } = props;
  const canary = canaryServers(settings, desired);
  const waves = waveServers(settings, desired) ?? [];
  const isPercent = settings.canaryUnit === "percent";
  return (
    <>
      <SizeField
        {...props}
        name="canary"
        unit="canaryUnit"
        label="Canary"
        description="Servers of the new generation that come first. 0: none."
        constraint={
          isPercent && canary !== null ? `${String(canary)} of ${String(desired)} servers` : ""
        }
      />
      <TextField
        {...props}
        name="canarySoakMinutes"
        label="Canary soak, minutes"
        description="How long the canary must stay healthy."
      />
      <SizeField
        {...props}
        name="waves"
        unit="wavesUnit"
        label="Waves"
        description="Sizes between the canary and the whole, e.g. 25, 50. Empty: the rest at once."
        constraint={
          waves.length === 0 ? "" : `${[...waves, desired].map(String).join(" → ")} servers`
        }
      />
      {waves.length === 0 ? null : (
        <TextField
          {...props}
          name="waveSoakMinutes"
          label="Wave soak, minutes"
          description="How long each wave is watched before the next."
        />
      )}
      <ChoiceField
        label="Traffic"
        value={settings.traffic}
        choices={trafficChoices}
        onChoose={(traffic) => onChange({ ...settings, traffic })}
      />
      <TextField
        {...props}
        name="soakMinutes"
        label="Soak, minutes"
        description="How long the whole new generation is watched."
      />
      <TextField
        {...props}
        name="warmMinutes"
        label="Keep warm, minutes"
        description="How long the old servers stay, without traffic and with their processes held, for a return in seconds. They cost as before."
      />
      <CheckField
        {...props}
        name="retireAfterWarm"
        label="Retire the old generation after that"
        description="Otherwise it stays until somebody retires it."
      />
    </>
  );
}
