import FormField from "@cloudscape-design/components/form-field";
import Multiselect from "@cloudscape-design/components/multiselect";
import type { AlarmFact } from "../../../../shared/model/facts/watch-facts.ts";
import { CheckField, ChoiceField, TextField, type FieldsProps } from "./fields.tsx";
import { refreshWords } from "./refresh-words.ts";
import { protectedChoices, standbyChoices } from "./words.ts";

interface RefreshFieldsProps extends FieldsProps {
  readonly alarms: readonly AlarmFact[];
}

/** All of AWS's preferences, and what they come to in servers of this fleet. */
export function RefreshFields({ alarms, ...props }: RefreshFieldsProps) {
  const { settings, desired, onChange } = props;
  return (
    <>
      <TextField
        {...props}
        name="minHealthy"
        label="Healthy at the least, percent"
        description="Of the fleet's size. 100: new servers come before old ones go."
      />
      <TextField
        {...props}
        name="maxHealthy"
        label="Running at the most, percent"
        description="100 to 200: how far the group may grow meanwhile."
        constraint={refreshWords(settings, desired)}
      />
      <TextField
        {...props}
        name="warmupSeconds"
        label="Warm-up, seconds"
        description="How long AWS lets a new server warm up before it counts. Empty: the group's own."
      />
      <TextField
        {...props}
        name="checkpoints"
        label="Checkpoints, percent"
        description="Where AWS waits, e.g. 10, 50; 100 comes last by itself. Empty: none."
      />
      {settings.checkpoints.trim() === "" ? null : (
        <TextField
          {...props}
          name="checkpointMinutes"
          label="Wait at each checkpoint, minutes"
          description="Time to look before AWS goes on by itself."
        />
      )}
      <TextField
        {...props}
        name="bakeMinutes"
        label="Bake time, minutes"
        description="How long AWS watches its alarms when all servers are new. 0: none."
      />
      <AlarmsOfRefresh {...props} alarms={alarms} />
      <CheckField
        {...props}
        name="autoRollback"
        label="AWS rolls back by itself"
        description="When the refresh fails or an alarm goes off; also while this computer is off."
      />
      <CheckField
        {...props}
        name="skipMatching"
        label="Skip servers that match"
        description="Those that have the plan's template version already keep running."
      />
      <ChoiceField
        label="Servers protected from scale-in"
        value={settings.scaleInProtected}
        choices={protectedChoices}
        onChoose={(scaleInProtected) => onChange({ ...settings, scaleInProtected })}
      />
      <ChoiceField
        label="Servers in standby"
        value={settings.standby}
        choices={standbyChoices}
        onChoose={(standby) => onChange({ ...settings, standby })}
      />
      <TextField
        {...props}
        name="soakMinutes"
        label="Soak, minutes"
        description="How long Bennu watches the whole fleet after AWS has ended."
      />
    </>
  );
}

function AlarmsOfRefresh({ settings, alarms, onChange }: RefreshFieldsProps) {
  const names = [...new Set([...alarms.map(({ name }) => name), ...settings.refreshAlarms])];
  const options = names.map((name) => ({ value: name, label: name }));
  return (
    <FormField
      label="AWS's alarms"
      description="AWS stops the refresh when one of these goes off. At most 10."
    >
      <Multiselect
        selectedOptions={options.filter(({ value }) => settings.refreshAlarms.includes(value))}
        options={options}
        placeholder="None"
        empty="No alarm on this fleet is known"
        deselectAriaLabel={({ label }) => `Without ${label ?? ""}`}
        onChange={({ detail }) =>
          onChange({
            ...settings,
            refreshAlarms: detail.selectedOptions.flatMap(({ value }) => value ?? []).slice(0, 10),
          })
        }
      />
    </FormField>
  );
}
