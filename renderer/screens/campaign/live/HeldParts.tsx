import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { useAction } from "../../../client/requests.ts";
import { useLinkLost } from "../../../client/use-link-lost.ts";
import { ReasonDialog } from "../../../components/operations/ReasonDialog.tsx";
import { RefusedNotice } from "../../../components/operations/RefusedNotice.tsx";
import { operationLink } from "../../../links.ts";
import { heldRows, noteOf, type PartRow } from "../campaign-rows.ts";

interface HeldPartsProps {
  readonly operation: OperationDetail;
  readonly rows: readonly PartRow[];
}

/** What holds the campaign, each with what can be done about it. */
export function HeldParts({ operation, rows }: HeldPartsProps) {
  const held = heldRows(rows);
  if (operation.status !== "running" || held.length === 0) return null;
  return (
    <div className="campaign-held" role="region" aria-label="What holds the campaign">
      {held.map((row) => (
        <HeldPart key={row.child.key} operation={operation} row={row} />
      ))}
    </div>
  );
}

interface HeldPartProps {
  readonly operation: OperationDetail;
  readonly row: PartRow;
}

function HeldPart({ operation, row }: HeldPartProps) {
  const [isSkipping, setSkipping] = useState(false);
  const choose = useAction("campaign:choose");
  const lost = useLinkLost();
  const { child, state, step } = row;
  const isFailed = state.kind === "failed";
  const said = { operationId: operation.id, stepId: step.id, key: child.key };
  const attempt = state.kind === "failed" ? state.seen.attempt : 0;
  const off = lost === null ? {} : { disabled: true, disabledReason: lost };
  return (
    <Alert
      type={isFailed ? "error" : "warning"}
      header={headOf(row)}
      action={
        <span className="campaign-choices">
          {row.operation === null ? null : (
            <Button href={operationLink(row.operation)}>Open {child.name}</Button>
          )}
          {state.kind === "running" ? null : (
            <>
              <Button
                loading={choose.isPending}
                {...off}
                onClick={() => choose.mutate({ ...said, choice: "again", attempt, reason: "" })}
              >
                Try {child.name} again
              </Button>
              <Button {...off} onClick={() => setSkipping(true)}>
                Skip {child.name}…
              </Button>
            </>
          )}
        </span>
      }
    >
      {noteOf(row)}
      {choose.error === null ? null : <RefusedNotice error={choose.error} onClose={choose.reset} />}
      {isSkipping ? (
        <SkipPart operation={operation} row={row} onClose={() => setSkipping(false)} />
      ) : null}
    </Alert>
  );
}

function headOf({ child: { name, intent }, state }: PartRow): string {
  const what = intent.kind === "bake" ? `The bake of ${name}` : name;
  switch (state.kind) {
    case "failed":
      return `${what} failed`;
    case "refused":
      return `${what} can't be begun now; it is tried again by itself`;
    default:
      return `${what} is held`;
  }
}

interface SkipPartProps extends HeldPartProps {
  readonly onClose: () => void;
}

function SkipPart({ operation, row, onClose }: SkipPartProps) {
  const choose = useAction("campaign:choose");
  const { child, step } = row;
  return (
    <ReasonDialog
      title={`Skip ${child.name}`}
      action={`Skip ${child.name}`}
      leastReason={3}
      typedName={null}
      isPending={choose.isPending}
      error={choose.error}
      onClose={onClose}
      onConfirm={(reason) =>
        choose.mutate(
          {
            operationId: operation.id,
            stepId: step.id,
            key: child.key,
            choice: "skip",
            attempt: 0,
            reason,
          },
          { onSuccess: onClose },
        )
      }
    >
      {child.intent.kind === "bake"
        ? "No new image is made of it; what would have stood on it, and fleets that would have got it, are skipped with it."
        : "The fleet stays as it is now, and the campaign goes on with the next one."}
    </ReasonDialog>
  );
}
