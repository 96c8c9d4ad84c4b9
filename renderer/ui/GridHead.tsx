import type { SortBy } from "./grid-items.ts";
import type { GridColumn } from "./grid-column.ts";

interface GridHeadProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: SortBy | null;
  readonly onSort: (sort: SortBy) => void;
}

export function GridHead<Row>({ columns, sort, onSort }: GridHeadProps<Row>) {
  return (
    <div role="rowgroup">
      <div className="grid-row grid-head" role="row" aria-rowindex={1}>
        {columns.map((column) => {
          const by = sort?.columnId === column.id ? sort : null;
          return (
            <div key={column.id} role="columnheader" className="grid-cell" {...sortState(by)}>
              {column.sortKey === undefined ? (
                column.title
              ) : (
                <button
                  type="button"
                  className="grid-sort"
                  onClick={() =>
                    onSort({ columnId: column.id, descending: by?.descending === false })
                  }
                >
                  {column.title}
                  <span aria-hidden="true">{by === null ? "" : by.descending ? " ▾" : " ▴"}</span>
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function sortState(by: SortBy | null): { "aria-sort"?: "ascending" | "descending" } {
  if (by === null) return {};
  return { "aria-sort": by.descending ? "descending" : "ascending" };
}
