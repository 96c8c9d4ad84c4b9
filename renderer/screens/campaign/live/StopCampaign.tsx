import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { isTerminal } from "../../../../shared/model/operation.ts";
import { confirmationFor } from "../../../../shared/rules/confirmations.ts";
import { listWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { ReasonDialog } from "../../../components/operations/ReasonDialog.tsx";
import type { PartRow } from "../campaign-rows.ts";

interface StopCampaignProps {
  readonly operation: OperationDetail;
  readonly rows: readonly PartRow[];
  readonly onClose: () => void;
}

/** What stopping leaves behind, before it is done. */
export function StopCampaign({ operation, rows, onClose }: StopCampaignProps) {
  const stop = useAction("operation:stop");
  const connection = useTopic("connections").rows.get(operation.connectionId)?.connection;
  const named = (fits: (row: PartRow) => boolean) =>
    rows.filter(fits).map(({ child }) => child.name);
  const running = named(({ operation: child }) => child !== null && !isTerminal(child.status));
  const done = named(
    ({ state, child }) => state.kind === "done" && child.intent.kind === "replace",
  );
  return (
    <ReasonDialog
      title={`Stop: ${operation.title}`}
      action="Stop here"
      leastReason={0}
      typedName={connection === undefined ? null : confirmationFor(operation.plan, connection)}
      isPending={stop.isPending}
      error={stop.error}
      onClose={onClose}
      onConfirm={(reason) =>
        stop.mutate({ operationId: operation.id, reason }, { onSuccess: onClose })
      }
    >
      <ul>
        <li>Nothing more is begun.</li>
        {running.length === 0 ? null : (
          <li>
            {listWords(running)} {running.length === 1 ? "is" : "are"} stopped as well: each fleet
            stays where it is, what was changed for a time is put back, builders are ended.
          </li>
        )}
        {done.length === 0 ? null : (
          <li>
            {listWords(done)} {done.length === 1 ? "stays" : "stay"} on the new image. The campaign
            can be rolled back afterwards, too.
          </li>
        )}
        <li>Images that were made stay, verified; nothing runs them by itself.</li>
      </ul>
    </ReasonDialog>
  );
}
