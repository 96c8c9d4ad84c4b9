import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import type { FreezeWindow } from "../../../../shared/model/guard-rails.ts";
import { emptyFreeze, freezeOf, freezeWords, weekdays, type FreezeDraft } from "./freeze-draft.ts";
import { Rows } from "./Rows.tsx";

interface FreezeListProps {
  readonly freezes: readonly FreezeWindow[];
  readonly onChange: (freezes: readonly FreezeWindow[]) => void;
}

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const kinds = [
  { value: "weekly", label: "every week" },
  { value: "once", label: "once" },
];
const days = weekdays.map((label, day) => ({ value: String(day), label }));

export function FreezeList({ freezes, onChange }: FreezeListProps) {
  const [draft, setDraft] = useState<FreezeDraft | null>(null);
  const [problem, setProblem] = useState("");
  const add = () => {
    const freeze = draft === null ? "" : freezeOf(draft);
    if (typeof freeze === "string") return setProblem(freeze);
    onChange([...freezes, freeze]);
    setDraft(null);
    setProblem("");
  };
  return (
    <div className="guard-rails-part" role="group" aria-label="Freeze windows">
      <strong>Freeze windows</strong>
      <Rows
        texts={freezes.map(freezeWords)}
        none="None: replacements may start at any time."
        onTakeAway={(at) => onChange(freezes.filter((_, other) => other !== at))}
      />
      {draft === null ? (
        <Button onClick={() => setDraft(emptyFreeze(ownZone()))}>Add a freeze window</Button>
      ) : (
        <>
          <FreezeFields draft={draft} onChange={setDraft} />
          {problem === "" ? null : (
            <span role="alert" className="tone-bad">
              {problem}
            </span>
          )}
          <div className="guard-rails-buttons">
            <Button onClick={add}>Add it</Button>
            <Button variant="link" onClick={() => setDraft(null)}>
              Leave it
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

interface FreezeFieldsProps {
  readonly draft: FreezeDraft;
  readonly onChange: (draft: FreezeDraft) => void;
}

function FreezeFields({ draft, onChange }: FreezeFieldsProps) {
  const text = (name: keyof FreezeDraft, label: string, placeholder = "") => (
    <FormField label={label}>
      <Input
        value={draft[name]}
        placeholder={placeholder}
        onChange={({ detail }) => onChange({ ...draft, [name]: detail.value })}
      />
    </FormField>
  );
  const day = (name: "fromDay" | "toDay", label: string) => (
    <FormField label={label}>
      <Select
        selectedOption={days.find(({ value }) => value === draft[name]) ?? null}
        options={days}
        onChange={({ detail }) =>
          onChange({ ...draft, [name]: detail.selectedOption.value ?? draft[name] })
        }
      />
    </FormField>
  );
  return (
    <div className="guard-rails-fields">
      {text("name", "Name", "weekend")}
      <FormField label="How often">
        <Select
          selectedOption={kinds.find(({ value }) => value === draft.kind) ?? null}
          options={kinds}
          onChange={({ detail }) =>
            onChange({ ...draft, kind: detail.selectedOption.value === "once" ? "once" : "weekly" })
          }
        />
      </FormField>
      {draft.kind === "weekly" ? (
        <>
          {text("timeZone", "Time zone", "Europe/Berlin")}
          {day("fromDay", "From day")}
          {text("fromTime", "From time", "16:00")}
          {day("toDay", "To day")}
          {text("toTime", "To time", "08:00")}
        </>
      ) : (
        <>
          {text("from", "From, UTC", "2026-12-20 00:00")}
          {text("to", "To, UTC", "2027-01-04 00:00")}
        </>
      )}
    </div>
  );
}
