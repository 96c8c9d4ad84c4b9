import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import { clockAt, type ConnectionState } from "../../../shared/model/connection.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useRunningCounts } from "../../components/operations/running.ts";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { go } from "../../ui/hash-path.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { StatTile } from "../../ui/StatTile.tsx";
import { useTicking } from "../../ui/ticker.ts";
import { VirtualGrid } from "../../ui/VirtualGrid.tsx";
import { ConnectionTroubles } from "./ConnectionTroubles.tsx";
import { fleetColumns } from "./fleet-columns.tsx";
import { emptyQuery, fitsQuery, type FleetQuery } from "./fleet-filter.ts";
import { FleetFilterBar, type Grouping, type FleetsLook } from "./FleetFilterBar.tsx";
import { useFleetRows, type FleetRow } from "./fleet-rows.ts";
import { fleetTiles, isShownBy, isTileName, type TileName } from "./fleet-tiles.ts";
import { NoFleets } from "./NoFleets.tsx";
import { ServerMap } from "./ServerMap.tsx";
import "./fleets.css";

export function FleetsScreen({ place }: { readonly place: Place }) {
  const rows = useFleetRows();
  const connections = useTopic("connections").rows;
  const states = useMemo(() => [...connections.values()], [connections]);
  const [query, setQuery] = useState<FleetQuery>(emptyQuery);
  const [grouping, setGrouping] = useState<Grouping>("none");
  const [look, setLook] = useState<FleetsLook>("table");
  const shownTile = tileOf(place);
  const nowMsOf = useNowOf();
  const shown = useMemo(
    () =>
      rows.filter(
        (row) =>
          fitsQuery(row, query) &&
          (shownTile === null || isShownBy(shownTile, row, nowMsOf(row.fleet.connectionId))),
      ),
    [rows, query, shownTile, nowMsOf],
  );
  const clear = () => {
    setQuery(emptyQuery);
    go(links.fleets());
  };
  return (
    <div className="fleets">
      <FleetsHeader rows={rows} />
      <ConnectionTroubles states={states} />
      <Tiles rows={rows} shown={shownTile} nowMsOf={nowMsOf} isReading={states.some(isFirstSync)} />
      <FleetFilterBar
        rows={rows}
        query={query}
        onQuery={setQuery}
        grouping={grouping}
        onGrouping={setGrouping}
        look={look}
        onLook={setLook}
      />
      {look === "map" && shown.length > 0 ? (
        <ServerMap rows={shown} />
      ) : (
        <FleetGrid
          rows={shown}
          grouping={grouping}
          empty={<NoFleets states={states} isFiltered={rows.length > 0} onClearFilter={clear} />}
        />
      )}
    </div>
  );
}

function tileOf(place: Place): TileName | null {
  const shown = place.query.get("show");
  return isTileName(shown) ? shown : null;
}

/** Ages of days need no second's exactness: a new function once a minute. */
function useNowOf(): (connectionId: string) => number {
  const connections = useTopic("connections").rows;
  const minuteMs = useTicking((wallMs) => Math.floor(wallMs / 60_000) * 60_000);
  return useMemo(
    () => (connectionId) => {
      const state = connections.get(connectionId);
      return state === undefined ? minuteMs : clockAt(state.clock, minuteMs);
    },
    [connections, minuteMs],
  );
}

function FleetsHeader({ rows }: { readonly rows: readonly FleetRow[] }) {
  const servers = rows.reduce((sum, { fleet }) => sum + fleet.servers, 0);
  const generations = rows.reduce((sum, { fleet }) => sum + fleet.generations.length, 0);
  const words = [
    countWords(rows.length, "fleet"),
    `${servers.toLocaleString("en")} servers`,
    countWords(generations, "generation"),
  ];
  return (
    <PageHeader
      title="Fleets"
      note={rows.length === 0 ? "none known yet" : words.join(" · ")}
      actions={
        <>
          <Button href={links.newBake()}>Bake an image</Button>
          <Button variant="primary" href="#/replace">
            Replace…
          </Button>
        </>
      }
    />
  );
}

interface TilesProps {
  readonly rows: readonly FleetRow[];
  readonly shown: TileName | null;
  readonly nowMsOf: (connectionId: string) => number;
  readonly isReading: boolean;
}

const isFirstSync = ({ phase }: ConnectionState) => phase === "first-sync";

function Tiles({ rows, shown, nowMsOf, isReading }: TilesProps) {
  const running = useRunningCounts();
  return (
    <div
      className="stat-tiles"
      role="group"
      aria-label="Figures; press one to show only its fleets"
    >
      {fleetTiles(rows, running.bakes, nowMsOf, isReading).map((tile) => (
        <StatTile
          key={tile.name}
          label={tile.label}
          value={tile.value}
          tone={tile.tone}
          pressed={tile.name === shown}
          onPress={() =>
            go(tile.name === shown ? links.fleets() : links.fleets({ show: tile.name }))
          }
        />
      ))}
    </div>
  );
}

interface FleetGridProps {
  readonly rows: readonly FleetRow[];
  readonly grouping: Grouping;
  readonly empty: React.ReactNode;
}

const groupings: Readonly<Record<Grouping, ((row: FleetRow) => string) | null>> = {
  none: null,
  environment: ({ connection }) => connection?.environment ?? "unknown",
  connection: ({ connection }) => connection?.name ?? "unknown",
};
const keyOfRow = (row: FleetRow) => row.fleet.id;
const labelOfRow = (row: FleetRow) => row.fleet.name;
const openRow = (row: FleetRow) => go(links.fleet(row.fleet.id));
const byName = { columnId: "fleet", descending: false };

function FleetGrid({ rows, grouping, empty }: FleetGridProps) {
  const most = roundUp(rows.reduce((found, { fleet }) => Math.max(found, fleet.servers), 0));
  const severalConnections = new Set(rows.map(({ fleet }) => fleet.connectionId)).size > 1;
  const columns = useMemo(
    () => fleetColumns({ mostServers: most, severalConnections }),
    [most, severalConnections],
  );
  const groupOf = groupings[grouping];
  return (
    <div className="fleets-grid">
      <VirtualGrid
        label="Fleets"
        rows={rows}
        columns={columns}
        rowKey={keyOfRow}
        rowLabel={labelOfRow}
        onOpen={openRow}
        initialSort={byName}
        empty={empty}
        {...(groupOf === null ? {} : { groupOf })}
      />
    </div>
  );
}

/** So that the bars of all fleets aren't drawn again whenever the largest fleet gets one server more. */
const roundUp = (servers: number) => Math.ceil(servers / 20) * 20;
