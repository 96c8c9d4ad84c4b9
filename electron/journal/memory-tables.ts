/** What the journal remembers of images and of generations, beside operations. */
import type { DatabaseSync } from "node:sqlite";
import { plainRecord } from "../../shared/bake/manifest/kept-back.ts";
import { cutPackages } from "../../shared/compare/cut.ts";
import type { FleetId } from "../../shared/model/ids.ts";
import type { CutFact, ImageRecord } from "../../shared/model/manifest.ts";
import { jsonOf, textOf, type Row } from "./rows.ts";
import type { GenerationRecord } from "./records.ts";

export interface KnownManifests {
  readonly knownManifests: ReadonlySet<string>;
  /** Those that don't list all packages. */
  readonly cutManifests: ReadonlyMap<string, CutFact>;
}

/** An image doesn't change: a list that was cut takes no whole one's place. */
function manifestOf(newest: ImageRecord, known: ImageRecord) {
  const isLess = cutPackages(newest.manifest) !== null && cutPackages(known.manifest) === null;
  const manifest = isLess ? (known.manifest ?? newest.manifest) : newest.manifest;
  return { manifest: manifest ?? known.manifest, recordedAtMs: newest.recordedAtMs };
}

export class MemoryTables {
  readonly #db: DatabaseSync;
  #known: KnownManifests | null = null;

  constructor(database: DatabaseSync) {
    this.#db = database;
  }

  /** What is learned of it later, by a look into it, takes nothing away of what its bake left. */
  saveImage(newest: ImageRecord): void {
    const known = newest.bakedByOperation === null ? this.image(newest.imageId) : null;
    const record = plainRecord(known ? { ...known, ...manifestOf(newest, known) } : newest);
    this.#db
      .prepare(
        "INSERT OR REPLACE INTO image_records (image_id, recorded_at_ms, body) VALUES (?, ?, ?)",
      )
      .run(record.imageId, Math.round(record.recordedAtMs), JSON.stringify(record));
    this.#known = null;
  }

  image(id: string): ImageRecord | null {
    const row = this.#db.prepare("SELECT body FROM image_records WHERE image_id = ?").get(id);
    return row ? plainRecord(JSON.parse(textOf(row, "body")) as ImageRecord) : null;
  }

  /** The images whose contents are known, and how far. Read once, then kept: it is asked at every change. */
  manifests(): KnownManifests {
    if (this.#known !== null) return this.#known;
    const rows = this.#db
      .prepare(
        `SELECT image_id, json_extract(body, '$.manifest.cut') AS cut FROM image_records
         WHERE json_extract(body, '$.manifest') IS NOT NULL`,
      )
      .all();
    const cuts = rows.flatMap((row: Row) => {
      const cut = cutPackages({ cut: (jsonOf(row, "cut") ?? []) as CutFact[] });
      return cut === null ? [] : [[textOf(row, "image_id"), cut] as const];
    });
    this.#known = {
      knownManifests: new Set(rows.map((row: Row) => textOf(row, "image_id"))),
      cutManifests: new Map(cuts),
    };
    return this.#known;
  }

  /** Keeps the time at which it was first seen. */
  observeGeneration(record: GenerationRecord): void {
    this.#db
      .prepare(
        `INSERT INTO generations (id, fleet_id, first_seen_at_ms, last_seen_at_ms, body) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET last_seen_at_ms = excluded.last_seen_at_ms, body = excluded.body`,
      )
      .run(
        record.id,
        record.fleetId,
        Math.round(record.firstSeenAtMs),
        Math.round(record.lastSeenAtMs),
        JSON.stringify(record.body),
      );
  }

  generations(fleet: FleetId): readonly GenerationRecord[] {
    const rows = this.#db
      .prepare("SELECT * FROM generations WHERE fleet_id = ? ORDER BY first_seen_at_ms")
      .all(fleet);
    return rows.map((row: Row) => ({
      id: textOf(row, "id"),
      fleetId: fleet,
      firstSeenAtMs: Number(row["first_seen_at_ms"]),
      lastSeenAtMs: Number(row["last_seen_at_ms"]),
      body: JSON.parse(textOf(row, "body")) as GenerationRecord["body"],
    }));
  }
}
