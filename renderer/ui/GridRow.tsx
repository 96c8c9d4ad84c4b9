import { memo, type MouseEvent } from "react";
import type { GridItem } from "./grid-items.ts";
import type { GridColumn } from "./grid-column.ts";

interface GridRowProps<Row> {
  readonly item: GridItem<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly index: number;
  readonly offset: number;
  readonly height: number;
  readonly isActive: boolean;
  readonly rowLabel: (row: Row) => string;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onActive: (key: string) => void;
}

function PlainGridRow<Row>(props: GridRowProps<Row>) {
  const { item, index, isActive, columns } = props;
  const style = { transform: `translateY(${String(props.offset)}px)`, height: props.height };
  if (item.kind === "group")
    return (
      <div className="grid-row grid-group" role="row" aria-rowindex={index + 2} style={style}>
        <div role="gridcell" aria-colspan={columns.length}>
          {item.title} <span className="muted">{item.count}</span>
        </div>
      </div>
    );
  const { row, key } = item;
  const open = () => props.onOpen?.(row);
  return (
    <div
      className={`grid-row ${props.onOpen === undefined ? "" : "grid-row-opens"}`}
      role="row"
      aria-rowindex={index + 2}
      aria-label={props.rowLabel(row)}
      tabIndex={isActive ? 0 : -1}
      style={style}
      onFocus={() => props.onActive(key)}
      onClick={(event) => opensOnClick(event, open)}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className="grid-cell">
          {column.cell(row, isActive)}
        </div>
      ))}
    </div>
  );
}

/** Controls inside the row keep their own click. */
function opensOnClick(event: MouseEvent, open: () => void): void {
  if ((event.target as HTMLElement).closest("a, button") === null) open();
}

/** Same item, same place: same picture. An item that changed is a new object. */
export const GridRow = memo(PlainGridRow, (before, after) => {
  const sameRow =
    before.item.kind === "row" && after.item.kind === "row" && before.item.row === after.item.row;
  const sameGroup =
    before.item.kind === "group" &&
    after.item.kind === "group" &&
    before.item.count === after.item.count &&
    before.item.title === after.item.title;
  return (
    (sameRow || sameGroup) &&
    before.columns === after.columns &&
    before.index === after.index &&
    before.offset === after.offset &&
    before.isActive === after.isActive &&
    before.onOpen === after.onOpen
  );
}) as typeof PlainGridRow;
