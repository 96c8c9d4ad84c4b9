import { useMemo } from "react";
import type { ConnectionId } from "../../../shared/model/ids.ts";
import type { Slot, SlotServerNow } from "../../../shared/slots/pair-slots.ts";
import type { UsualTimes } from "../../../shared/slots/usual-times.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import type { GridColumn } from "../../ui/grid-column.ts";
import { VirtualGrid } from "../../ui/VirtualGrid.tsx";
import { useClockText } from "../connections/clocks.ts";
import { isLateNow, stateForWords } from "./slot-look.ts";
import "./slots.css";

interface SlotTableProps {
  readonly connectionId: ConnectionId;
  readonly slots: readonly Slot[];
  readonly usual: UsualTimes;
  /** In a replay: then. Null: now. */
  readonly atMs: number | null;
  readonly fromLabel: string;
  readonly toLabel: string;
}

type Facts = Pick<SlotTableProps, "connectionId" | "usual" | "atMs">;

const keyOf = ({ number }: Slot) => String(number);
const labelOf = ({ number }: Slot) => `Slot ${String(number)}`;
const slotColumn: GridColumn<Slot> = {
  id: "slot",
  title: "Slot",
  track: "44px",
  sortKey: ({ number }) => number,
  cell: keyOf,
};

/** Each old server and the one that takes its place, in words: what the slots show in colours. */
export function SlotTable(props: SlotTableProps) {
  const { connectionId, slots, usual, atMs, fromLabel, toLabel } = props;
  const columns = useMemo(
    () => [
      slotColumn,
      ...sideColumns("old", fromLabel, ({ old }) => old, { connectionId, usual, atMs }),
      ...sideColumns("next", toLabel, ({ next }) => next, { connectionId, usual, atMs }),
    ],
    [connectionId, usual, atMs, fromLabel, toLabel],
  );
  return (
    <div className="slot-table">
      <VirtualGrid
        label={`Slots: servers of ${fromLabel} and of ${toLabel}`}
        rows={slots}
        columns={columns}
        rowKey={keyOf}
        rowLabel={labelOf}
        rowHeight={28}
        empty={<Emptiness title="No server was looked at yet" />}
      />
    </div>
  );
}

/** A server that keeps its place under a new root volume has nobody before it either. */
const noneWords = { old: "no other server", next: "nobody yet" } as const;

function sideColumns(
  id: keyof typeof noneWords,
  label: string,
  of: (slot: Slot) => SlotServerNow | null,
  { connectionId, usual, atMs }: Facts,
): readonly GridColumn<Slot>[] {
  return [
    {
      id,
      title: label,
      track: "minmax(0, 1fr)",
      sortKey: (slot) => of(slot)?.server.zone ?? "",
      cell: (slot) => <ServerName at={of(slot)} />,
    },
    {
      id: `${id}-state`,
      title: `State of ${label}`,
      track: "minmax(0, 1.5fr)",
      sortKey: (slot) => of(slot)?.now.state ?? "",
      cell: (slot) => {
        const at = of(slot);
        if (at === null) return <span className="muted">{noneWords[id]}</span>;
        return <StateFor connectionId={connectionId} at={at} usual={usual} thenMs={atMs} />;
      },
    },
  ];
}

function ServerName({ at }: { readonly at: SlotServerNow | null }) {
  if (at === null) return "—";
  const { id, zone } = at.server;
  return (
    <span title={`${id}, ${zone}`}>
      <span className="mono">{shortId(id)}</span> <span className="muted">{shortZone(zone)}</span>
    </span>
  );
}

/** `i-0c41…9e2`, as events have it; the whole is in the tooltip. */
const shortId = (id: string) => (id.length > 12 ? `${id.slice(0, 6)}…${id.slice(-3)}` : id);

/** The fleet's region is known: `1a` tells its zones apart. */
const shortZone = (zone: string) => /-(\d+[a-z])$/.exec(zone)?.[1] ?? zone;

interface StateForProps {
  readonly connectionId: ConnectionId;
  readonly at: SlotServerNow;
  readonly usual: UsualTimes;
  readonly thenMs: number | null;
}

const late = "late ";

function StateFor({ connectionId, at, usual, thenMs }: StateForProps) {
  const text = useClockText(connectionId, (nowMs) => {
    const then = thenMs ?? nowMs;
    return `${isLateNow(at, usual, then) ? late : ""}${stateForWords(at, usual, then)}`;
  });
  const isSlow = text.startsWith(late);
  const words = isSlow ? text.slice(late.length) : text;
  return (
    <span title={words} className={isSlow ? "tone-warn" : ""}>
      {words}
    </span>
  );
}
