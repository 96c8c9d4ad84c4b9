import type { Migration } from "./migration.ts";
import { neverChanged } from "./001-operations.ts";

/** The hash chain over every row that is never changed: `ref` names the row, `digest` is of its text. */
export const audit: Migration = {
  number: 3,
  name: "audit",
  sql: `
    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, prev TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    ${neverChanged("audit")}
  `,
};
