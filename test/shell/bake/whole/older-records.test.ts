/** Journals and buckets of before hold manifests with cron lines in clear: nothing that reads them says one. */
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { keptRecord, recordKey } from "../../../../electron/bake/kept-records.ts";
import { MemoryTables } from "../../../../electron/journal/memory-tables.ts";
import { migrate } from "../../../../electron/journal/migrations/migrate.ts";
import type { ImageRecord } from "../../../../shared/model/manifest.ts";

const record: ImageRecord = {
  imageId: "ami-1",
  manifest: {
    ...{ imageId: "ami-1", takenAtMs: 1, kernel: "6.1", form: 2, files: [], users: ["root"] },
    packages: [
      { name: "x", version: "1", arch: "amd64", source: "deb", repository: "me:canary@h/debian" },
    ],
    ...{ services: [], ports: [], diskUsedMib: null, bootSeconds: null },
    cron: [{ path: "/etc/crontab", line: "5 4 * * * root dump -pcanary" }],
    sysctl: { "net.ipv6.conf.all.stable_secret": "canary" },
  },
  ...{ tests: [], recipeName: null, recipeText: null, bakedByOperation: null, recordedAtMs: 1 },
};

describe("a manifest that was cut", () => {
  const { manifest } = record;
  if (manifest === null) throw new Error("the record has one");
  const cut = { what: "packages", kept: 1, of: 5000 };
  const saved = (...manifests: readonly (typeof manifest)[]) => {
    const database = new DatabaseSync(":memory:");
    migrate(database);
    const tables = new MemoryTables(database);
    for (const one of manifests) tables.saveImage({ ...record, manifest: one });
    return tables;
  };

  it("is told from a whole one, for the images' own page", () => {
    const tables = saved({ ...manifest, cut: [cut] });
    expect(tables.manifests().cutManifests).toEqual(new Map([["ami-1", cut]]));
    expect(saved(manifest).manifests()).toEqual({
      knownManifests: new Set(["ami-1"]),
      cutManifests: new Map(),
    });
  });

  it("takes no whole one's place; a whole one takes its", () => {
    const whole = { ...manifest, kernel: "6.2" };
    const less = { ...manifest, cut: [cut] };
    expect(saved(whole, less).image("ami-1")?.manifest?.cut).toBeUndefined();
    expect(saved(less, whole).image("ami-1")?.manifest).toMatchObject({ kernel: "6.2" });
    expect(saved(less, whole).manifests().cutManifests.size).toBe(0);
  });
});

describe("a record of before", () => {
  it("in the journal is read without its secrets, and written without them", () => {
    const database = new DatabaseSync(":memory:");
    migrate(database);
    const tables = new MemoryTables(database);
    tables.saveImage({ ...record, imageId: "ami-2" });
    database
      .prepare("INSERT INTO image_records (image_id, recorded_at_ms, body) VALUES (?, ?, ?)")
      .run("ami-1", 1, JSON.stringify(record));
    const written = database.prepare("SELECT body FROM image_records WHERE image_id = 'ami-2'");
    expect(JSON.stringify(written.get())).not.toContain("canary");
    const read = tables.image("ami-1");
    expect(JSON.stringify(read)).not.toContain("canary");
    expect(read?.manifest?.cron?.[0]?.line).toMatch(/^5 4 \* \* \* root dump \[rest kept back/);
    database.close();
  });

  it("in the bucket is read without its secrets", async () => {
    const text = JSON.stringify({ format: 1, record });
    const reader = {
      objectText: (_bucket: string, key: string) =>
        Promise.resolve(key === recordKey("ami-1") ? text : null),
    };
    const read = await keptRecord(reader, "records", "ami-1");
    expect(JSON.stringify(read)).not.toContain("canary");
    expect(read?.manifest?.packages[0]?.repository).toBe("h/debian");
  });
});
