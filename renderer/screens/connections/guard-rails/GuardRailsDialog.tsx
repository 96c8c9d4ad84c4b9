import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { Connection } from "../../../../shared/model/connection.ts";
import type { GuardRails } from "../../../../shared/model/guard-rails.ts";
import { useAction } from "../../../client/requests.ts";
import { Problem } from "../../../components/Problem.tsx";
import { FreezeList } from "./FreezeList.tsx";
import { PriceList } from "./PriceList.tsx";
import "./guard-rails.css";

interface GuardRailsDialogProps {
  readonly connection: Connection;
  readonly rails: GuardRails;
  readonly onClose: () => void;
}

/** What is asked before a fleet of this connection is changed, when nothing is started, and what its servers cost. */
export function GuardRailsDialog({ connection, rails, onClose }: GuardRailsDialogProps) {
  const [draft, setDraft] = useState(rails);
  const save = useAction("rails:save");
  const change = (part: Partial<GuardRails>) => setDraft((now) => ({ ...now, ...part }));
  const submit = () =>
    save.mutate({ connectionId: connection.id, guardRails: plain(draft) }, { onSuccess: onClose });
  return (
    <Modal
      visible
      size="large"
      header={`Guard rails of ${connection.name}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={save.isPending} onClick={submit}>
            Save
          </Button>
        </SpaceBetween>
      }
    >
      <div className="guard-rails">
        <p className="muted">
          They hold for replacements and for retiring a generation. Rolling back is never held up.
          {connection.environment === "prod"
            ? " Production asks for the fleet's name, typed, in any case."
            : ""}
        </p>
        <Checkbox
          checked={draft.reasonRequired}
          onChange={({ detail }) => change({ reasonRequired: detail.checked })}
        >
          Ask for a reason
        </Checkbox>
        <Checkbox
          checked={draft.changeNumberRequired}
          onChange={({ detail }) => change({ changeNumberRequired: detail.checked })}
        >
          Ask for a change number
        </Checkbox>
        <FreezeList freezes={draft.freezes} onChange={(freezes) => change({ freezes })} />
        <PriceList prices={draft.prices} onChange={(prices) => change({ prices })} />
        {save.error && <Problem error={save.error} />}
      </div>
    </Modal>
  );
}

/** As the request takes them: its lists are its own. */
const plain = ({ freezes, prices, ...rails }: GuardRails) => ({
  ...rails,
  freezes: [...freezes],
  prices: [...prices],
});
