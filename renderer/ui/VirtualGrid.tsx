/**
 * A grid for thousands of rows of which only those in sight exist. One row is in the tab order; arrow keys move,
 * Enter opens. Knows no domain; columns must keep their identity, so that rows that didn't change aren't drawn again.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { GridColumn } from "./grid-column.ts";
import { GridHead } from "./GridHead.tsx";
import { GridRow } from "./GridRow.tsx";
import { gridItems, sortRows, type SortBy } from "./grid-items.ts";
import "./virtual-grid.css";

interface VirtualGridProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowLabel: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly groupOf?: (row: Row) => string;
  /** The groups' titles in their order; without it by name. */
  readonly groupOrder?: readonly string[];
  readonly initialSort?: SortBy | null;
  readonly rowHeight?: number;
  readonly empty: ReactNode;
}

export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { rows, columns, rowKey, groupOf, groupOrder, rowHeight = 38 } = props;
  const [sort, setSort] = useState<SortBy | null>(props.initialSort ?? null);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => {
    const keyOf = columns.find((column) => column.id === sort?.columnId)?.sortKey;
    const sorted = sortRows(rows, keyOf, sort?.descending ?? false);
    return gridItems(sorted, rowKey, groupOf, groupOrder);
  }, [rows, columns, sort, rowKey, groupOf, groupOrder]);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 8,
  });
  const found = items.findIndex((item) => item.key === activeKey && item.kind === "row");
  const active = found === -1 ? items.findIndex((item) => item.kind === "row") : found;

  const moveTo = (wanted: number, step: 1 | -1) => {
    let index = Math.min(items.length - 1, Math.max(0, wanted));
    while (items[index]?.kind === "group") index += step;
    const item = items[index];
    if (item === undefined) return;
    setActiveKey(item.key);
    virtualizer.scrollToIndex(index);
    requestAnimationFrame(() => focusRow(scroller.current, index));
  };
  /** The active row, not the focused one: focus follows a frame later, and fast fingers are ahead of it. */
  const openActive = () => {
    const item = items[active];
    if (item?.kind === "row") props.onOpen?.(item.row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target as HTMLElement).matches('[role="row"]')) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1);
    const moves: Record<string, () => void> = {
      ArrowDown: () => moveTo(active + 1, 1),
      ArrowUp: () => moveTo(active - 1, -1),
      PageDown: () => moveTo(active + page, 1),
      PageUp: () => moveTo(active - page, -1),
      Home: () => moveTo(0, 1),
      End: () => moveTo(items.length - 1, -1),
    };
    const move = moves[event.key];
    if (move !== undefined) event.preventDefault();
    move?.();
    if (event.key === "Enter") openActive();
  };

  return (
    <div
      className="grid"
      role="grid"
      aria-label={props.label}
      aria-rowcount={items.length + 1}
      aria-colcount={columns.length}
      style={{ "--tracks": columns.map((column) => column.track).join(" ") } as object}
    >
      <GridHead columns={columns} sort={sort} onSort={setSort} />
      <div className="grid-scroller" role="rowgroup" ref={scroller} onKeyDown={onKeyDown}>
        {items.length === 0 ? (
          <div role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        ) : null}
        <div
          className="grid-canvas"
          role="presentation"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map((slot) => {
            const item = items[slot.index];
            if (item === undefined) return null;
            return (
              <GridRow
                key={slot.key}
                item={item}
                columns={columns}
                index={slot.index}
                offset={slot.start}
                height={rowHeight}
                isActive={slot.index === active}
                rowLabel={props.rowLabel}
                onOpen={props.onOpen}
                onActive={setActiveKey}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function focusRow(scroller: HTMLElement | null, index: number): void {
  scroller?.querySelector<HTMLElement>(`[aria-rowindex="${String(index + 2)}"]`)?.focus();
}
