import { useMemo } from "react";
import { isTerminal, type OperationSummary } from "../../../shared/model/operation.ts";
import { holdsItsFleet } from "../../../shared/model/plan.ts";
import { useTopic } from "../../client/topic-store.ts";

export const isFleetOperation = (operation: OperationSummary) => operation.kind !== "bake";

/** Running operations by the fleet that they hold. */
export function runningByFleet(
  operations: Iterable<OperationSummary>,
): ReadonlyMap<string, OperationSummary> {
  const found = new Map<string, OperationSummary>();
  for (const operation of operations)
    if (
      operation.fleetId !== null &&
      !isTerminal(operation.status) &&
      holdsItsFleet(operation.kind)
    )
      found.set(operation.fleetId, operation);
  return found;
}

export function useRunningByFleet(): ReadonlyMap<string, OperationSummary> {
  const { rows } = useTopic("operations");
  return useMemo(() => runningByFleet(rows.values()), [rows]);
}

export function useRunningCounts(): { readonly bakes: number; readonly fleets: number } {
  const { rows } = useTopic("operations");
  return useMemo(() => {
    const running = [...rows.values()].filter((operation) => !isTerminal(operation.status));
    const bakes = running.filter((operation) => operation.kind === "bake").length;
    return { bakes, fleets: running.length - bakes };
  }, [rows]);
}
