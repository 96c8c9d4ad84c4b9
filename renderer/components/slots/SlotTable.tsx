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
  track: "50px",
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

function sideColumns(
  id: string,
  label: string,
  of: (slot: Slot) => SlotServerNow | null,
  { connectionId, usual, atMs }: Facts,
): readonly GridColumn<Slot>[] {
  return [
    {
      id,
      title: label,
      track: "minmax(140px, 1fr)",
      sortKey: (slot) => of(slot)?.server.id ?? "",
      cell: (slot) => <span className="mono">{of(slot)?.server.id ?? "—"}</span>,
    },
    {
      id: `${id}-state`,
      title: `State of ${label}`,
      track: "minmax(180px, 1.5fr)",
      sortKey: (slot) => of(slot)?.now.state ?? "",
      cell: (slot) => {
        const at = of(slot);
        if (at === null) return <span className="muted">nobody yet</span>;
        return <StateFor connectionId={connectionId} at={at} usual={usual} thenMs={atMs} />;
      },
    },
    {
      id: `${id}-zone`,
      title: "Zone",
      track: "90px",
      sortKey: (slot) => of(slot)?.server.zone ?? "",
      cell: (slot) => of(slot)?.server.zone ?? "—",
    },
  ];
}

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
  return (
    <span className={isSlow ? "tone-warn" : ""}>{isSlow ? text.slice(late.length) : text}</span>
  );
}
