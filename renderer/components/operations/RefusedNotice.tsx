import Modal from "@cloudscape-design/components/modal";
import type { BennuErrorData } from "../../../shared/errors.ts";
import { ErrorText } from "./ErrorText.tsx";

interface RefusedNoticeProps {
  readonly error: BennuErrorData;
  readonly onClose: () => void;
}

export function RefusedNotice({ error, onClose }: RefusedNoticeProps) {
  return (
    <Modal visible header="That was not done" closeAriaLabel="Close" onDismiss={onClose}>
      <ErrorText error={error} />
    </Modal>
  );
}
