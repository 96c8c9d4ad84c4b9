import type { Connection } from "../../../shared/model/connection.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { useAction } from "../../client/requests.ts";
import { needsTypedName } from "../../components/connections/environment.ts";
import { ReasonDialog } from "../../components/operations/ReasonDialog.tsx";

interface StopDialogProps {
  readonly operation: OperationDetail;
  readonly connection: Connection | undefined;
  readonly onClose: () => void;
}

/** What stopping leaves behind, before it is done. */
export function StopDialog({ operation, connection, onClose }: StopDialogProps) {
  const stop = useAction("operation:stop");
  const { temporary, groups } = operation.plan;
  return (
    <ReasonDialog
      title={`Stop: ${operation.title}`}
      action="Stop here"
      leastReason={0}
      typedName={needsTypedName(connection) ? operation.fleetName : null}
      isPending={stop.isPending}
      error={stop.error}
      onClose={onClose}
      onConfirm={(reason) =>
        stop.mutate(
          { operationId: operation.id, reason: reason === "" ? "Stopped by hand" : reason },
          { onSuccess: onClose },
        )
      }
    >
      <p>
        Nothing more is done after the call that is under way. It can&apos;t go on later; to finish,
        replace again.
        {groups === null
          ? ""
          : ` Servers of ${groups.toLabel} that were started stay, until they are retired.`}
      </p>
      {temporary.length === 0 ? null : (
        <>
          <p>Put back to what it was:</p>
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
