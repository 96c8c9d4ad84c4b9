/** What will be done, for each architecture, before it is done; then the start. */
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import { useState } from "react";
import { architectureOf } from "../../../../shared/bake/bake-refusals.ts";
import type { Replies } from "../../../../shared/contract/requests.ts";
import type { Plan, Refusal } from "../../../../shared/model/plan.ts";
import { useAction } from "../../../client/requests.ts";
import { ReasonInput } from "../../../components/operations/ReasonInput.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { PlanSteps } from "../../../components/plans/PlanSteps.tsx";
import { PlanFigures } from "../../../components/plans/PlanSummary.tsx";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { Prospect } from "./Prospect.tsx";
import { ReuseNotice } from "./ReuseNotice.tsx";

interface Props {
  readonly lanes: Replies["plan:bake-matrix"]["lanes"];
  readonly onBack: () => void;
}

export function BakePlans({ lanes, onBack }: Props) {
  const plans = lanes.flatMap(({ planned }) => (planned.refused ? [] : [planned.plan]));
  return (
    <div className="bake-plans">
      {lanes.map(({ instanceType, planned }) =>
        planned.refused ? (
          <RefusedLane
            key={instanceType}
            refusal={planned}
            {...(lanes.length > 1 ? { lane: instanceType } : {})}
          />
        ) : (
          <LanePlan key={instanceType} plan={planned.plan} />
        ),
      )}
      {plans.length === 0 ? (
        <p>
          <Button onClick={onBack}>Choose differently</Button>
        </p>
      ) : (
        <Start plans={plans} onBack={onBack} />
      )}
    </div>
  );
}

interface RefusedProps {
  readonly refusal: Refusal;
  /** Left out: there is only one. */
  readonly lane?: string;
}

function RefusedLane({ refusal, lane }: RefusedProps) {
  if (lane === undefined) return <RefusalAlert refusal={refusal} />;
  return (
    <Panel title={`${architectureOf(lane)}, on ${lane}: no bake`}>
      <RefusalAlert refusal={refusal} />
    </Panel>
  );
}

function LanePlan({ plan }: { readonly plan: Plan }) {
  return (
    <Panel
      title={plan.title}
      note="This is what will be done, and nothing else. Nothing has been called yet."
    >
      {plan.bake?.reuse && (
        <div className="bake-reuse">
          <ReuseNotice plan={plan} reuse={plan.bake.reuse} />
        </div>
      )}
      {plan.warnings.map((warning) => (
        <p key={warning} className="tone-warn">
          {warning}
        </p>
      ))}
      {plan.bake && <Prospect plan={plan} facts={plan.bake} />}
      <PlanFigures plan={plan} />
      <details className="bake-plan-steps" open={plan.bake === undefined}>
        <summary>Every step, with its calls and its way back</summary>
        <PlanSteps plan={plan} />
      </details>
    </Panel>
  );
}

function Start({
  plans,
  onBack,
}: {
  readonly plans: readonly Plan[];
  readonly onBack: () => void;
}) {
  const [reason, setReason] = useState("");
  const one = useAction("operation:start");
  const several = useAction("bake:start-together");
  const [only] = plans;
  const begin = () => {
    if (plans.length === 1 && only) {
      one.mutate(
        { planId: only.id, reason, changeNumber: null, confirmation: null },
        { onSuccess: ({ operationId }) => go(links.bake(operationId)) },
      );
      return;
    }
    several.mutate(
      { planIds: plans.map(({ id }) => id), reason, changeNumber: null },
      {
        onSuccess: ({ outcomes }) =>
          outcomes.every(({ problem }) => problem === null) && go(links.bakes()),
      },
    );
  };
  const problems = (several.data?.outcomes ?? []).flatMap(({ problem }) => problem ?? []);
  const error = one.error ?? several.error;
  return (
    <div className="bake-start">
      {error && <Problem error={error} />}
      {problems.map((problem) => (
        <p key={problem} className="tone-bad" role="alert">
          {problem}
        </p>
      ))}
      <FormField label="Why" description="kept in the journal">
        <ReasonInput value={reason} placeholder="optional" onChange={setReason} />
      </FormField>
      <Button variant="primary" loading={one.isPending || several.isPending} onClick={begin}>
        {plans.length === 1 ? "Start the bake" : `Start ${String(plans.length)} bakes`}
      </Button>
      <Button variant="link" onClick={onBack}>
        Back
      </Button>
    </div>
  );
}
