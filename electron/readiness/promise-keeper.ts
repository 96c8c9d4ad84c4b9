/**
 * Where a connection keeps generations returnable, holds the promise after every change of a fleet by an operation of
 * its own, shown and journalled like any other. What it can't do stays a finding on the fleet.
 */
import type { Connection } from "../../shared/model/connection.ts";
import type { ConnectionId, FleetId, OperationId } from "../../shared/model/ids.ts";
import { isTerminal, type OperationSummary } from "../../shared/model/operation.ts";
import { countWords } from "../../shared/words/counts.ts";
import { promisedCount } from "../../shared/rules/promises.ts";
import type { Operations } from "../operations/operations.ts";
import type { PlanBook } from "../planning/plan-book.ts";

export interface KeeperParts {
  readonly operations: Pick<Operations, "summaries" | "summary" | "onChange" | "start">;
  readonly book: Pick<PlanBook, "makeUnkept">;
  /** Null: not there any more. */
  connection(id: ConnectionId): Connection | null;
  /** Fleets that stand on what was revoked, or may again. */
  standOn(revocation: OperationId): readonly FleetId[];
  /** Told why a promise could not be held just now. */
  readonly onFault: (message: string) => void;
}

/** After these another generation is live, or one is no longer promised. */
const changes: ReadonlySet<OperationSummary["kind"]> = new Set(["replace", "rollback", "revoke"]);

/** Gives the function that ends it. */
export function keepPromises(parts: KeeperParts): () => void {
  const { operations } = parts;
  const past = new Set<OperationId>(
    operations
      .summaries()
      .filter(({ status }) => isTerminal(status))
      .map(({ id }) => id),
  );
  return operations.onChange((change) => {
    if (change.kind !== "operation") return;
    const summary = operations.summary(change.operationId);
    if (summary === null || !isTerminal(summary.status) || past.has(summary.id)) return;
    past.add(summary.id);
    if (summary.status === "succeeded" && changes.has(summary.kind))
      void keep(parts, summary).catch((error: unknown) => parts.onFault(String(error)));
  });
}

async function keep(parts: KeeperParts, { id, fleetId, connectionId, kind }: OperationSummary) {
  const connection = parts.connection(connectionId);
  if (connection === null || connection.readOnly || promisedCount(connection) === 0) return;
  const fleets = kind === "revoke" ? parts.standOn(id) : fleetId === null ? [] : [fleetId];
  for (const fleet of fleets) await keepOf(parts, fleet, connection);
}

async function keepOf({ operations, book }: KeeperParts, fleetId: FleetId, connection: Connection) {
  const count = promisedCount(connection);
  const planned = await book.makeUnkept({ kind: "promise", fleetId });
  if (planned.refused) return;
  const kept = countWords(count, "earlier generation");
  const reason = `${connection.name} keeps ${kept} of each fleet returnable`;
  operations.start(planned.plan, { reason, changeNumber: null });
}
