import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import type { ColleagueDeed, PracticeView } from "../../../shared/model/practice/practice.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useAction, useRequest } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { timeWords } from "../../ui/clock-time.ts";
import { Panel } from "../../ui/Panel.tsx";

/** Others work in the same account: let one interfere, openly or in secret, and see what was done. */
export function ColleaguePanel({ region }: { readonly region: PracticeView }) {
  return (
    <Panel title="Others in the account" note="colleagues, Terraform, scaling policies">
      <Interference region={region} />
      <Secrets region={region} />
      {region.deeds.length === 0 ? (
        <p className="muted">Nobody has interfered so far.</p>
      ) : (
        <ul className="deed-list">
          {region.deeds.map((deed) => (
            <Deed key={deed.id} deed={deed} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const anyFleet = { value: "", label: "Any fleet" };

function Interference({ region }: { readonly region: PracticeView }) {
  const choices = useRequest("practice:choices", { connectionId: region.id });
  const interfere = useAction("practice:interfere");
  const [fleet, setFleet] = useState("");
  const [secret, setSecret] = useState(false);
  const options = [
    anyFleet,
    ...(choices.data?.fleets ?? []).map((name) => ({ value: name, label: name })),
  ];
  const act = () =>
    interfere.mutate({
      connectionId: region.id,
      fleet: fleet === "" ? null : fleet,
      hidden: secret,
    });
  return (
    <div className="fault-form">
      <FormField label="Whose fleet?">
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === fleet) ?? anyFleet}
          filteringType="auto"
          onChange={({ detail }) => setFleet(detail.selectedOption.value ?? "")}
        />
      </FormField>
      <Checkbox checked={secret} onChange={({ detail }) => setSecret(detail.checked)}>
        Don&apos;t tell me what was done
      </Checkbox>
      <Button loading={interfere.isPending} onClick={act}>
        Let a colleague interfere
      </Button>
      {interfere.error && <Problem error={interfere.error} />}
    </div>
  );
}

function Secrets({ region }: { readonly region: PracticeView }) {
  const reveal = useAction("practice:reveal");
  if (region.hiddenDeeds === 0) return null;
  return (
    <p className="practice-row">
      <span>{countWords(region.hiddenDeeds, "thing was", "things were")} done in secret.</span>
      <Button loading={reveal.isPending} onClick={() => reveal.mutate({ connectionId: region.id })}>
        Tell me
      </Button>
      {reveal.error && <span className="tone-bad">{reveal.error.message}</span>}
    </p>
  );
}

function Deed({ deed }: { readonly deed: ColleagueDeed }) {
  return (
    <li>
      <span className="mono muted">{timeWords(deed.atMs)}</span>
      <div>
        <strong>{deed.who}</strong> {deed.refusal === null ? deed.words : `tried: ${deed.words}`}
        {deed.refusal !== null && <div className="tone-warn">AWS refused: {deed.refusal}</div>}
      </div>
    </li>
  );
}
