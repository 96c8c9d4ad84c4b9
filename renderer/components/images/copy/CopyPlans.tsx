/** A plan for each place, or why there is none, and the start of all of them together. */
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import { useState } from "react";
import type { Replies } from "../../../../shared/contract/requests.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { useLinkLost } from "../../../client/use-link-lost.ts";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";
import { ReasonInput } from "../../operations/ReasonInput.tsx";
import { PlanSummary } from "../../plans/PlanSummary.tsx";
import { RefusalAlert } from "../../plans/RefusalAlert.tsx";
import { Problem } from "../../Problem.tsx";

type Targets = Replies["plan:copy"]["targets"];

export function CopyPlans({ targets }: { readonly targets: Targets }) {
  const connections = useTopic("connections").rows;
  const plans = targets.flatMap(({ planned }) => (planned.refused ? [] : [planned.plan]));
  return (
    <>
      {targets.map(({ connectionId, planned }) => {
        const connection = connections.get(connectionId)?.connection;
        const place = `${connection?.name ?? connectionId}, ${connection?.region ?? ""}`;
        return (
          <section key={connectionId} className="copy-plan" aria-label={place}>
            <h3>{planned.refused ? place : planned.plan.title}</h3>
            {planned.refused ? (
              <RefusalAlert refusal={planned} />
            ) : (
              <PlanSummary plan={planned.plan} />
            )}
          </section>
        );
      })}
      {plans.length > 0 && <Start plans={plans} />}
    </>
  );
}

function Start({ plans }: { readonly plans: readonly Plan[] }) {
  const [reason, setReason] = useState("");
  const lost = useLinkLost();
  const start = useAction("bake:start-together");
  const begin = () =>
    start.mutate(
      { planIds: plans.map(({ id }) => id), reason, changeNumber: null },
      {
        onSuccess: ({ outcomes: [only, ...others] }) => {
          if (others.length === 0 && only?.operationId) go(links.operation(only.operationId));
        },
      },
    );
  if (start.data && start.data.outcomes.some(({ operationId }) => operationId !== null))
    return <Started plans={plans} outcomes={start.data.outcomes} />;
  const problems = (start.data?.outcomes ?? []).flatMap(({ problem }) => problem ?? []);
  return (
    <div className="copy-start">
      {start.error && <Problem error={start.error} />}
      {problems.map((problem) => (
        <p key={problem} className="tone-bad" role="alert">
          {problem}
        </p>
      ))}
      <FormField label="Reason" description="Optional; kept in the journal.">
        <ReasonInput value={reason} onChange={setReason} />
      </FormField>
      <Button
        variant="primary"
        loading={start.isPending}
        disabled={lost !== null}
        {...(lost === null ? {} : { disabledReason: lost })}
        onClick={begin}
      >
        {plans.length === 1 ? "Start it" : `Start all ${countWords(plans.length, "plan")}`}
      </Button>
    </div>
  );
}

interface StartedProps {
  readonly plans: readonly Plan[];
  readonly outcomes: Replies["bake:start-together"]["outcomes"];
}

function Started({ plans, outcomes }: StartedProps) {
  return (
    <ul className="copy-started" role="status">
      {outcomes.map(({ planId, operationId, problem }) => {
        const title = plans.find(({ id }) => id === planId)?.title ?? planId;
        return (
          <li key={planId}>
            {operationId === null ? (
              <span className="tone-bad">
                Not started: {title}. {problem}
              </span>
            ) : (
              <a href={links.operation(operationId)}>Started: {title}</a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
