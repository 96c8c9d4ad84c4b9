/** What a grid shows, in order: rows sorted, and where there are groups a heading before each. Pure. */
export interface SortBy {
  readonly columnId: string;
  readonly descending: boolean;
}
export type SortKey = string | number | null;

export type GridItem<Row> =
  | { readonly kind: "row"; readonly key: string; readonly row: Row }
  | {
      readonly kind: "group";
      readonly key: string;
      readonly title: string;
      readonly count: number;
    };

/** Null keys come last, whichever way it is sorted. */
export function compareKeys(left: SortKey, right: SortKey, descending: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const order =
    typeof left === "number" && typeof right === "number"
      ? left - right
      : String(left).localeCompare(String(right), "en", { numeric: true });
  return descending ? -order : order;
}

export function sortRows<Row>(
  rows: readonly Row[],
  keyOf: ((row: Row) => SortKey) | undefined,
  descending: boolean,
): readonly Row[] {
  if (keyOf === undefined) return rows;
  return rows.toSorted((left, right) => compareKeys(keyOf(left), keyOf(right), descending));
}

export function gridItems<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  groupOf: ((row: Row) => string) | undefined,
  /** The groups' titles in their order; without it by name. */
  groupOrder: readonly string[] = [],
): readonly GridItem<Row>[] {
  const asItem = (row: Row): GridItem<Row> => ({ kind: "row", key: rowKey(row), row });
  if (groupOf === undefined) return rows.map(asItem);
  const groups = Map.groupBy(rows, groupOf);
  return [...groups]
    .toSorted(
      ([left], [right]) =>
        groupOrder.indexOf(left) - groupOrder.indexOf(right) || compareKeys(left, right, false),
    )
    .flatMap(([title, members]): GridItem<Row>[] => [
      { kind: "group", key: `group ${title}`, title, count: members.length },
      ...members.map(asItem),
    ]);
}
