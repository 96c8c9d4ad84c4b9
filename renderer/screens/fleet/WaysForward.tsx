import { useState } from "react";
import type { Finding, FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { can } from "../../../shared/rules/can.ts";
import { waysForward, type WayForward } from "../../../shared/rules/ways-forward.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useRollback } from "../../components/operations/RollbackProvider.tsx";
import { useRunningByFleet } from "../../components/operations/running.ts";
import { Panel } from "../../ui/Panel.tsx";
import { PutBackDialog } from "./dialogs/PutBackDialog.tsx";
import { RetireDialog } from "./RetireDialog.tsx";

/** Where a fleet can't simply be replaced: what can be done on it instead. Else nothing. */
export function WaysForward({ fleet }: { readonly fleet: FleetView }) {
  const connection = useTopic("connections").rows.get(fleet.connectionId)?.connection;
  const running = useRunningByFleet().get(fleet.id) ?? null;
  const [retiring, setRetiring] = useState<GenerationView | null>(null);
  const [mending, setMending] = useState<Finding | null>(null);
  if (connection === undefined || running !== null || can.replace(fleet, connection).ok)
    return null;
  const why = can.replace(fleet, connection);
  return (
    <Panel
      title="What can be done now"
      note={why.ok ? "" : `it can't be replaced: ${why.reason}`}
      className="ways-forward"
    >
      <ul>
        {waysForward(fleet, connection, running).map((way) => (
          <li key={`${way.kind} ${way.label} ${way.finding?.subject ?? ""}`}>
            <WayButton {...{ fleet, way }} onRetire={setRetiring} onMend={setMending} />
            <span className="muted">{way.does}</span>
          </li>
        ))}
      </ul>
      {retiring === null ? null : (
        <RetireDialog fleet={fleet} generation={retiring} onClose={() => setRetiring(null)} />
      )}
      {mending === null ? null : (
        <PutBackDialog fleet={fleet} finding={mending} onClose={() => setMending(null)} />
      )}
    </Panel>
  );
}

interface WayButtonProps {
  readonly fleet: FleetView;
  readonly way: WayForward;
  readonly onRetire: (generation: GenerationView) => void;
  readonly onMend: (finding: Finding) => void;
}

function WayButton({ fleet, way, onRetire, onMend }: WayButtonProps) {
  const rollback = useRollback();
  const { generation, finding, label } = way;
  const act = () => {
    if (way.kind === "put-back" && finding !== null) onMend(finding);
    if (generation === null) return;
    if (way.kind === "retire") onRetire(generation);
    if (way.kind === "roll-back") rollback.ask(fleet.id, generation.id);
  };
  if (way.kind === "wait") return <strong>{label}</strong>;
  return (
    <button type="button" className="text-button tone-info" onClick={act}>
      {label}…
    </button>
  );
}
