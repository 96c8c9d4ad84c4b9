import { useState, type ReactNode } from "react";
import type { FleetView } from "../../../../shared/model/fleet.ts";
import type { RequestName, RequestPayload } from "../../../../shared/contract/requests.ts";
import { askedFor } from "../../../../shared/rules/guard-rails.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { needsTypedName } from "../../../components/connections/environment.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";
import { ReasonDialog } from "../../../components/operations/ReasonDialog.tsx";
import { PlanSummary } from "../../../components/plans/PlanSummary.tsx";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";
import { ChangeNumberField } from "../../../components/plans/start/ChangeNumberField.tsx";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";

type PlanRequest = Extract<RequestName, "plan:retire" | "plan:put-back" | "plan:promise">;

interface PlanDialogProps<N extends PlanRequest> {
  readonly fleet: FleetView;
  readonly request: N;
  readonly payload: RequestPayload<N>;
  readonly title: string;
  readonly action: string;
  /** What it means, above the plan. */
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** A plan made now, shown, and started with a reason; in production with the fleet's name typed. */
export function PlanDialog<N extends PlanRequest>(props: PlanDialogProps<N>) {
  const { fleet } = props;
  const connection = useTopic("connections").rows.get(fleet.connectionId)?.connection;
  const planned = useRequest<PlanRequest>(props.request, props.payload);
  const start = useAction("operation:start");
  const plan = planned.data?.refused === false ? planned.data.plan : null;
  const typedName = needsTypedName(connection) ? fleet.name : null;
  const rails = useRequest("rails:read", { connectionId: fleet.connectionId });
  const [changeNumber, setChangeNumber] = useState("");
  const asked = plan !== null && rails.data ? askedFor(plan.kind, rails.data) : nothingAsked;
  const isSaid = !asked.changeNumber || changeNumber.trim() !== "";
  const confirm = (reason: string) => {
    if (plan === null) return;
    start.mutate(
      {
        planId: plan.id,
        reason,
        changeNumber: changeNumber === "" ? null : changeNumber,
        confirmation: typedName,
      },
      { onSuccess: ({ operationId }) => go(links.operation(operationId)) },
    );
  };
  return (
    <ReasonDialog
      title={props.title}
      action={props.action}
      leastReason={asked.reason ? 1 : 0}
      isReady={plan !== null && isSaid}
      typedName={typedName}
      isPending={start.isPending}
      error={start.error}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      {props.children}
      {planned.isPending ? <p role="status">Making the plan from what the cloud is now…</p> : null}
      {planned.error === null ? null : (
        <ErrorText error={planned.error} header="The plan could not be made" />
      )}
      {planned.data?.refused === true ? <RefusalAlert refusal={planned.data} /> : null}
      {plan === null ? null : <PlanSummary plan={plan} />}
      {asked.changeNumber ? (
        <ChangeNumberField isAsked value={changeNumber} onChange={setChangeNumber} />
      ) : null}
    </ReasonDialog>
  );
}

const nothingAsked = { reason: false, changeNumber: false };
