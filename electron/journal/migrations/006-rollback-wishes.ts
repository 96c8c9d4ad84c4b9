import type { Migration } from "./migration.ts";

/** Operations that failed and were to be rolled back by themselves then, and what came of that. */
export const rollbackWishes: Migration = {
  number: 6,
  name: "rollback-wishes",
  sql: `
    CREATE TABLE rollback_wishes (
      operation_id TEXT PRIMARY KEY REFERENCES operations (id), cause TEXT NOT NULL, state TEXT NOT NULL,
      plan_id TEXT, at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};
