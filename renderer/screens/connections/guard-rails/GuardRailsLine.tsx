import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { Connection } from "../../../../shared/model/connection.ts";
import { useRequest } from "../../../client/requests.ts";
import { GuardRailsDialog } from "./GuardRailsDialog.tsx";
import { railWords } from "./rail-words.ts";

/** A connection's guard rails in short, and the way to change them. */
export function GuardRailsLine({ connection }: { readonly connection: Connection }) {
  const rails = useRequest("rails:read", { connectionId: connection.id });
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    void rails.refetch();
  };
  return (
    <div className="connection-foot">
      <Button
        ariaLabel={`Guard rails of ${connection.name}`}
        disabled={!rails.data}
        onClick={() => setOpen(true)}
      >
        Guard rails
      </Button>
      <span className="muted">
        {rails.data ? `Before a start: ${railWords(rails.data, connection.environment)}` : ""}
      </span>
      {isOpen && rails.data ? (
        <GuardRailsDialog connection={connection} rails={rails.data} onClose={close} />
      ) : null}
    </div>
  );
}
