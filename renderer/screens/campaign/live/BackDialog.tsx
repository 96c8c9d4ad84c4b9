import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { confirmationFor } from "../../../../shared/rules/confirmations.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";
import { ReasonDialog } from "../../../components/operations/ReasonDialog.tsx";
import { RefusalAlert } from "../../../components/plans/RefusalAlert.tsx";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";

interface BackDialogProps {
  readonly operation: OperationDetail;
  readonly onClose: () => void;
}

/** What rolling the campaign back will do, from a plan made now. */
export function BackDialog({ operation, onClose }: BackDialogProps) {
  const planned = useRequest("plan:campaign-back", { operationId: operation.id });
  const back = useAction("campaign:roll-back");
  const connection = useTopic("connections").rows.get(operation.connectionId)?.connection;
  const typedName = connection === undefined ? null : confirmationFor(operation.plan, connection);
  const plan = planned.data?.refused === false ? planned.data.plan : null;
  return (
    <ReasonDialog
      title={`Roll back: ${operation.title}`}
      action="Roll the campaign back"
      leastReason={0}
      typedName={typedName}
      isReady={plan !== null}
      isPending={back.isPending}
      error={back.error}
      onClose={onClose}
      onConfirm={(reason) =>
        back.mutate(
          { operationId: operation.id, reason, confirmation: typedName },
          { onSuccess: ({ operationId }) => (onClose(), go(links.campaign(operationId))) },
        )
      }
    >
      {planned.error === null ? null : (
        <ErrorText error={planned.error} header="What it would do can't be said" />
      )}
      {planned.data?.refused === true ? <RefusalAlert refusal={planned.data} /> : null}
      {plan === null ? (
        planned.isPending ? (
          <p className="muted">Looking at what was replaced…</p>
        ) : null
      ) : (
        <ul>
          <li>Nothing more of the campaign is begun; bakes under way are stopped.</li>
          {plan.steps.map((step) => (
            <li key={step.id}>
              {step.title}: {step.detail}. Each by a roll back of its own, which you can watch and
              pause.
            </li>
          ))}
          {plan.warnings.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </ReasonDialog>
  );
}
