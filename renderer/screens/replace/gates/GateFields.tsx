import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import { useState } from "react";
import type { AlarmFact } from "../../../../shared/model/facts/watch-facts.ts";
import type { GateDraft } from "./gate-words.ts";

interface GateFieldsProps {
  readonly draft: GateDraft;
  readonly alarms: readonly AlarmFact[] | null;
  readonly onChange: (draft: GateDraft) => void;
}

export function GateFields(props: GateFieldsProps) {
  switch (props.draft.kind) {
    case "alarms":
      return <AlarmFields {...props} />;
    case "http":
      return <HttpFields {...props} />;
    case "approval":
      return <ApprovalFields {...props} />;
    case "status-checks":
      return (
        <span className="muted gates-note">
          The system's and the instance's check of every new server must be ok.
        </span>
      );
  }
}

function AlarmFields({ draft, alarms, onChange }: GateFieldsProps) {
  const [typed, setTyped] = useState("");
  const known = alarms ?? [];
  const names = [...new Set([...known.map(({ name }) => name), ...draft.names])];
  const options = names.map((name) => ({
    value: name,
    label: name,
    description: known.find((alarm) => alarm.name === name)?.state ?? "written by hand",
  }));
  const choose = (chosen: readonly string[]) => onChange({ ...draft, names: [...new Set(chosen)] });
  const take = () => {
    if (typed.trim() !== "") choose([...draft.names, typed.trim()]);
    setTyped("");
  };
  return (
    <>
      <FormField
        label="Alarms"
        description="None of them may be in ALARM, and each must be known."
        constraintText={alarms === null ? "CloudWatch could not be asked for this fleet's." : ""}
      >
        <Multiselect
          selectedOptions={options.filter(({ value }) => draft.names.includes(value))}
          options={options}
          placeholder="Alarms on this fleet"
          empty="No alarm on this fleet was found"
          deselectAriaLabel={({ label }) => `Without ${label ?? ""}`}
          onChange={({ detail }) =>
            choose(detail.selectedOptions.flatMap(({ value }) => value ?? []))
          }
        />
      </FormField>
      <FormField label="Another alarm, by name" description="Enter adds it.">
        <Input
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === "Enter") take();
          }}
          onBlur={take}
        />
      </FormField>
    </>
  );
}

function HttpFields({ draft, onChange }: GateFieldsProps) {
  return (
    <>
      <FormField
        label="Address"
        description="Asked from this computer, no redirect followed; a wrong answer for 5 minutes fails. In the practice region e.g. https://checkout-web.shop.internal."
      >
        <Input
          value={draft.url}
          placeholder="https://…"
          onChange={({ detail }) => onChange({ ...draft, url: detail.value })}
        />
      </FormField>
      <FormField label="Status that must come back">
        <Input
          value={draft.expectStatus}
          inputMode="numeric"
          onChange={({ detail }) => onChange({ ...draft, expectStatus: detail.value })}
        />
      </FormField>
    </>
  );
}

function ApprovalFields({ draft, onChange }: GateFieldsProps) {
  return (
    <>
      <FormField label="What is asked">
        <Input
          value={draft.question}
          nativeInputAttributes={{ maxLength: 400 }}
          onChange={({ detail }) => onChange({ ...draft, question: detail.value })}
        />
      </FormField>
      <FormField
        label="Time limit, minutes"
        description="Without a word by then it fails, and what serves goes on serving."
      >
        <Input
          value={draft.withinMinutes}
          inputMode="numeric"
          onChange={({ detail }) => onChange({ ...draft, withinMinutes: detail.value })}
        />
      </FormField>
    </>
  );
}
