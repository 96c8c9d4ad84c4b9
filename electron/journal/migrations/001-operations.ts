import type { Migration } from "./migration.ts";

/** Plans, operations and what was done in them. Plans, intents, results and events are never changed. */
export const operations: Migration = {
  number: 1,
  name: "operations",
  sql: `
    CREATE TABLE plans (
      id TEXT PRIMARY KEY, text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE operations (
      id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plans (id), kind TEXT NOT NULL,
      connection_id TEXT NOT NULL, fleet_id TEXT, status TEXT NOT NULL, ending TEXT,
      who TEXT NOT NULL, holder TEXT NOT NULL, reason TEXT NOT NULL, change_number TEXT,
      started_at_ms INTEGER NOT NULL, ended_at_ms INTEGER, outcome TEXT, bake TEXT
    ) STRICT;
    CREATE INDEX operations_by_status ON operations (status);
    CREATE TABLE steps (
      operation_id TEXT NOT NULL REFERENCES operations (id), step_id TEXT NOT NULL, position INTEGER NOT NULL,
      status TEXT NOT NULL, started_at_ms INTEGER, ended_at_ms INTEGER, note TEXT NOT NULL,
      progress REAL, stuck TEXT, kept TEXT, produced TEXT,
      PRIMARY KEY (operation_id, step_id)
    ) STRICT;
    CREATE TABLE intents (
      seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, operation_id TEXT NOT NULL, step_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL, call TEXT NOT NULL
    ) STRICT;
    CREATE INDEX intents_by_step ON intents (operation_id, step_id);
    CREATE TABLE results (
      key TEXT PRIMARY KEY REFERENCES intents (key), at_ms INTEGER NOT NULL, duration_ms REAL NOT NULL,
      outcome TEXT NOT NULL
    ) STRICT;
    CREATE TABLE originals (
      seq INTEGER PRIMARY KEY, operation_id TEXT NOT NULL, step_id TEXT NOT NULL, until TEXT NOT NULL,
      original TEXT NOT NULL, state TEXT NOT NULL, at_ms INTEGER NOT NULL,
      UNIQUE (operation_id, original)
    ) STRICT;
    CREATE TABLE events (
      seq INTEGER PRIMARY KEY, operation_id TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL,
      UNIQUE (operation_id, number)
    ) STRICT;
    CREATE TABLE samples (
      operation_id TEXT NOT NULL, at_ms INTEGER NOT NULL, from_count INTEGER NOT NULL, to_count INTEGER NOT NULL,
      PRIMARY KEY (operation_id, at_ms)
    ) STRICT;
    ${["plans", "intents", "results", "events"].map(neverChanged).join("\n")}
  `,
};

export function neverChanged(table: string): string {
  return ["UPDATE", "DELETE"]
    .map(
      (verb) => `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
        BEGIN SELECT RAISE(ABORT, '${table === "audit" ? "audit links" : table} are never changed'); END;`,
    )
    .join("\n");
}
