import { useEffect, useMemo, useRef } from "react";
import type { ServerView } from "../../../shared/model/fleet.ts";
import { useTopic } from "../../client/topic-store.ts";
import { cellLook, inSlotOrder, type CellLook } from "../../components/servers/server-look.ts";
import { links } from "../../links.ts";
import type { FleetRow } from "./fleet-rows.ts";

const cellPx = 9;
const gapPx = 2;
const widthPx = 216;
const perLine = Math.floor(widthPx / (cellPx + gapPx));

/** Every server as one cell, by fleet. Painted on canvases, so that ten thousand are no burden. */
export function ServerMap({ rows }: { readonly rows: readonly FleetRow[] }) {
  const servers = useTopic("servers", "*").rows;
  const byFleet = useMemo(
    () => Map.groupBy(servers.values(), (server) => server.fleetId),
    [servers],
  );
  return (
    <div className="server-map" role="list" aria-label="Servers by fleet">
      {rows.map((row) => (
        <div role="listitem" key={row.fleet.id}>
          <MapOfFleet row={row} servers={byFleet.get(row.fleet.id) ?? []} />
        </div>
      ))}
    </div>
  );
}

function MapOfFleet({
  row,
  servers,
}: {
  readonly row: FleetRow;
  readonly servers: readonly ServerView[];
}) {
  const { fleet } = row;
  const canvas = useRef<HTMLCanvasElement>(null);
  const lines = Math.max(1, Math.ceil(servers.length / perLine));
  const heightPx = lines * (cellPx + gapPx);
  useEffect(() => {
    const states = new Map(fleet.generations.map(({ id, state }) => [id, state]));
    const looks = inSlotOrder(servers).map((server) =>
      cellLook(
        server,
        server.generationId === null ? null : (states.get(server.generationId) ?? null),
      ),
    );
    if (canvas.current !== null) paint(canvas.current, looks, heightPx);
  });
  return (
    <a className="server-map-fleet" href={links.fleet(fleet.id)}>
      <span className="server-map-name">
        {fleet.name}
        <span className="muted">
          {fleet.inService} of {fleet.desired}
        </span>
      </span>
      <canvas ref={canvas} style={{ width: widthPx, height: heightPx }} aria-hidden="true" />
    </a>
  );
}

const paints: Readonly<Record<CellLook, string>> = {
  rising: "--fill-rising",
  live: "--fill-live",
  warm: "--fill-warm",
  coming: "--fill-rising-soft",
  leaving: "--fill-cold",
  standby: "--fill-cold",
  off: "--fill-empty",
  bad: "--fill-bad",
};

function paint(canvas: HTMLCanvasElement, looks: readonly CellLook[], heightPx: number): void {
  const scale = devicePixelRatio;
  canvas.width = widthPx * scale;
  canvas.height = heightPx * scale;
  const context = canvas.getContext("2d");
  if (context === null) return;
  const fillOf = fills(getComputedStyle(document.body));
  context.scale(scale, scale);
  for (const [index, look] of looks.entries()) {
    const x = (index % perLine) * (cellPx + gapPx);
    const y = Math.floor(index / perLine) * (cellPx + gapPx);
    context.fillStyle = fillOf(look);
    context.fillRect(x, y, cellPx, cellPx);
  }
}

/** Each asked of the theme once: ten thousand questions take longer than the painting. */
function fills(theme: CSSStyleDeclaration): (look: CellLook) => string {
  const known = new Map<CellLook, string>();
  return (look) => {
    const fill = known.get(look) ?? theme.getPropertyValue(paints[look]);
    known.set(look, fill);
    return fill;
  };
}
