import type { ReactNode } from "react";
import type { SortKey } from "./grid-items.ts";

export interface GridColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** A track of CSS grid, e.g. `minmax(120px, 2fr)`. */
  readonly track: string;
  /** `inTabOrder`: whether controls in the cell may be reached with Tab. */
  readonly cell: (row: Row, inTabOrder: boolean) => ReactNode;
  readonly sortKey?: (row: Row) => SortKey;
}
