import type { Connection } from "../../../../shared/model/connection.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { Consequence } from "../../../../shared/rules/consequences/consequences.ts";
import { putBackAtStop } from "../../../../shared/rules/consequences/stop.ts";
import { useAction } from "../../../client/requests.ts";
import { needsTypedName } from "../../../components/connections/environment.ts";
import { ConsequenceList } from "../../../components/operations/ConsequenceList.tsx";
import { ReasonDialog } from "../../../components/operations/ReasonDialog.tsx";

interface StopDialogProps {
  readonly operation: OperationDetail;
  readonly connection: Connection | undefined;
  readonly choice: Consequence;
  readonly onClose: () => void;
}

/** What stopping leaves behind, before it is done. */
export function StopDialog({ operation, connection, choice, onClose }: StopDialogProps) {
  const stop = useAction("operation:stop");
  const temporary = putBackAtStop(operation);
  return (
    <ReasonDialog
      title={`Stop: ${operation.title}`}
      action="Stop here"
      leastReason={0}
      typedName={needsTypedName(connection) ? operation.fleetName : null}
      isReady={choice.allowed.ok}
      isPending={stop.isPending}
      error={stop.error}
      onClose={onClose}
      onConfirm={(reason) =>
        stop.mutate({ operationId: operation.id, reason }, { onSuccess: onClose })
      }
    >
      {choice.allowed.ok ? (
        <ConsequenceList choice={choice} />
      ) : (
        <p role="status">
          {choice.allowed.reason} {choice.allowed.cure}
        </p>
      )}
      {temporary.length === 0 || !choice.allowed.ok ? null : (
        <>
          <p>What is put back, and to what:</p>
          <ul>
            {temporary.map((change) => (
              <li key={`${change.target} ${change.what}`}>
                {change.target}: {change.what} (was: {change.original})
              </li>
            ))}
          </ul>
        </>
      )}
    </ReasonDialog>
  );
}
