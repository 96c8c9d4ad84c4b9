import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import type { OperationSummary } from "../../../shared/model/operation.ts";
import { useTopic } from "../../client/topic-store.ts";

interface RolledBackNoticeProps {
  readonly fleet: FleetView;
  readonly onRevoke: (generation: GenerationView) => void;
}

/** After a roll back: the generation that one came from is still there, and nothing keeps others from it yet. */
export function RolledBackNotice({ fleet, onRevoke }: RolledBackNoticeProps) {
  const operations = useTopic("operations").rows;
  const left = rolledBackFrom(fleet, operations.values());
  if (left === null) return null;
  return (
    <p className="fleet-notice">
      The fleet was rolled back from <strong>{left.label}</strong>. If that one is bad, revoke its
      image, and no console puts it in again.{" "}
      <button type="button" className="text-button tone-info" onClick={() => onRevoke(left)}>
        Revoke {left.label}…
      </button>
    </p>
  );
}

/** What served last before the newest roll back; null: none, or it is revoked already. */
export function rolledBackFrom(
  fleet: FleetView,
  operations: Iterable<OperationSummary>,
): GenerationView | null {
  const own = [...operations].filter(
    ({ fleetId, kind }) => fleetId === fleet.id && (kind === "replace" || kind === "rollback"),
  );
  const newest = own.toSorted((left, right) => right.startedAtMs - left.startedAtMs)[0];
  if (newest?.kind !== "rollback" || newest.status !== "succeeded") return null;
  const [left] = fleet.generations
    .filter(({ id, servedUntilMs }) => id !== fleet.liveId && servedUntilMs !== null)
    .toSorted((a, b) => (b.servedUntilMs ?? 0) - (a.servedUntilMs ?? 0));
  return left === undefined || left.revoked !== null || left.imageId === null ? null : left;
}
