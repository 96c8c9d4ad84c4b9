import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import type { RequestPayload } from "../../../shared/contract/requests.ts";
import { useAction, useRequest } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { Panel } from "../../ui/Panel.tsx";

type Draft = RequestPayload<"connection:add">;
const environments: readonly Draft["environment"][] = ["prod", "stage", "dev"];
const colourOf = { prod: "red", stage: "amber", dev: "blue" } as const;

const emptyDraft: Draft = {
  name: "",
  profile: "",
  region: "",
  endpoint: null,
  environment: "prod",
  colour: "red",
  readOnly: true,
};

export function AddConnection({ onDone }: { readonly onDone: () => void }) {
  const [draft, setDraft] = useState(emptyDraft);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const add = useAction("connection:add");
  const ready = draft.name !== "" && draft.profile !== "" && draft.region !== "";
  const submit = () => add.mutate(draft, { onSuccess: onDone });
  return (
    <Panel
      title="Add a connection"
      note="Bennu keeps the profile's name; credentials stay where AWS's own files keep them"
    >
      <form
        className="connection-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) submit();
        }}
      >
        <ProfileField draft={draft} change={change} />
        <PlainFields draft={draft} change={change} />
        {add.error && <Problem error={add.error} />}
        <div className="connection-form-actions">
          <Button variant="primary" formAction="submit" disabled={!ready} loading={add.isPending}>
            Add
          </Button>
          <Button variant="link" formAction="none" onClick={onDone}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function ProfileField({ draft, change }: FieldsProps) {
  const answer = useRequest("connection:profiles", {});
  const profiles = answer.data?.profiles ?? [];
  const options = profiles.map((profile) => ({
    value: profile.name,
    label: profile.name,
    description: [profile.region, profile.endpoint].filter((each) => each !== null).join(" · "),
  }));
  const choose = (name: string) => {
    const profile = profiles.find((each) => each.name === name);
    change({ profile: name, name: draft.name || name, region: profile?.region ?? draft.region });
  };
  return (
    <FormField label="Profile" errorText={answer.data?.problem ?? answer.error?.message}>
      <Select
        options={options}
        selectedOption={options.find((option) => option.value === draft.profile) ?? null}
        placeholder="Choose a profile"
        empty="No profile was found in your AWS files. Make one with `aws configure`."
        statusType={answer.isPending ? "loading" : "finished"}
        loadingText="Reading your AWS files"
        onChange={({ detail }) => choose(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}

function PlainFields({ draft, change }: FieldsProps) {
  const environmentOptions = environments.map((each) => ({ value: each, label: each }));
  return (
    <>
      <FormField label="Region">
        <Input
          value={draft.region}
          placeholder="eu-west-1"
          onChange={({ detail }) => change({ region: detail.value })}
        />
      </FormField>
      <FormField label="Name">
        <Input
          value={draft.name}
          placeholder="shop-prod"
          onChange={({ detail }) => change({ name: detail.value })}
        />
      </FormField>
      <FormField label="Environment" description="prod asks twice">
        <Select
          options={environmentOptions}
          selectedOption={
            environmentOptions.find((option) => option.value === draft.environment) ?? null
          }
          onChange={({ detail }) => {
            const environment = environments.find((each) => each === detail.selectedOption.value);
            if (environment) change({ environment, colour: colourOf[environment] });
          }}
        />
      </FormField>
      <FormField
        label="Endpoint"
        description="only for an AWS-compatible endpoint; empty: what the profile says, else AWS"
      >
        <Input
          value={draft.endpoint ?? ""}
          placeholder="https://…"
          onChange={({ detail }) => change({ endpoint: detail.value === "" ? null : detail.value })}
        />
      </FormField>
      <Checkbox
        checked={draft.readOnly}
        onChange={({ detail }) => change({ readOnly: detail.checked })}
      >
        Read only: nothing on this connection can be changed
      </Checkbox>
    </>
  );
}
