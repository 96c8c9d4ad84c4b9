import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { migrate, migrations, versionOf } from "../../../electron/journal/migrations/migrate.ts";

function at(version: number): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  onTestFinished(() => database.close());
  migrate(database, version);
  return database;
}
const tables = (database: DatabaseSync) =>
  database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map((row) => row["name"]);

describe("migrations", () => {
  it("are numbered without a gap", () => {
    expect(migrations.map((migration) => migration.number)).toEqual(
      migrations.map((_, index) => index + 1),
    );
  });

  it("1 lays plans, operations and what was done", () => {
    expect(tables(at(1))).toEqual([
      "events",
      "intents",
      "operations",
      "originals",
      "plans",
      "results",
      "samples",
      "steps",
    ]);
  });

  it("1 keeps plans as they are", () => {
    const database = at(1);
    database.exec("INSERT INTO plans (id, text) VALUES ('p', 'x')");
    expect(() => database.exec("UPDATE plans SET text = 'y'")).toThrow("plans are never changed");
  });

  it("2 adds images and generations and keeps what was there", () => {
    const database = at(1);
    database.exec("INSERT INTO plans (id, text) VALUES ('p', 'x')");
    migrate(database, 2);
    expect(tables(database)).toEqual(expect.arrayContaining(["generations", "image_records"]));
    expect(database.prepare("SELECT text FROM plans").all()).toHaveLength(1);
  });

  it("3 adds the audit, whose links can't be changed", () => {
    const database = at(2);
    migrate(database, 3);
    database.exec(
      "INSERT INTO audit (seq, ref, digest, prev, hash) VALUES (1, 'r', 'd', 'p', 'h')",
    );
    expect(() => database.exec("DELETE FROM audit")).toThrow("audit links are never changed");
  });

  it("does nothing the second time, and refuses tables of a newer Bennu", () => {
    const database = at(migrations.length);
    migrate(database);
    expect(versionOf(database)).toBe(migrations.length);
    database.exec("PRAGMA user_version = 99");
    expect(() => migrate(database)).toThrow(/newer Bennu/);
  });
});
