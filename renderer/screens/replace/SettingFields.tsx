import { assertNever } from "../../../shared/assert-never.ts";
import type { Strategy } from "../../../shared/model/intent.ts";
import type { AlarmFact } from "../../../shared/model/facts/watch-facts.ts";
import { GatesEditor } from "./gates/GatesEditor.tsx";
import { BatchFields } from "./settings/BatchFields.tsx";
import { ChoiceField, type FieldsProps } from "./settings/fields.tsx";
import { ParallelFields } from "./settings/ParallelFields.tsx";
import { RefreshFields } from "./settings/RefreshFields.tsx";
import { failureChoices } from "./settings/words.ts";

interface SettingFieldsProps extends FieldsProps {
  readonly strategy: Strategy;
  /** Null: not known. */
  readonly alarms: readonly AlarmFact[] | null;
  readonly onGateDraft: (isOpen: boolean) => void;
}

/** The settings of the strategy that is chosen, and those of all. */
export function SettingFields({ strategy, alarms, onGateDraft, ...props }: SettingFieldsProps) {
  const { settings, onChange } = props;
  return (
    <>
      <StrategyFields strategy={strategy} alarms={alarms} {...props} />
      <GatesEditor
        gates={settings.gates}
        alarms={alarms}
        onChange={(gates) => onChange({ ...settings, gates })}
        onDraft={onGateDraft}
      />
      <ChoiceField
        label="If a rise, a soak or a gate fails"
        value={settings.onFailure}
        choices={failureChoices}
        onChoose={(onFailure) => onChange({ ...settings, onFailure })}
      />
    </>
  );
}

function StrategyFields({ strategy, alarms, ...props }: Omit<SettingFieldsProps, "onGateDraft">) {
  switch (strategy) {
    case "parallel":
      return <ParallelFields {...props} />;
    case "grow-shrink":
    case "root-volume":
      return <BatchFields strategy={strategy} {...props} />;
    case "refresh":
      return <RefreshFields alarms={alarms ?? []} {...props} />;
    default:
      return assertNever(strategy, "strategy");
  }
}
