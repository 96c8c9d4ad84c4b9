/**
 * Tells the inventory what only this console knows: which fleets its operations hold, which manifests it keeps, what
 * they left behind, and what was looked at for returns.
 */
import { isTerminal } from "../shared/model/operation.ts";
import { holdsItsFleet } from "../shared/model/plan.ts";
import type { ConnectionId, FleetId } from "../shared/model/ids.ts";
import type { OperationSummary } from "../shared/model/operation.ts";
import type { Inventory } from "./inventory/inventory.ts";
import type { ViewExtras } from "./inventory/messages.ts";
import type { Journal } from "./journal/journal.ts";
import { leftSizes } from "./journal/left-sizes.ts";
import type { Operations } from "./operations/operations.ts";
import { pastReturns } from "./readiness/past-returns.ts";
import type { ReturnChecks } from "./readiness/return-checks.ts";

export interface HeldParts {
  readonly inventory: Pick<Inventory, "connections" | "setExtras" | "refresh">;
  readonly journal: Pick<Journal, "memory" | "evidence" | "running">;
  readonly operations: Pick<Operations, "summaries" | "summary" | "groupsOf" | "onChange">;
  readonly returns: Pick<ReturnChecks, "facts">;
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

export interface InventoryTeller {
  /** Something that the console knows of the connection has changed. */
  tell(id: ConnectionId): void;
  end(): void;
}

export function tellInventory(parts: HeldParts): InventoryTeller {
  const { inventory, operations } = parts;
  const said = new Map<ConnectionId, ViewExtras>();
  const past = rememberedPast(parts);
  const tell = (id: ConnectionId) => {
    const extras = extrasOf(parts, id, past());
    if (isSame(said.get(id), extras)) return;
    said.set(id, extras);
    inventory.setExtras(id, extras);
  };
  const tellAll = () => inventory.connections().forEach(({ id }) => tell(id));
  tellAll();
  const end = operations.onChange((change) => {
    if (change.kind === "operation") return tellAll();
    if (change.kind === "slots") return;
    if (change.event.call?.outcome !== "intent") refreshTouched(parts, change.event.operationId);
  });
  return { tell, end };
}

function extrasOf(
  { journal, operations, returns }: HeldParts,
  id: ConnectionId,
  past: ViewExtras["pastReturns"],
): ViewExtras {
  return {
    heldBy: heldFleets(operations.summaries()),
    ...journal.memory.manifests(),
    leftSizes: leftSizes(journal, id),
    returnFacts: returns.facts(id),
    pastReturns: past,
  };
}

/** What was looked at is compared as a whole: it is made anew when any of it changes. */
function isSame(said: ViewExtras | undefined, now: ViewExtras): boolean {
  if (said?.returnFacts !== now.returnFacts || said.pastReturns !== now.pastReturns) return false;
  const text = ({ heldBy, knownManifests, cutManifests, leftSizes: left }: ViewExtras) =>
    JSON.stringify([[...heldBy], [...knownManifests], [...cutManifests], left]);
  return text(said) === text(now);
}

/** Read again when another operation has ended. */
function rememberedPast({ journal, operations }: HeldParts): () => ViewExtras["pastReturns"] {
  let ended = -1;
  let past: ViewExtras["pastReturns"] = new Map();
  return () => {
    const now = operations.summaries().filter(({ status }) => isTerminal(status)).length;
    if (now !== ended) past = pastReturns(journal);
    ended = now;
    return past;
  };
}

/** What an operation has just changed, or seen change, is read at once: the screen doesn't lag behind its events. */
function refreshTouched({ inventory, operations }: HeldParts, id: OperationSummary["id"]): void {
  const connectionId = operations.summary(id)?.connectionId;
  if (connectionId === undefined) return;
  const groups = operations.groupsOf(id);
  if (groups.length > 0) inventory.refresh(connectionId, groups);
  else inventory.refresh(connectionId);
}
