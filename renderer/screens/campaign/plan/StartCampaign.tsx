import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { Plan } from "../../../../shared/model/plan.ts";
import { confirmationFor } from "../../../../shared/rules/confirmations.ts";
import { askedFor, mayStart } from "../../../../shared/rules/guard-rails.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { useLinkLost } from "../../../client/use-link-lost.ts";
import { useConnectionNow } from "../../../components/connections/clocks.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";
import { ReasonInput } from "../../../components/operations/ReasonInput.tsx";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";
import { Panel } from "../../../ui/Panel.tsx";

interface StartCampaignProps {
  readonly connection: string;
  readonly plan: Plan;
  readonly isPlanning: boolean;
}

/** Said once, and counts for everything that the campaign starts. */
export function StartCampaign({ connection: id, plan, isPlanning }: StartCampaignProps) {
  const connection = useTopic("connections").rows.get(id)?.connection;
  const rails = useRequest("rails:read", { connectionId: id });
  const nowMs = useConnectionNow(id);
  const start = useAction("operation:start");
  const [reason, setReason] = useState("");
  const [changeNumber, setChangeNumber] = useState("");
  const [typed, setTyped] = useState("");
  const lost = useLinkLost();
  const name = connection === undefined ? null : confirmationFor(plan, connection);
  const asked =
    rails.data === undefined
      ? { reason: false, changeNumber: false }
      : askedFor(plan.kind, rails.data);
  const said = { reason, changeNumber: changeNumber === "" ? null : changeNumber };
  const isReady =
    (name === null || typed === name) &&
    (rails.data === undefined || mayStart(plan.kind, rails.data, said, nowMs).ok);
  const run = () =>
    start.mutate(
      { planId: plan.id, ...said, confirmation: name === null ? null : typed },
      { onSuccess: ({ operationId }) => go(links.campaign(operationId)) },
    );
  return (
    <Panel title="3. Start" note="said once, for everything that the campaign starts">
      <div className="campaign-start">
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
        {name === null ? null : (
          <FormField label={`Type ${name} to confirm`} description="This is production.">
            <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} />
          </FormField>
        )}
        <Button
          variant="primary"
          loading={start.isPending}
          disabled={!isReady || isPlanning || lost !== null}
          {...(lost === null ? {} : { disabledReason: lost })}
          onClick={run}
        >
          Start the campaign
        </Button>
      </div>
      {start.error === null ? null : <ErrorText error={start.error} header="It was not started" />}
    </Panel>
  );
}

const askedWords = (isAsked: boolean) => (isAsked ? "This connection asks for it." : "Optional.");
