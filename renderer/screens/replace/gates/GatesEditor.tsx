import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import type { Gate } from "../../../../shared/model/intent.ts";
import type { AlarmFact } from "../../../../shared/model/facts/watch-facts.ts";
import { GateFields } from "./GateFields.tsx";
import { emptyDraft, gateOf, gateWords, noGates } from "./gate-words.ts";
import "./gates.css";

interface GatesEditorProps {
  readonly gates: readonly Gate[];
  /** Null: not known. */
  readonly alarms: readonly AlarmFact[] | null;
  readonly onChange: (gates: readonly Gate[]) => void;
  /** A gate that is being written is no gate yet: no plan is made without it. */
  readonly onDraft: (isOpen: boolean) => void;
}

const kinds: readonly { readonly value: Gate["kind"]; readonly label: string }[] = [
  { value: "status-checks", label: "EC2's status checks" },
  { value: "alarms", label: "CloudWatch alarms" },
  { value: "http", label: "An address that must answer" },
  { value: "approval", label: "A person's word" },
];

/** What must be true before the replacement goes on, beside health and soak times. */
export function GatesEditor({ gates, alarms, onChange, onDraft }: GatesEditorProps) {
  const [draft, setDraft] = useState(emptyDraft);
  const [problem, setProblem] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const setOpen = (next: boolean) => {
    setIsOpen(next);
    onDraft(next);
  };
  const add = () => {
    const gate = gateOf(draft);
    if (typeof gate === "string") return setProblem(gate);
    onChange([...gates, gate]);
    setDraft(emptyDraft);
    setProblem("");
    setOpen(false);
  };
  return (
    <div className="gates" role="group" aria-label="Gates">
      <strong>Gates</strong>
      <GateList gates={gates} onChange={onChange} />
      {isOpen ? (
        <div className="gates-new">
          <FormField label="New gate">
            <Select
              selectedOption={kinds.find(({ value }) => value === draft.kind) ?? null}
              options={[...kinds]}
              onChange={({ detail }) => {
                const kind = kinds.find(({ value }) => value === detail.selectedOption.value);
                if (kind !== undefined) setDraft({ ...draft, kind: kind.value });
                setProblem("");
              }}
            />
          </FormField>
          <GateFields draft={draft} alarms={alarms} onChange={setDraft} />
          {problem === "" ? null : (
            <span role="alert" className="tone-bad">
              {problem}
            </span>
          )}
          <div className="gates-buttons">
            <Button onClick={add}>Add</Button>
            <Button variant="link" onClick={() => setOpen(false)}>
              Cancel
            </Button>
          </div>
        </div>
      ) : (
        <Button onClick={() => setOpen(true)}>Add a gate</Button>
      )}
    </div>
  );
}

function GateList({ gates, onChange }: Pick<GatesEditorProps, "gates" | "onChange">) {
  if (gates.length === 0) return <span className="muted gates-note">{noGates}</span>;
  return (
    <ul className="gates-list">
      {gates.map((gate, at) => (
        <li key={`${String(at)}${gateWords(gate)}`}>
          <span>{gateWords(gate)}</span>
          <button
            type="button"
            className="text-button tone-info"
            aria-label={`Take away: ${gateWords(gate)}`}
            onClick={() => onChange(gates.filter((_, other) => other !== at))}
          >
            Take away
          </button>
        </li>
      ))}
    </ul>
  );
}
