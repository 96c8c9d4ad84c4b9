import SegmentedControl from "@cloudscape-design/components/segmented-control";
import { useMemo, useState } from "react";
import type { FleetView, GenerationView, ServerView } from "../../../shared/model/fleet.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useTopic } from "../../client/topic-store.ts";
import { GenerationName } from "../../components/generations/GenerationName.tsx";
import { ServerSlots } from "../../components/servers/ServerSlots.tsx";
import { ServerTable } from "../../components/servers/ServerTable.tsx";
import { Panel } from "../../ui/Panel.tsx";

interface FleetServersProps {
  readonly fleet: FleetView;
  readonly marked: string | null;
}

export function FleetServers({ fleet, marked }: FleetServersProps) {
  const servers = useTopic("servers", fleet.id).rows;
  const all = useMemo(() => [...servers.values()], [servers]);
  const [look, setLook] = useState<"slots" | "table">("slots");
  return (
    <Panel
      title="Servers"
      note={countWords(all.length, "server")}
      actions={
        <SegmentedControl
          selectedId={look}
          label="How the servers are shown"
          options={[
            { id: "slots", text: "Slots" },
            { id: "table", text: "Table" },
          ]}
          onChange={({ detail }) => setLook(detail.selectedId === "table" ? "table" : "slots")}
        />
      }
    >
      {look === "table" ? (
        <div className="fleet-server-table">
          <ServerTable fleet={fleet} servers={all} />
        </div>
      ) : (
        <SlotsByGeneration fleet={fleet} servers={all} marked={marked} />
      )}
    </Panel>
  );
}

interface SlotsByGenerationProps extends FleetServersProps {
  readonly servers: readonly ServerView[];
}

function SlotsByGeneration({ fleet, servers, marked }: SlotsByGenerationProps) {
  const byGeneration = useMemo(
    () => Map.groupBy(servers, (server) => server.generationId),
    [servers],
  );
  const shown = fleet.generations.filter(
    ({ id, servers: count }) => count > 0 || byGeneration.has(id),
  );
  const strays = byGeneration.get(null) ?? [];
  return (
    <div className="fleet-slots">
      {shown.map((generation) => (
        <SlotGroup
          key={generation.id}
          generation={generation}
          servers={byGeneration.get(generation.id) ?? []}
          marked={marked}
        />
      ))}
      {strays.length === 0 ? null : (
        <div>
          <div className="tone-warn">Outside any generation · {strays.length}</div>
          <ServerSlots
            label="Servers outside any generation"
            servers={strays}
            state="live"
            size={0}
            marked={marked}
          />
        </div>
      )}
    </div>
  );
}

interface SlotGroupProps {
  readonly generation: GenerationView;
  readonly servers: readonly ServerView[];
  readonly marked: string | null;
}

function SlotGroup({ generation, servers, marked }: SlotGroupProps) {
  const words =
    generation.state === "warm"
      ? `${countWords(servers.length, "server")} kept for a return`
      : `${String(generation.inService)} in service of ${String(servers.length)}`;
  return (
    <div>
      <div className="fleet-slots-name">
        <GenerationName label={generation.label} state={generation.state} />{" "}
        <span className="muted">· {words}</span>
      </div>
      <ServerSlots
        label={`${generation.label}: ${words}`}
        servers={servers}
        state={generation.state}
        size={generation.desired}
        marked={marked}
      />
    </div>
  );
}
