import { useCallback } from "react";
import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import type { Allowed } from "../../../shared/model/plan.ts";
import { can } from "../../../shared/rules/can.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useLinkLost } from "../../client/use-link-lost.ts";
import { useRunningByFleet } from "./running.ts";

const notKnown: Allowed = {
  ok: false,
  reason: "The fleet's connection isn't known yet.",
  cure: "Wait for the next reading.",
};

/** The same rule that the console enforces, on the rows that are on screen; nothing while it can't be asked. */
export function useCanRollBack(): (fleet: FleetView, generation: GenerationView) => Allowed {
  const connections = useTopic("connections").rows;
  const running = useRunningByFleet();
  const lost = useLinkLost();
  return useCallback(
    (fleet, generation) => {
      if (lost !== null) return { ok: false, reason: lost, cure: "Its state is as last seen." };
      const connection = connections.get(fleet.connectionId)?.connection;
      if (connection === undefined) return notKnown;
      return can.rollBack(fleet, generation, connection, running.get(fleet.id) ?? null);
    },
    [connections, running, lost],
  );
}
