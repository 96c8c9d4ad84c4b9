import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { GuardRails } from "../../../shared/model/guard-rails.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { askedFor, mayStart, notFrozen } from "../../../shared/rules/guard-rails.ts";
import { useAction, useRequest } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useLinkLost } from "../../client/use-link-lost.ts";
import { useConnectionNow } from "../../components/connections/clocks.ts";
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

/** Why it is done, what the guard rails ask for, and the start. What was previewed is what is run. */
export function StartPanel({ fleet, plan }: StartPanelProps) {
  const connection = useTopic("connections").rows.get(fleet.connectionId)?.connection;
  const rails = useRequest("rails:read", { connectionId: fleet.connectionId });
  const nowMs = useConnectionNow(fleet.connectionId);
  const start = useAction("operation:start");
  const [reason, setReason] = useState("");
  const [changeNumber, setChangeNumber] = useState("");
  const [typed, setTyped] = useState("");
  const lost = useLinkLost();
  const isTyped = needsTypedName(connection);
  const asked = askedOf(plan, rails.data);
  const said = { reason, changeNumber: changeNumber === "" ? null : changeNumber };
  const isReady =
    (!isTyped || typed === fleet.name) &&
    (rails.data === undefined || mayStart(plan.kind, rails.data, said, nowMs).ok);
  const run = () =>
    start.mutate(
      { planId: plan.id, ...said, confirmation: isTyped ? typed : null },
      { onSuccess: ({ operationId }) => go(links.operation(operationId)) },
    );
  return (
    <Panel title="3. Start">
      <Freeze plan={plan} rails={rails.data} nowMs={nowMs} />
      <div className="replace-start">
        <FormField label="Reason" description={`${askedWords(asked.reason)} Kept in the journal.`}>
          <ReasonInput value={reason} onChange={setReason} />
        </FormField>
        <FormField label="Change number" description={askedWords(asked.changeNumber)}>
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
          disabled={!isReady || lost !== null}
          {...(lost === null ? {} : { disabledReason: lost })}
          onClick={run}
        >
          Start the replacement
        </Button>
      </div>
      {start.error === null ? null : <ErrorText error={start.error} header="It was not started" />}
    </Panel>
  );
}

const askedOf = (plan: Plan, rails: GuardRails | undefined) =>
  rails === undefined ? { reason: false, changeNumber: false } : askedFor(plan.kind, rails);

const askedWords = (isAsked: boolean) => (isAsked ? "This connection asks for it." : "Optional.");

interface FreezeProps {
  readonly plan: Plan;
  readonly rails: GuardRails | undefined;
  readonly nowMs: number;
}

function Freeze({ plan, rails, nowMs }: FreezeProps) {
  const answer = rails === undefined ? null : notFrozen(plan.kind, rails, nowMs);
  if (answer === null || answer.ok) return null;
  return (
    <div className="replace-freeze">
      <Alert type="warning" header={answer.reason}>
        {answer.cure}
      </Alert>
    </div>
  );
}
