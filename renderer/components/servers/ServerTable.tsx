import { useMemo } from "react";
import type { FleetView, ServerView } from "../../../shared/model/fleet.ts";
import { useAgeWords } from "../connections/clocks.ts";
import { links } from "../../links.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import type { GridColumn } from "../../ui/grid-column.ts";
import { VirtualGrid } from "../../ui/VirtualGrid.tsx";
import { stateWords } from "./server-look.ts";

interface ServerTableProps {
  readonly fleet: FleetView;
  readonly servers: readonly ServerView[];
}

const keyOf = (server: ServerView) => server.id;

/** The servers of a fleet in words: what the slots show in colours. */
export function ServerTable({ fleet, servers }: ServerTableProps) {
  const columns = useMemo(() => serverColumns(fleet), [fleet]);
  return (
    <VirtualGrid
      label={`Servers of ${fleet.name}`}
      rows={servers}
      columns={columns}
      rowKey={keyOf}
      rowLabel={keyOf}
      rowHeight={30}
      empty={<Emptiness title="No servers" />}
    />
  );
}

/** Against its generation where it has one, else against its image. */
function comparisonOf({ connectionId }: FleetView, server: ServerView): string {
  const { id, fleetId, generationId, imageId } = server;
  return links.compare([
    generationId === null
      ? { kind: "image", connectionId, imageId }
      : { kind: "generation", fleetId, generationId },
    { kind: "server", connectionId, serverId: id },
  ]);
}

function serverColumns(fleet: FleetView): readonly GridColumn<ServerView>[] {
  const labels = new Map<string, string>(fleet.generations.map(({ id, label }) => [id, label]));
  const labelOf = (server: ServerView) => labels.get(server.generationId ?? "") ?? "none";
  return [
    {
      id: "id",
      title: "Server",
      track: "minmax(150px, 1.4fr)",
      sortKey: keyOf,
      cell: (server) => <span className="mono">{server.id}</span>,
    },
    {
      id: "compare",
      title: "Compare",
      track: "90px",
      cell: (server, inTabOrder) => (
        <a
          href={comparisonOf(fleet, server)}
          tabIndex={inTabOrder ? 0 : -1}
          aria-label={`Compare ${server.id} with what it should be`}
        >
          compare
        </a>
      ),
    },
    { id: "generation", title: "Generation", track: "90px", sortKey: labelOf, cell: labelOf },
    {
      id: "state",
      title: "State",
      track: "minmax(110px, 1fr)",
      sortKey: ({ state }) => state,
      cell: (server) => <span title={server.awsState}>{stateWords(server.state)}</span>,
    },
    {
      id: "zone",
      title: "Zone",
      track: "100px",
      sortKey: ({ zone }) => zone,
      cell: ({ zone }) => zone,
    },
    { id: "type", title: "Type", track: "100px", cell: ({ instanceType }) => instanceType },
    {
      id: "ip",
      title: "Address",
      track: "110px",
      cell: ({ privateIp }) => <span className="mono">{privateIp ?? "—"}</span>,
    },
    {
      id: "age",
      title: "Age",
      track: "70px",
      sortKey: ({ launchedAtMs }) => -launchedAtMs,
      cell: (server) => <AgeOf fleet={fleet} server={server} />,
    },
    {
      id: "drift",
      title: "Differs by",
      track: "minmax(120px, 1.4fr)",
      sortKey: ({ snowflake }) => snowflake.length,
      cell: ({ snowflake }) => <span className="tone-warn">{snowflake.join(", ")}</span>,
    },
  ];
}

function AgeOf({ fleet, server }: { readonly fleet: FleetView; readonly server: ServerView }) {
  return useAgeWords(fleet.connectionId, server.launchedAtMs);
}
