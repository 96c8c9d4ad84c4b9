/** Tells the inventory what only this console knows: which fleets its operations hold, which manifests it keeps. */
import { isTerminal } from "../shared/model/operation.ts";
import { holdsItsFleet } from "../shared/model/plan.ts";
import type { FleetId } from "../shared/model/ids.ts";
import type { OperationSummary } from "../shared/model/operation.ts";
import type { Inventory } from "./inventory/inventory.ts";
import type { Journal } from "./journal/journal.ts";
import { leftSizes } from "./journal/left-sizes.ts";
import type { Operations } from "./operations/operations.ts";

export interface HeldParts {
  readonly inventory: Pick<Inventory, "connections" | "setExtras" | "refresh">;
  readonly journal: Pick<Journal, "memory" | "evidence" | "running">;
  readonly operations: Pick<Operations, "summaries" | "summary" | "groupsOf" | "onChange">;
}

export function heldFleets(summaries: readonly OperationSummary[]): ReadonlyMap<FleetId, string> {
  const running = summaries.filter(
    ({ status, kind }) => !isTerminal(status) && holdsItsFleet(kind),
  );
  return new Map(
    running.flatMap(({ fleetId, title, who }) =>
      fleetId ? [[fleetId, `"${title}" (${who})`]] : [],
    ),
  );
}

/** Returns the function that ends it. */
export function tellInventory(parts: HeldParts): () => void {
  const { inventory, journal, operations } = parts;
  let said = "";
  const tell = () => {
    const heldBy = heldFleets(operations.summaries());
    const knownManifests = journal.memory.knownManifests();
    const left = inventory.connections().map(({ id }) => leftSizes(journal, id));
    const now = JSON.stringify([[...heldBy], [...knownManifests], left]);
    if (now === said) return;
    said = now;
    inventory.connections().forEach(({ id }, at) => {
      inventory.setExtras(id, { heldBy, knownManifests, leftSizes: left[at] ?? [] });
    });
  };
  tell();
  return operations.onChange((change) => {
    if (change.kind === "operation") return tell();
    if (change.kind === "slots") return;
    if (change.event.call?.outcome !== "intent") refreshTouched(parts, change.event.operationId);
  });
}

/** What an operation has just changed, or seen change, is read at once: the screen doesn't lag behind its events. */
function refreshTouched({ inventory, operations }: HeldParts, id: OperationSummary["id"]): void {
  const connectionId = operations.summary(id)?.connectionId;
  if (connectionId === undefined) return;
  const groups = operations.groupsOf(id);
  if (groups.length > 0) inventory.refresh(connectionId, groups);
  else inventory.refresh(connectionId);
}
