/** A plan about images, with what the guard rails ask for, and its start. */
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { Plan, Planned } from "../../../../shared/model/plan.ts";
import { confirmationFor } from "../../../../shared/rules/confirmations.ts";
import { askedFor, mayStart } from "../../../../shared/rules/guard-rails.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { useLinkLost } from "../../../client/use-link-lost.ts";
import { useConnectionNow } from "../../../components/connections/clocks.ts";
import { ReasonInput } from "../../../components/operations/ReasonInput.tsx";
import { PlanSummary } from "../../../components/plans/PlanSummary.tsx";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";

interface Props {
  readonly planned: Planned;
  /** What the button says. */
  readonly action: string;
}

export function StartImagePlan({ planned, action }: Props) {
  if (planned.refused) return <RefusalAlert refusal={planned} />;
  return <Start plan={planned.plan} action={action} />;
}

const nothingAsked = { reason: false, changeNumber: false };

function Start({ plan, action }: { readonly plan: Plan; readonly action: string }) {
  const connection = useTopic("connections").rows.get(plan.connectionId)?.connection;
  const rails = useRequest("rails:read", { connectionId: plan.connectionId });
  const nowMs = useConnectionNow(plan.connectionId);
  const start = useAction("operation:start");
  const [reason, setReason] = useState("");
  const [changeNumber, setChangeNumber] = useState("");
  const [typed, setTyped] = useState("");
  const lost = useLinkLost();
  const name = connection === undefined ? null : confirmationFor(plan, connection);
  const asked = rails.data === undefined ? nothingAsked : askedFor(plan.kind, rails.data);
  const said = { reason, changeNumber: changeNumber === "" ? null : changeNumber };
  const isReady =
    (name === null || typed === name) &&
    (rails.data === undefined || mayStart(plan.kind, rails.data, said, nowMs).ok);
  const run = () =>
    start.mutate(
      { planId: plan.id, ...said, confirmation: name === null ? null : typed },
      { onSuccess: ({ operationId }) => go(links.operation(operationId)) },
    );
  return (
    <div className="image-start">
      <PlanSummary plan={plan} />
      <FormField
        label="Reason"
        description={
          asked.reason ? "This connection asks for it." : "Optional; kept in the journal."
        }
      >
        <ReasonInput value={reason} onChange={setReason} />
      </FormField>
      {asked.changeNumber && (
        <FormField label="Change number" description="This connection asks for it.">
          <Input
            value={changeNumber}
            nativeInputAttributes={{ maxLength: 80 }}
            onChange={({ detail }) => setChangeNumber(detail.value)}
          />
        </FormField>
      )}
      {name !== null && (
        <FormField label={`Type ${name} to confirm`} description="This is production.">
          <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} />
        </FormField>
      )}
      {start.error && <Problem error={start.error} />}
      <Button
        variant="primary"
        loading={start.isPending}
        disabled={!isReady || lost !== null}
        {...(lost === null ? {} : { disabledReason: lost })}
        onClick={run}
      >
        {action}
      </Button>
    </div>
  );
}
