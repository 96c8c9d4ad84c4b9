import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { useAction, useRequest } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { needsTypedName } from "../../components/connections/environment.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { ReasonDialog } from "../../components/operations/ReasonDialog.tsx";
import { PlanSummary } from "../../components/plans/PlanSummary.tsx";
import { RefusalAlert } from "../../components/plans/RefusalAlert.tsx";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";

interface RetireDialogProps {
  readonly fleet: FleetView;
  readonly generation: GenerationView;
  readonly onClose: () => void;
}

/** Ends a warm generation's servers: what dies with them is shown first. */
export function RetireDialog({ fleet, generation, onClose }: RetireDialogProps) {
  const connection = useTopic("connections").rows.get(fleet.connectionId)?.connection;
  const planned = useRequest("plan:retire", { fleetId: fleet.id, generationId: generation.id });
  const start = useAction("operation:start");
  const plan = planned.data?.refused === false ? planned.data.plan : null;
  const typedName = needsTypedName(connection) ? fleet.name : null;
  const confirm = (reason: string) => {
    if (plan === null) return;
    start.mutate(
      { planId: plan.id, reason, changeNumber: null, confirmation: typedName },
      { onSuccess: ({ operationId }) => go(links.operation(operationId)) },
    );
  };
  return (
    <ReasonDialog
      title={`Retire ${generation.label} of ${fleet.name}`}
      action={`Retire ${generation.label}`}
      leastReason={0}
      isReady={plan !== null}
      typedName={typedName}
      isPending={start.isPending}
      error={start.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        Its servers end. Its image is kept, so that one can still return to it, but no longer at
        once.
      </p>
      {planned.isPending ? <p role="status">Making the plan…</p> : null}
      {planned.error === null ? null : (
        <ErrorText error={planned.error} header="The plan could not be made" />
      )}
      {planned.data?.refused === true ? <RefusalAlert refusal={planned.data} /> : null}
      {plan === null ? null : <PlanSummary plan={plan} />}
    </ReasonDialog>
  );
}
