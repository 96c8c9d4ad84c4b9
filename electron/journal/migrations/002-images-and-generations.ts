import type { Migration } from "./migration.ts";

/** What is known of images (manifest, tests, recipe), and generations as they were seen to serve. */
export const imagesAndGenerations: Migration = {
  number: 2,
  name: "images-and-generations",
  sql: `
    CREATE TABLE image_records (
      image_id TEXT PRIMARY KEY, recorded_at_ms INTEGER NOT NULL, body TEXT NOT NULL
    ) STRICT;
    CREATE TABLE generations (
      id TEXT PRIMARY KEY, fleet_id TEXT NOT NULL, first_seen_at_ms INTEGER NOT NULL,
      last_seen_at_ms INTEGER NOT NULL, body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX generations_by_fleet ON generations (fleet_id);
  `,
};
