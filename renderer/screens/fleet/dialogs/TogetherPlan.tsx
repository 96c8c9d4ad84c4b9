import type { FleetView, GenerationView } from "../../../../shared/model/fleet.ts";
import { useRequest } from "../../../client/requests.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";
import { PlanSummary } from "../../../components/plans/PlanSummary.tsx";
import { useRunningByFleet } from "../../../components/operations/running.ts";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";

interface TogetherPlanProps {
  readonly fleet: FleetView;
  readonly to: GenerationView;
}

/** One fleet's own plan, made now; why there is none is shown at once, the plan is folded away. */
export function TogetherPlan({ fleet, to }: TogetherPlanProps) {
  const isRunning = useRunningByFleet().has(fleet.id);
  const planned = useRequest(
    "plan:rollback",
    { fleetId: fleet.id, generationId: to.id },
    { enabled: !isRunning },
  );
  if (isRunning)
    return (
      <p className="muted">
        An operation is under way on {fleet.name}. It is ended first; then the plan is made afresh
        and started.
      </p>
    );
  if (planned.isPending) return <p role="status">Making the plan of {fleet.name}…</p>;
  if (planned.error !== null)
    return <ErrorText error={planned.error} header="The plan could not be made" />;
  if (planned.data?.refused === true) return <RefusalAlert refusal={planned.data} />;
  if (planned.data?.refused !== false) return null;
  return (
    <details>
      <summary>What it will do on {fleet.name}</summary>
      <PlanSummary plan={planned.data.plan} />
    </details>
  );
}
