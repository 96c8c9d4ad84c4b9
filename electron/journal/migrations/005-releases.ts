import type { Migration } from "./migration.ts";

/** What operations were started together. */
export const releases: Migration = {
  number: 5,
  name: "releases",
  sql: "ALTER TABLE operations ADD COLUMN release TEXT;",
};
