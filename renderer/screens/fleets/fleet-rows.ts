/** A row of the fleets table: a fleet with what is joined to it. A row that didn't change stays the same object. */
import { useMemo, useRef } from "react";
import type { Connection } from "../../../shared/model/connection.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { OperationSummary } from "../../../shared/model/operation.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useRunningByFleet } from "../../components/operations/running.ts";

export interface FleetRow {
  readonly fleet: FleetView;
  readonly connection: Connection | null;
  readonly operation: OperationSummary | null;
}

export function joinRows(
  fleets: Iterable<FleetView>,
  connectionOf: (connectionId: string) => Connection | null,
  running: ReadonlyMap<string, OperationSummary>,
  before: ReadonlyMap<string, FleetRow>,
): ReadonlyMap<string, FleetRow> {
  const rows = new Map<string, FleetRow>();
  for (const fleet of fleets) {
    const connection = connectionOf(fleet.connectionId);
    const operation = running.get(fleet.id) ?? null;
    const old = before.get(fleet.id);
    const isSame =
      old?.fleet === fleet && old.operation === operation && isSameConnection(old.connection, connection);
    rows.set(fleet.id, isSame ? old : { fleet, connection, operation });
  }
  return rows;
}

function isSameConnection(left: Connection | null, right: Connection | null): boolean {
  return left?.id === right?.id && left?.name === right?.name && left?.environment === right?.environment;
}

export function useFleetRows(): readonly FleetRow[] {
  const fleets = useTopic("fleets").rows;
  const connections = useTopic("connections").rows;
  const running = useRunningByFleet();
  const before = useRef<ReadonlyMap<string, FleetRow>>(new Map());
  return useMemo(() => {
    const connectionOf = (id: string) => connections.get(id)?.connection ?? null;
    const rows = joinRows(fleets.values(), connectionOf, running, before.current);
    before.current = rows;
    return [...rows.values()];
  }, [fleets, connections, running]);
}
