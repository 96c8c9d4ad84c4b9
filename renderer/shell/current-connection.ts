import { useMemo } from "react";
import type { ConnectionState, Environment } from "../../shared/model/connection.ts";
import { useTopic } from "../client/topic-store.ts";
import type { Found } from "./use-place.ts";

const riskiestFirst: readonly Environment[] = ["prod", "stage", "dev", "practice"];

/** The connection of what is on screen; where that is many, the riskiest one, so that nobody forgets it. */
export function useCurrentConnection(found: Found | null): ConnectionState | null {
  const connections = useTopic("connections").rows;
  const fleets = useTopic("fleets").rows;
  const operations = useTopic("operations").rows;
  const { fleetId = "", operationId = "" } = found?.place.params ?? {};
  const shown =
    fleets.get(fleetId)?.connectionId ??
    operations.get(operationId)?.connectionId ??
    found?.place.query.get("connection") ??
    null;
  const practising = found?.route.section === "practice";
  return useMemo(() => {
    const named = shown === null ? undefined : connections.get(shown);
    const all = [...connections.values()];
    const practised = practising
      ? all.find(({ connection }) => connection.kind === "practice")
      : undefined;
    return named ?? practised ?? riskiest(all);
  }, [connections, shown, practising]);
}

function riskiest(states: readonly ConnectionState[]): ConnectionState | null {
  const rank = (state: ConnectionState) => riskiestFirst.indexOf(state.connection.environment);
  return states.toSorted((left, right) => rank(left) - rank(right))[0] ?? null;
}
