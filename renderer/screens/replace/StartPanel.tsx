import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { useAction } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { needsTypedName } from "../../components/connections/environment.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { ReasonInput } from "../../components/operations/ReasonInput.tsx";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";
import { Panel } from "../../ui/Panel.tsx";

interface StartPanelProps {
  readonly fleet: FleetView;
  readonly plan: Plan;
}

/** Why it is done, and the start. What was previewed is what is run. */
export function StartPanel({ fleet, plan }: StartPanelProps) {
  const connection = useTopic("connections").rows.get(fleet.connectionId)?.connection;
  const start = useAction("operation:start");
  const [reason, setReason] = useState("");
  const [changeNumber, setChangeNumber] = useState("");
  const [typed, setTyped] = useState("");
  const isTyped = needsTypedName(connection);
  const run = () =>
    start.mutate(
      {
        planId: plan.id,
        reason,
        changeNumber: changeNumber === "" ? null : changeNumber,
        confirmation: isTyped ? typed : null,
      },
      { onSuccess: ({ operationId }) => go(links.operation(operationId)) },
    );
  return (
    <Panel title="3. Start">
      <div className="replace-start">
        <FormField label="Reason" description="Kept in the journal.">
          <ReasonInput value={reason} onChange={setReason} />
        </FormField>
        <FormField label="Change number" description="Optional.">
          <Input
            value={changeNumber}
            nativeInputAttributes={{ maxLength: 80 }}
            onChange={({ detail }) => setChangeNumber(detail.value)}
          />
        </FormField>
        {isTyped ? (
          <FormField label={`Type ${fleet.name} to confirm`} description="This is production.">
            <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} />
          </FormField>
        ) : null}
        <Button
          variant="primary"
          loading={start.isPending}
          disabled={isTyped && typed !== fleet.name}
          onClick={run}
        >
          Start the replacement
        </Button>
      </div>
      {start.error === null ? null : <ErrorText error={start.error} header="It was not started" />}
    </Panel>
  );
}
