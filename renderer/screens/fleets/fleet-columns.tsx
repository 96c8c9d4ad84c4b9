import type { FleetView } from "../../../shared/model/fleet.ts";
import { useAgeWords } from "../../components/connections/clocks.ts";
import { environmentTone } from "../../components/connections/environment.ts";
import { GenerationBar } from "../../components/generations/GenerationBar.tsx";
import { liveGeneration, risingGeneration } from "../../components/generations/readiness.ts";
import { links } from "../../links.ts";
import type { GridColumn } from "../../ui/grid-column.ts";
import type { FleetRow } from "./fleet-rows.ts";
import { snowflakesOf } from "./fleet-tiles.ts";
import { NowCell } from "./NowCell.tsx";
import { RollbackCell } from "./RollbackCell.tsx";

interface FleetColumnOptions {
  /** The largest fleet, against which the bars are drawn. */
  readonly mostServers: number;
  /** Fleets of several connections may have the same name: then each row says whose it is. */
  readonly severalConnections: boolean;
}

export function fleetColumns(options: FleetColumnOptions): readonly GridColumn<FleetRow>[] {
  const { mostServers, severalConnections } = options;
  return [
    {
      id: "fleet",
      title: "Fleet",
      track: "minmax(130px, 1.15fr)",
      sortKey: ({ fleet }) => fleet.name,
      cell: ({ fleet }, inTabOrder) => (
        <a className="fleet-link" href={links.fleet(fleet.id)} tabIndex={inTabOrder ? 0 : -1}>
          {fleet.name}
        </a>
      ),
    },
    ...(severalConnections ? [connectionColumn] : []),
    {
      id: "generations",
      title: "Generations in service",
      track: "minmax(180px, 2.6fr)",
      sortKey: ({ fleet }) => fleet.servers,
      cell: ({ fleet }) => <GenerationBar fleet={fleet} mostServers={mostServers} />,
    },
    {
      id: "live",
      title: "Live",
      track: "minmax(84px, 0.8fr)",
      sortKey: ({ fleet }) => liveGeneration(fleet)?.label ?? null,
      cell: ({ fleet }) => <LiveCell fleet={fleet} />,
    },
    {
      id: "age",
      title: "Age",
      track: "62px",
      sortKey: ({ fleet }) => fleet.liveSinceMs,
      cell: ({ fleet }) => <AgeCell fleet={fleet} />,
    },
    {
      id: "drift",
      title: "Drift",
      track: "54px",
      sortKey: (row) => snowflakesOf(row) + row.fleet.findings.length,
      cell: ({ fleet }) => <DriftCell fleet={fleet} />,
    },
    {
      id: "now",
      title: "Now",
      track: "minmax(120px, 1.2fr)",
      sortKey: ({ operation }) => operation?.progress ?? null,
      cell: (row, inTabOrder) => <NowCell row={row} inTabOrder={inTabOrder} />,
    },
    {
      id: "rollback",
      title: "Roll back",
      track: "minmax(128px, 0.95fr)",
      cell: (row, inTabOrder) => <RollbackCell row={row} inTabOrder={inTabOrder} />,
    },
  ];
}

const connectionColumn: GridColumn<FleetRow> = {
  id: "connection",
  title: "Connection",
  track: "minmax(90px, 0.8fr)",
  sortKey: ({ connection }) => connection?.name ?? null,
  cell: ({ connection }) => (
    <span className={`tone-${environmentTone(connection?.environment ?? "prod")}`}>
      {connection?.name ?? "unknown"}
    </span>
  ),
};

function LiveCell({ fleet }: { readonly fleet: FleetView }) {
  const live = liveGeneration(fleet);
  const rising = risingGeneration(fleet);
  const from = live?.label ?? "none";
  return <span className="mono">{rising === null ? from : `${from} → ${rising.label}`}</span>;
}

function AgeCell({ fleet }: { readonly fleet: FleetView }) {
  const age = useAgeWords(fleet.connectionId, fleet.liveSinceMs);
  const isOld = fleet.findings.some(({ kind }) => kind === "too-old");
  return <span className={isOld ? "tone-warn" : "tone-neutral"}>{age}</span>;
}

/** A promise that isn't held yet is no drift: the fleet's own page says it. */
function DriftCell({ fleet }: { readonly fleet: FleetView }) {
  const findings = fleet.findings.filter(({ kind }) => kind !== "promise-open");
  if (findings.length === 0)
    return (
      <span className="muted" aria-label={fleet.olderUnread ? "being read" : "no drift"}>
        {fleet.olderUnread ? "…" : "—"}
      </span>
    );
  return (
    <span className="tone-warn" title={findings.map(({ evidence }) => evidence).join("\n")}>
      <span aria-hidden="true">▲ </span>
      {findings.length}
      <span className="only-for-readers"> findings</span>
    </span>
  );
}
