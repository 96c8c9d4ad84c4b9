import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { Step } from "../../../../shared/model/plan.ts";
import type { Consequence } from "../../../../shared/rules/consequences/consequences.ts";
import { useAction } from "../../../client/requests.ts";
import { ConsequenceList } from "../../../components/operations/ConsequenceList.tsx";
import { ReasonDialog } from "../../../components/operations/ReasonDialog.tsx";

interface SkipDialogProps {
  readonly operation: OperationDetail;
  readonly step: Step;
  readonly choice: Consequence;
  readonly onClose: () => void;
}

export function SkipDialog({ operation, step, choice, onClose }: SkipDialogProps) {
  const skip = useAction("operation:skip");
  return (
    <ReasonDialog
      title={`Skip: ${step.title}`}
      action="Skip it"
      leastReason={3}
      typedName={null}
      isReady={choice.allowed.ok}
      isPending={skip.isPending}
      error={skip.error}
      onClose={onClose}
      onConfirm={(reason) =>
        skip.mutate({ operationId: operation.id, stepId: step.id, reason }, { onSuccess: onClose })
      }
    >
      {choice.allowed.ok ? <ConsequenceList choice={choice} /> : choice.allowed.reason}
    </ReasonDialog>
  );
}
