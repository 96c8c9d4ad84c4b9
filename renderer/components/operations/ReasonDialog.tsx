import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState, type ReactNode } from "react";
import type { BennuErrorData } from "../../../shared/errors.ts";
import { useLinkLost } from "../../client/use-link-lost.ts";
import { ErrorText } from "./ErrorText.tsx";
import { ReasonInput } from "./ReasonInput.tsx";

interface ReasonDialogProps {
  readonly title: string;
  /** What it will do, before it is done. */
  readonly children: ReactNode;
  readonly action: string;
  readonly leastReason: number;
  /** Asked for in production: the name to type. */
  readonly typedName: string | null;
  /** False while what is to be confirmed isn't known yet. */
  readonly isReady?: boolean;
  readonly isPending: boolean;
  readonly error: BennuErrorData | null;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const lost = useLinkLost();
  const isComplete =
    lost === null &&
    props.isReady !== false &&
    reason.trim().length >= props.leastReason &&
    (props.typedName === null || typed === props.typedName);
  return (
    <Modal
      visible
      header={props.title}
      closeAriaLabel="Close"
      onDismiss={props.onClose}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!isComplete}
            {...(lost === null ? {} : { disabledReason: lost })}
            loading={props.isPending}
            onClick={() => props.onConfirm(reason.trim())}
          >
            {props.action}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <Box>{props.children}</Box>
        <FormField label="Reason" description="Kept in the journal.">
          <ReasonInput value={reason} onChange={setReason} />
        </FormField>
        {props.typedName === null ? null : (
          <FormField label={`Type ${props.typedName} to confirm: this is production`}>
            <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} />
          </FormField>
        )}
        {props.error === null ? null : <ErrorText error={props.error} header="That was not done" />}
      </SpaceBetween>
    </Modal>
  );
}
