import { useState } from "react";
import type { Finding, FleetView } from "../../../shared/model/fleet.ts";
import { can } from "../../../shared/rules/can.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useAgoWords } from "../../components/connections/clocks.ts";
import { Panel } from "../../ui/Panel.tsx";
import { PutBackDialog } from "./dialogs/PutBackDialog.tsx";
import { remedyWords } from "./dialogs/remedy-words.ts";

/** What differs and what was left behind, each with its evidence and, where Bennu can, the way to put it back. */
export function FindingList({ fleet }: { readonly fleet: FleetView }) {
  const sync = useTopic("connections").rows.get(fleet.connectionId)?.lastSyncAtMs ?? fleet.readAtMs;
  const read = useAgoWords(fleet.connectionId, sync);
  const [mending, setMending] = useState<Finding | null>(null);
  const { findings } = fleet;
  return (
    <Panel
      title="Drift and what was left"
      note={
        findings.length === 0 ? "" : `${countWords(findings.length, "finding")}, as read ${read}`
      }
    >
      {findings.length === 0 ? (
        <p className="muted">
          Nothing differs from what its generation says, and nothing was left behind, as read {read}
          .
        </p>
      ) : (
        <ul className="findings">
          {findings.map((finding) => (
            <FindingRow
              key={`${finding.kind} ${finding.subject}`}
              fleet={fleet}
              finding={finding}
              onMend={setMending}
            />
          ))}
        </ul>
      )}
      {mending === null ? null : (
        <PutBackDialog fleet={fleet} finding={mending} onClose={() => setMending(null)} />
      )}
    </Panel>
  );
}

interface FindingRowProps {
  readonly fleet: FleetView;
  readonly finding: Finding;
  readonly onMend: (finding: Finding) => void;
}

function FindingRow({ fleet, finding, onMend }: FindingRowProps) {
  const connection = useTopic("connections").rows.get(fleet.connectionId)?.connection;
  const words = remedyWords(finding);
  const allowed = connection === undefined ? null : can.putBack(fleet, connection);
  const refusal = allowed?.ok === false ? `${allowed.reason} ${allowed.cure}` : "";
  return (
    <li>
      <div className="finding-head">
        <span className="mono tone-warn">{finding.subject}</span>
        {words === null ? null : (
          <button
            type="button"
            className="text-button tone-info"
            disabled={allowed?.ok !== true}
            title={refusal}
            aria-label={`${words}: ${finding.subject}`}
            onClick={() => onMend(finding)}
          >
            {words}…
          </button>
        )}
      </div>
      <div>{finding.evidence}</div>
      <div className="muted">{finding.cure}</div>
    </li>
  );
}
