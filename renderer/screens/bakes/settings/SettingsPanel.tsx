import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { BakeSettings } from "../../../../shared/model/bake.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { Problem } from "../../../components/Problem.tsx";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { Choice } from "../fields/Choice.tsx";

interface Props {
  readonly connectionId: string;
  readonly name: string;
}

export function SettingsPanel({ connectionId, name }: Props) {
  const { data, error, refetch } = useRequest("bake:settings", { connectionId });
  // Held here: the fields begin anew with what was saved, and the word that it was is to outlive them.
  const save = useAction("bake:save-settings");
  return (
    <Panel title={`How bakes run in ${name}`}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null && <Emptiness title="Reading the settings…" />
      ) : (
        <Fields key={JSON.stringify(data)} connectionId={connectionId} saved={data} save={save} />
      )}
    </Panel>
  );
}

interface FieldsProps {
  readonly connectionId: string;
  readonly saved: BakeSettings;
  readonly save: ReturnType<typeof useAction<"bake:save-settings">>;
}

const wordsOf = (text: string) => text.split(/[\s,]+/).filter((word) => word !== "");
const anySubnet = "any";
const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

function Fields({ connectionId, saved, save }: FieldsProps) {
  const [atOnce, setAtOnce] = useState(String(saved.atOnce));
  const [settings, setSettings] = useState(saved);
  const change = (part: Partial<BakeSettings>) => {
    save.reset();
    setSettings((now) => ({ ...now, ...part }));
  };
  const choices = useRequest("connection:choices", { connectionId });
  const client = useQueryClient();
  const places = Number(atOnce);
  const isWrong = !Number.isInteger(places) || places < 1 || places > 50;
  const submit = () =>
    save.mutate(
      {
        connectionId,
        settings: { ...settings, atOnce: places, securityGroupIds: [...settings.securityGroupIds] },
      },
      { onSuccess: () => void client.invalidateQueries({ queryKey: ["bake:settings"] }) },
    );
  const subnets = choices.data?.subnets ?? [];
  return (
    <div className="bake-fields">
      <FormField
        label="Bakes side by side"
        description="More wait for their turn, in the order they were started."
        errorText={isWrong ? "A whole number from 1 to 50." : null}
      >
        <Input
          value={atOnce}
          inputMode="numeric"
          onChange={({ detail }) => {
            save.reset();
            setAtOnce(detail.value);
          }}
        />
      </FormField>
      <FormField
        label="Bucket"
        description="For programs over EC2's 16 KB, and for manifests that colleagues read. Empty: none."
      >
        <Input
          value={settings.bucket ?? ""}
          onChange={({ detail }) => change({ bucket: orNull(detail.value) })}
        />
      </FormField>
      <FormField
        label="Instance profile of builders"
        description="By its name. Needed for secrets and SSM. Empty: none."
      >
        <Input
          value={settings.instanceProfile ?? ""}
          onChange={({ detail }) => change({ instanceProfile: orNull(detail.value) })}
        />
      </FormField>
      <Choice
        label="Subnet"
        placeholder="Asking the cloud…"
        value={settings.subnetId ?? anySubnet}
        options={[
          { value: anySubnet, label: "The one with most free addresses" },
          ...subnets.map((subnet) => ({
            value: subnet.id,
            label: `${subnet.zone} · ${subnet.name ?? subnet.id}`,
            description: subnet.id,
          })),
        ]}
        onChange={(value) => change({ subnetId: value === anySubnet ? null : value })}
        error={choices.error?.message ?? null}
      />
      <FormField
        label="Security groups"
        description="Ids apart by spaces; none need an inbound rule. Empty: the network's default group."
      >
        <Input
          value={settings.securityGroupIds.join(" ")}
          onChange={({ detail }) => change({ securityGroupIds: wordsOf(detail.value) })}
        />
      </FormField>
      <Choice
        label="Progress and results come by"
        placeholder=""
        value={settings.via}
        options={[
          { value: "console", label: "the serial console" },
          { value: "ssm", label: "SSM, where its agent runs" },
        ]}
        onChange={(via) => change({ via: via === "ssm" ? "ssm" : "console" })}
      />
      {save.error && <Problem error={save.error} />}
      <div className="bake-form-actions">
        <Button variant="primary" disabled={isWrong} loading={save.isPending} onClick={submit}>
          Save
        </Button>
        {save.isSuccess && <span role="status">Saved. Bakes that run go on as they began.</span>}
      </div>
    </div>
  );
}
