import Button from "@cloudscape-design/components/button";
import type { Plan } from "../../../../shared/model/plan.ts";
import { useAction } from "../../../client/requests.ts";
import { PlanSummary } from "../../../components/plans/PlanSummary.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";

export function CopyPlan({ plan }: { readonly plan: Plan }) {
  const start = useAction("operation:start");
  const begin = () =>
    start.mutate(
      { planId: plan.id, reason: "", changeNumber: null, confirmation: null },
      { onSuccess: ({ operationId }) => go(links.operation(operationId)) },
    );
  return (
    <div className="bake-copy-plan">
      <h3>{plan.title}</h3>
      <PlanSummary plan={plan} />
      {start.error && <Problem error={start.error} />}
      <Button variant="primary" loading={start.isPending} onClick={begin}>
        Start it
      </Button>
    </div>
  );
}
