import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import { useState } from "react";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { useAction } from "../../client/requests.ts";
import { ReasonInput } from "../../components/operations/ReasonInput.tsx";
import { Problem } from "../../components/Problem.tsx";
import { PlanSteps } from "../../components/plans/PlanSteps.tsx";
import { PlanFigures } from "../../components/plans/PlanSummary.tsx";
import { RefusalAlert } from "../../components/plans/RefusalAlert.tsx";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";
import { Panel } from "../../ui/Panel.tsx";

interface Props {
  readonly planned: Planned;
  readonly onBack: () => void;
}

export function BakePlan({ planned, onBack }: Props) {
  if (planned.refused) {
    return (
      <>
        <RefusalAlert refusal={planned} />
        <p>
          <Button onClick={onBack}>Choose differently</Button>
        </p>
      </>
    );
  }
  return <Start plan={planned.plan} onBack={onBack} />;
}

function Start({ plan, onBack }: { readonly plan: Plan; readonly onBack: () => void }) {
  const [reason, setReason] = useState("");
  const start = useAction("operation:start");
  const begin = () =>
    start.mutate(
      { planId: plan.id, reason, changeNumber: null, confirmation: null },
      { onSuccess: ({ operationId }) => go(links.bake(operationId)) },
    );
  return (
    <Panel
      title={plan.title}
      note="This is what will be done, and nothing else. Nothing has been called yet."
    >
      <PlanFigures plan={plan} />
      {plan.warnings.map((warning) => (
        <p key={warning} className="tone-warn">
          {warning}
        </p>
      ))}
      <PlanSteps plan={plan} />
      {start.error && <Problem error={start.error} />}
      <div className="bake-start">
        <FormField label="Why" description="kept in the journal">
          <ReasonInput value={reason} placeholder="optional" onChange={setReason} />
        </FormField>
        <Button variant="primary" loading={start.isPending} onClick={begin}>
          Start the bake
        </Button>
        <Button variant="link" onClick={onBack}>
          Back
        </Button>
      </div>
    </Panel>
  );
}
