import type { Migration } from "./migration.ts";

/** The servers of an operation as its looks saw them change: what a replay is told from, and what is usual. */
export const slots: Migration = {
  number: 4,
  name: "slots",
  sql: `
    CREATE TABLE slots (
      seq INTEGER PRIMARY KEY, operation_id TEXT NOT NULL, at_ms INTEGER NOT NULL, is_first INTEGER NOT NULL,
      changes TEXT NOT NULL
    ) STRICT;
    CREATE INDEX slots_by_operation ON slots (operation_id);
  `,
};
