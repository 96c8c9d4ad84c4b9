import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { BennuErrorData } from "../../../shared/errors.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { useRequest } from "../../client/requests.ts";
import { useLinkLost } from "../../client/use-link-lost.ts";
import { PlanSummary } from "../plans/PlanSummary.tsx";
import { RefusalAlert } from "../plans/RefusalAlert.tsx";
import { ErrorText } from "./ErrorText.tsx";
import { ReasonInput } from "./ReasonInput.tsx";

interface RollbackDialogProps {
  readonly fleet: FleetView;
  readonly generationId: string;
  readonly typedName: boolean;
  readonly isStarting: boolean;
  readonly error: BennuErrorData | null;
  readonly onStart: (reason: string, confirmation: string | null) => void;
  readonly onClose: () => void;
}

/** What rolling back will do, from a plan made now; then the reason and, in production, the fleet's name. */
export function RollbackDialog(props: RollbackDialogProps) {
  const { fleet, generationId } = props;
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const planned = useRequest("plan:rollback", { fleetId: fleet.id, generationId });
  const label = fleet.generations.find(({ id }) => id === generationId)?.label ?? generationId;
  const lost = useLinkLost();
  const named = !props.typedName || typed === fleet.name;
  const start = () =>
    props.onStart(reason === "" ? "Rolled back by hand" : reason, props.typedName ? typed : null);
  return (
    <Modal
      visible
      size="large"
      header={`Roll back ${fleet.name} to ${label}`}
      closeAriaLabel="Close"
      onDismiss={props.onClose}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={props.isStarting}
            disabled={!named || planned.data?.refused === true || lost !== null}
            {...(lost === null ? {} : { disabledReason: lost })}
            onClick={start}
          >
            Roll back to {label}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        {planned.isPending ? (
          <span role="status">Making the plan from what the cloud is now…</span>
        ) : null}
        {planned.error ? (
          <ErrorText error={planned.error} header="The plan could not be made" />
        ) : null}
        {planned.data?.refused === true ? <RefusalAlert refusal={planned.data} /> : null}
        {planned.data?.refused === false ? <PlanSummary plan={planned.data.plan} /> : null}
        {fleet.heldBy === null ? null : (
          <Alert type="warning">
            An operation is under way on this fleet. This plan is made afresh, then the operation is
            ended, and the plan is started.
          </Alert>
        )}
        <FormField label="Reason" description="Kept in the journal.">
          <ReasonInput
            value={reason}
            placeholder="e.g. errors after the release"
            onChange={setReason}
          />
        </FormField>
        {props.typedName ? (
          <FormField label={`Type ${fleet.name} to confirm: this is production`}>
            <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} />
          </FormField>
        ) : null}
        {props.error === null ? null : (
          <ErrorText error={props.error} header="It was not started" />
        )}
      </SpaceBetween>
    </Modal>
  );
}
