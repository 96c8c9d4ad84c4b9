/** A disk without room, by SQLite's own word: a page limit on the real database. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import { EvidenceTables } from "../../../electron/journal/evidence-tables.ts";
import { Audit } from "../../../electron/journal/audit.ts";
import { inTransaction, openDatabase } from "../../../electron/journal/database.ts";
import { operationId, stepId } from "../../../shared/model/ids.ts";

function aJournal() {
  const folder = mkdtempSync(join(tmpdir(), "bennu-full-"));
  const path = join(folder, "journal.sqlite");
  const database = openDatabase(path);
  const audit = new Audit(database, path);
  const evidence = new EvidenceTables(database, audit);
  onTestFinished(() => {
    audit.close();
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { database, audit, evidence };
}

const limit = (database: DatabaseSync, pages: number) =>
  database.exec(`PRAGMA max_page_count = ${String(pages)}`);
const pagesOf = (database: DatabaseSync) =>
  Number(database.prepare("PRAGMA page_count").get()?.["page_count"]);

it("nothing of a commit that found no room is in the journal, and the next one is whole again", () => {
  const { database, audit, evidence } = aJournal();
  const write = (text: string) => {
    inTransaction(database, () =>
      evidence.addEvent({
        ...{ operationId: operationId("op-1"), atMs: 1, level: "info", stepId: stepId("s1") },
        ...{ text, call: null },
      }),
    );
    audit.anchor();
  };
  write("before");
  limit(database, pagesOf(database));
  expect(() => write("x".repeat(100_000))).toThrow(/full/);
  expect(database.isTransaction).toBe(false);
  expect(evidence.events(operationId("op-1"))).toHaveLength(1);
  expect(audit.verify()).toMatchObject({ ok: true });
  limit(database, 1_000_000);
  write("after");
  expect(evidence.events(operationId("op-1")).map(({ text }) => text)).toEqual(["before", "after"]);
  expect(audit.verify()).toMatchObject({ ok: true, problem: null });
});

it("what was written before an error in the same commit isn't in the journal, and each commit is synced", () => {
  const { database, evidence } = aJournal();
  expect(database.prepare("PRAGMA synchronous").get()?.["synchronous"]).toBe(2);
  const broken = () =>
    inTransaction(database, () => {
      evidence.addEvent({
        ...{ operationId: operationId("op-1"), atMs: 1, level: "info", stepId: stepId("s1") },
        ...{ text: "half", call: null },
      });
      throw new Error("broken off");
    });
  expect(broken).toThrow("broken off");
  expect(evidence.events(operationId("op-1"))).toEqual([]);
});

it("a page that nobody has read yet and that is damaged is found when the journal is opened", () => {
  const folder = mkdtempSync(join(tmpdir(), "bennu-damaged-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "journal.sqlite");
  const database = openDatabase(path);
  database.exec(
    "CREATE TABLE bulk (text); INSERT INTO bulk SELECT hex(randomblob(1000)) FROM audit",
  );
  database.exec("INSERT INTO bulk VALUES (hex(randomblob(3000))), (hex(randomblob(3000)))");
  database.close();
  const bytes = readFileSync(path);
  bytes.fill(0xa5, bytes.length - 4096);
  writeFileSync(path, bytes);
  expect(() => openDatabase(path)).toThrow(/journal is damaged/);
});
