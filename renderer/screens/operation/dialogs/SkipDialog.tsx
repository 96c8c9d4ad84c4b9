import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { Step } from "../../../../shared/model/plan.ts";
import type { Consequence } from "../../../../shared/rules/consequences/consequences.ts";
import { useAction } from "../../../client/requests.ts";
import { ConsequenceList } from "../../../components/operations/ConsequenceList.tsx";
import { ReasonDialog } from "../../../components/operations/ReasonDialog.tsx";

interface SkipDialogProps {
  readonly operation: OperationDetail;
  readonly step: Step;
  /** It ended by itself while the question stood. */
  readonly isOver: boolean;
  readonly choice: Consequence;
  readonly onClose: () => void;
}

export function SkipDialog({ operation, step, isOver, choice, onClose }: SkipDialogProps) {
  const skip = useAction("operation:skip");
  return (
    <ReasonDialog
      title={`Skip: ${step.title}`}
      action="Skip it"
      leastReason={3}
      typedName={null}
      isReady={choice.allowed.ok && !isOver}
      isPending={skip.isPending}
      error={skip.error}
      onClose={onClose}
      onConfirm={(reason) =>
        skip.mutate({ operationId: operation.id, stepId: step.id, reason }, { onSuccess: onClose })
      }
    >
      {isOver ? (
        "It is over by now: there is nothing to skip any more."
      ) : choice.allowed.ok ? (
        <ConsequenceList choice={choice} />
      ) : (
        choice.allowed.reason
      )}
    </ReasonDialog>
  );
}
