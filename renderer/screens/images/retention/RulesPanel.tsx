/** The rules of a connection. Trying them changes nothing; they are kept only when they are saved. */
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RetentionRules } from "../../../../shared/model/retention.ts";
import { useAction } from "../../../client/requests.ts";
import { Problem } from "../../../components/Problem.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { FirstChoice } from "./FirstChoice.tsx";
import {
  NUMBERS,
  problemOf,
  rulesFrom,
  textsOf,
  type NumberField,
  type Texts,
} from "./rule-texts.ts";

interface Props {
  readonly connectionId: string;
  readonly saved: RetentionRules;
  readonly isAsking: boolean;
  readonly onAsk: (rules: RetentionRules) => void;
}

export function RulesPanel({ connectionId, saved, isAsking, onAsk }: Props) {
  const [texts, setTexts] = useState<Texts>(() => textsOf(saved));
  const [others, setOthers] = useState(saved);
  const save = useAction("retention:save");
  const client = useQueryClient();
  const rules = rulesFrom(texts, others);
  const isChanged = rules !== null && JSON.stringify(rules) !== JSON.stringify(saved);
  const keep = () =>
    rules &&
    save.mutate(
      { connectionId, rules },
      { onSuccess: () => void client.invalidateQueries({ queryKey: ["retention:read"] }) },
    );
  return (
    <Panel title="Rules" note={isChanged ? "changed, not saved" : "of this connection"}>
      <div className="retention-rules">
        {NUMBERS.map((field) => (
          <NumberInput
            key={field.name}
            field={field}
            text={texts[field.name]}
            onChange={(text) => setTexts((now) => ({ ...now, [field.name]: text }))}
          />
        ))}
        <FirstChoice
          value={others.first}
          onChange={(first) => setOthers((now) => ({ ...now, first }))}
        />
        <div className="retention-whole">
          <Checkbox
            checked={others.keepShared}
            onChange={({ detail }) => setOthers((now) => ({ ...now, keepShared: detail.checked }))}
          >
            Images that are shared with others stay
          </Checkbox>
          <Checkbox
            checked={others.others === "stay"}
            onChange={({ detail }) =>
              setOthers((now) => ({ ...now, others: detail.checked ? "stay" : "as-bennus" }))
            }
          >
            Images that nothing says Bennu made stay
          </Checkbox>
        </div>
        <p className="muted retention-whole">
          What serves, is warm or promised, is protected, runs anywhere, is named by a launch
          configuration or a parameter, or whose use isn&apos;t known, stays whatever the rules say.
        </p>
        {save.error && <Problem error={save.error} />}
        <div className="retention-buttons retention-whole">
          <Button
            variant="primary"
            loading={isAsking}
            disabled={rules === null}
            onClick={() => rules && onAsk(rules)}
          >
            Try them dry
          </Button>
          <Button loading={save.isPending} disabled={!isChanged} onClick={keep}>
            Save the rules
          </Button>
        </div>
      </div>
    </Panel>
  );
}

interface NumberProps {
  readonly field: NumberField;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function NumberInput({ field, text, onChange }: NumberProps) {
  return (
    <FormField label={field.label} description={field.note} errorText={problemOf(field, text)}>
      <Input value={text} inputMode="numeric" onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}
