/** What all connections hold, as it was last seen: for those that ask beyond one of them. */
import { holeOf, indexHoles, type HoleWorld } from "../../shared/lineage/hole.ts";
import type { ConnectionState } from "../../shared/model/connection.ts";
import type { FleetView } from "../../shared/model/fleet.ts";
import type { FleetId, OperationId } from "../../shared/model/ids.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { Parts } from "./parts.ts";

export function findFleet(inventory: Inventory, id: string): FleetView | null {
  for (const connection of inventory.connections()) {
    const found = inventory.views(connection.id).fleets.get(id);
    if (found) return found;
  }
  return null;
}

/** Every connection as it was last seen. */
export const worldsOf = ({ inventory }: Parts): readonly HoleWorld[] =>
  inventory.connections().map(({ id }) => {
    const { images, fleets } = inventory.views(id);
    return { connectionId: id, images: images.values(), fleets: fleets.values() };
  });

/** The fleets of its own connection that a revocation's image still reaches; of another operation none. */
export function standOn(parts: Parts, revocation: OperationId): readonly FleetId[] {
  const intent = parts.operations.detail(revocation)?.plan.intent;
  if (intent?.kind !== "revoke") return [];
  const { uses } = holeOf(indexHoles(worldsOf(parts)), intent.imageId);
  const here = uses.filter(({ connectionId }) => connectionId === intent.connectionId);
  return [...new Set(here.map(({ fleetId }) => fleetId))];
}

/** A practice region's clock is asked anew: its last pass over the region may be a while ago. */
export function freshClock({ practice }: Parts): (state: ConnectionState) => ConnectionState {
  return (state) =>
    state.connection.kind === "practice" && practice.isOpen(state.connection.id)
      ? { ...state, clock: practice.of(state.connection.id).reading() }
      : state;
}
