import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { describeCall } from "../../../../shared/decide/words.ts";
import type { StepId } from "../../../../shared/model/ids.ts";
import type { OperationDetail, Stuck } from "../../../../shared/model/operation.ts";
import { useAction } from "../../../client/requests.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";

interface ClearDialogProps {
  readonly operation: OperationDetail;
  readonly stepId: StepId;
  readonly stuck: Stuck & { readonly clear: NonNullable<Stuck["clear"]> };
  readonly onClose: () => void;
}

/** Exactly the calls that would clear the stall, and what each of them does, before they are made. */
export function ClearDialog({ operation, stepId, stuck, onClose }: ClearDialogProps) {
  const clear = useAction("operation:clear");
  const { label, calls } = stuck.clear;
  return (
    <Modal
      visible
      size="large"
      header={label}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={clear.isPending}
            onClick={() =>
              clear.mutate({ operationId: operation.id, stepId }, { onSuccess: onClose })
            }
          >
            {label}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <Box>
          <p>{stuck.cause}</p>
          <p>These calls are made, in this order, and judged by the guard like all others:</p>
          <ol className="clear-calls">
            {calls.map((call, index) => (
              <li key={`${call.call} ${String(index)}`}>
                <strong>{describeCall(call)}</strong>
                <code className="mono">{callText(call)}</code>
              </li>
            ))}
          </ol>
          <p>
            Then the operation goes on by itself from what the fleet is. The calls stand in its
            journal, with who asked for them.
          </p>
        </Box>
        {clear.error === null ? null : <ErrorText error={clear.error} header="That was not done" />}
      </SpaceBetween>
    </Modal>
  );
}

/** The call with its members, as it is sent. */
function callText({ call, ...members }: { readonly call: string }): string {
  const text = Object.entries(members).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `${call}(${text.join(", ")})`;
}
