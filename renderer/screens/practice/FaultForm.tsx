import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import type { ReadyFault, ReadyFaultId } from "../../../shared/model/practice/practice-fault.ts";
import type { FaultChoices, PracticeView } from "../../../shared/model/practice/practice.ts";
import { useAction, useRequest } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { anyTarget, forHowLong, targetOptions, untilMended } from "./fault-options.ts";

/** Sets one of the ready-made faults; rules of one's own come with a scenario file. */
export function FaultForm({ region }: { readonly region: PracticeView }) {
  const choices = useRequest("practice:choices", { connectionId: region.id });
  const spoil = useAction("practice:spoil");
  const [faultId, setFaultId] = useState<ReadyFaultId | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const [lasts, setLasts] = useState<number | null | undefined>(undefined);
  const fault = choices.data?.ready.find(({ id }) => id === faultId) ?? null;
  const choose = (id: ReadyFaultId | null) => {
    setFaultId(id);
    setTarget(null);
    setLasts(undefined);
  };
  const set = () => {
    if (fault === null) return;
    const order = {
      ready: fault.id,
      target,
      after: 0,
      ...(lasts === undefined ? {} : { for: lasts }),
    };
    spoil.mutate({ connectionId: region.id, fault: order }, { onSuccess: () => choose(null) });
  };
  const isReady = fault !== null && (target !== null || !fault.needsTarget);
  return (
    <div className="fault-form">
      <FaultField choices={choices.data ?? null} fault={fault} onChange={choose} />
      {choices.error && <Problem error={choices.error} onRetry={() => void choices.refetch()} />}
      {fault !== null && (
        <>
          <TargetField
            fault={fault}
            choices={choices.data ?? null}
            target={target}
            onChange={setTarget}
          />
          <LastsField fault={fault} lasts={lasts} onChange={setLasts} />
        </>
      )}
      <Button disabled={!isReady} loading={spoil.isPending} onClick={set}>
        Let it go wrong
      </Button>
      {spoil.error && <Problem error={spoil.error} />}
    </div>
  );
}

interface FaultFieldProps {
  readonly choices: FaultChoices | null;
  readonly fault: ReadyFault | null;
  readonly onChange: (id: ReadyFaultId | null) => void;
}

function FaultField({ choices, fault, onChange }: FaultFieldProps) {
  const ready = choices?.ready ?? [];
  const options = ready.map(({ id, title, words }) => ({
    value: id,
    label: title,
    description: words,
  }));
  return (
    <FormField label="What shall go wrong?" description={fault?.words}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === fault?.id) ?? null}
        filteringType="auto"
        placeholder="Choose a misfortune"
        statusType={choices === null ? "loading" : "finished"}
        loadingText="Asking the region"
        onChange={({ detail }) =>
          onChange(ready.find(({ id }) => id === detail.selectedOption.value)?.id ?? null)
        }
      />
    </FormField>
  );
}

interface TargetFieldProps {
  readonly fault: ReadyFault;
  readonly choices: FaultChoices | null;
  readonly target: string | null;
  readonly onChange: (target: string | null) => void;
}

function TargetField({ fault, choices, target, onChange }: TargetFieldProps) {
  if (fault.target === "none" || choices === null) return null;
  const options = targetOptions(fault, choices);
  return (
    <FormField label="Where?">
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === (target ?? anyTarget)) ?? null}
        filteringType="auto"
        placeholder="Choose"
        empty="There is none in this region"
        onChange={({ detail }) => {
          const value = detail.selectedOption.value ?? anyTarget;
          onChange(value === anyTarget ? null : value);
        }}
      />
    </FormField>
  );
}

interface LastsFieldProps {
  readonly fault: ReadyFault;
  /** Undefined: as the fault says. */
  readonly lasts: number | null | undefined;
  readonly onChange: (lasts: number | null) => void;
}

function LastsField({ fault, lasts, onChange }: LastsFieldProps) {
  const options = forHowLong(fault);
  const chosen = String((lasts === undefined ? fault.forMs : lasts) ?? untilMended);
  return (
    <FormField label="For how long?" description="in the region's time">
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === chosen) ?? null}
        onChange={({ detail }) => {
          const { value } = detail.selectedOption;
          onChange(value === untilMended ? null : Number(value));
        }}
      />
    </FormField>
  );
}
