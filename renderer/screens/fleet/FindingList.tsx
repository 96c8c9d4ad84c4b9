import type { FleetView } from "../../../shared/model/fleet.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useAgeWords } from "../../components/connections/clocks.ts";
import { Panel } from "../../ui/Panel.tsx";

export function FindingList({ fleet }: { readonly fleet: FleetView }) {
  const sync = useTopic("connections").rows.get(fleet.connectionId)?.lastSyncAtMs ?? fleet.readAtMs;
  const read = useAgeWords(fleet.connectionId, sync);
  const { findings } = fleet;
  return (
    <Panel title="Drift" note={findings.length === 0 ? "" : countWords(findings.length, "finding")}>
      {findings.length === 0 ? (
        <p className="muted">
          Nothing differs from what its generation says, as read{" "}
          {read === "just now" ? read : `${read} ago`}.
        </p>
      ) : (
        <ul className="findings">
          {findings.map((finding) => (
            <li key={`${finding.kind} ${finding.subject}`}>
              <span className="mono tone-warn">{finding.subject}</span>
              <div>{finding.evidence}</div>
              <div className="muted">{finding.cure}</div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
