import { Meter } from "../../ui/Meter.tsx";
import { operationLink } from "../../links.ts";
import type { FleetRow } from "./fleet-rows.ts";

export function NowCell({
  row,
  inTabOrder,
}: {
  readonly row: FleetRow;
  readonly inTabOrder: boolean;
}) {
  const { fleet, operation } = row;
  const held = operation?.stuck?.cause ?? null;
  if (operation !== null)
    return (
      <a
        className="now-link"
        href={operationLink(operation)}
        tabIndex={inTabOrder ? 0 : -1}
        title={`${operation.title}: ${held ?? operation.phase}`}
      >
        <Meter
          value={operation.progress}
          label={`${operation.title}: ${operation.phase}`}
          tone={held === null ? "busy" : "bad"}
        />
        {held === null ? null : <span className="now-held tone-bad">{held}</span>}
      </a>
    );
  if (fleet.heldBy !== null)
    return (
      <span className="tone-warn" title={fleet.heldBy}>
        held by another console
      </span>
    );
  if (fleet.inService < fleet.floor)
    return (
      <span className="tone-bad">
        {fleet.inService} in service, floor {fleet.floor}
      </span>
    );
  if (fleet.inService < fleet.desired)
    return (
      <span className="tone-warn">
        {fleet.inService} of {fleet.desired} in service
      </span>
    );
  return <span className="muted">steady</span>;
}
