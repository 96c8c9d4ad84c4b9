/** A row of the fleets table: a fleet with what is joined to it. A row that didn't change stays the same object. */
import { useMemo, useState } from "react";
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
      old?.fleet === fleet &&
      old.operation === operation &&
      isSameConnection(old.connection, connection);
    rows.set(fleet.id, isSame ? old : { fleet, connection, operation });
  }
  return rows;
}

function isSameConnection(left: Connection | null, right: Connection | null): boolean {
  return (
    left?.id === right?.id && left?.name === right?.name && left?.environment === right?.environment
  );
}

/** Remembers the rows of last time, so that those that didn't change stay the same objects. */
function createRowJoiner() {
  let before: ReadonlyMap<string, FleetRow> = new Map();
  return (...[fleets, connectionOf, running]: JoinedParts): readonly FleetRow[] => {
    before = joinRows(fleets, connectionOf, running, before);
    return [...before.values()];
  };
}

type JoinedParts = readonly [
  fleets: Iterable<FleetView>,
  connectionOf: (connectionId: string) => Connection | null,
  running: ReadonlyMap<string, OperationSummary>,
];

export function useFleetRows(): readonly FleetRow[] {
  const fleets = useTopic("fleets").rows;
  const connections = useTopic("connections").rows;
  const running = useRunningByFleet();
  const [join] = useState(createRowJoiner);
  return useMemo(
    () => join(fleets.values(), (id) => connections.get(id)?.connection ?? null, running),
    [join, fleets, connections, running],
  );
}
