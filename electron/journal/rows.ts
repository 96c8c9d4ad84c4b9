/** Reading SQLite's rows: what a column must be, or the journal isn't ours. */
export type Row = Readonly<Record<string, unknown>>;

export function textOf(row: Row | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value === "string") return value;
  throw new TypeError(`The journal's column ${column} holds no text`);
}

/** Parsed JSON; null where the column is empty. */
export function jsonOf(row: Row, column: string): unknown {
  const value = row[column];
  return typeof value === "string" ? (JSON.parse(value) as unknown) : null;
}

export const toJson = (value: unknown) =>
  value === null || value === undefined ? null : JSON.stringify(value);
