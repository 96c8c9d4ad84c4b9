import { useMemo } from "react";
import type { FleetView, GenerationState, ServerView } from "../../../shared/model/fleet.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { useTopic } from "../../client/topic-store.ts";
import { ServerSlots } from "../../components/servers/ServerSlots.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Swatch } from "../../ui/Swatch.tsx";

interface SlotPanelsProps {
  readonly operation: OperationDetail;
  readonly fleet: FleetView | undefined;
}

interface Side {
  readonly label: string;
  readonly state: GenerationState;
  readonly servers: readonly ServerView[];
  readonly size: number;
}

/** Old and new servers in their slots. */
export function SlotPanels({ operation, fleet }: SlotPanelsProps) {
  const servers = useTopic("servers", operation.fleetId ?? "none").rows;
  const sides = useMemo(
    () => sidesOf(operation, fleet, [...servers.values()]),
    [operation, fleet, servers],
  );
  return sides.map((side) => <SidePanel key={side.label} side={side} />);
}

function SidePanel({ side }: { readonly side: Side }) {
  const inService = side.servers.filter(({ state }) => state === "in-service").length;
  const coming = side.servers.filter(
    ({ state }) => state === "launching" || state === "warming",
  ).length;
  const kept = side.servers.filter(({ state }) => state === "retained").length;
  const words = [
    `${String(inService)} in service`,
    ...(coming === 0 ? [] : [`${String(coming)} coming`]),
    ...(kept === 0 ? [] : [`${String(kept)} kept`]),
  ].join(", ");
  return (
    <Panel
      className="slot-panel"
      title={
        <>
          <Swatch kind={side.state} />
          {side.label} {side.state}
        </>
      }
      note={words}
    >
      <ServerSlots
        label={`${side.label}: ${words}`}
        servers={side.servers}
        state={side.state}
        size={side.size}
      />
    </Panel>
  );
}

function sidesOf(
  operation: OperationDetail,
  fleet: FleetView | undefined,
  servers: readonly ServerView[],
): readonly Side[] {
  const { groups } = operation.plan;
  if (groups === null) return [];
  const side = (name: string, label: string, absent: GenerationState): Side => {
    const generations = fleet?.generations.filter(({ groupName }) => groupName === name) ?? [];
    const ids = new Set<string>(generations.map(({ id }) => id));
    const own = servers.filter(
      ({ generationId }) => generationId !== null && ids.has(generationId),
    );
    return { label, state: generations[0]?.state ?? absent, servers: own, size: 0 };
  };
  const from = side(groups.from, groups.fromLabel, "live");
  const to = side(groups.to, groups.toLabel, "rising");
  const size = Math.max(from.servers.length, ...operation.samples.map((sample) => sample.from));
  return [from, { ...to, size }];
}
