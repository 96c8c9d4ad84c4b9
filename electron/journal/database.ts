/**
 * Opens the journal's database: WAL, every commit synced. A file that is damaged is moved aside, never deleted,
 * and the caller is told where it is and what to do.
 */
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { BennuError } from "../../shared/errors.ts";
import { migrate } from "./migrations/migrate.ts";

export function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  let database: DatabaseSync | null = null;
  try {
    database = new Remembering(path);
    prepare(database);
    return database;
  } catch (error) {
    database?.close();
    if (isDamage(error)) throw setAside(path, error);
    throw error;
  }
}

/** A statement is compiled once: an operation writes the same few hundreds of times. */
class Remembering extends DatabaseSync {
  readonly #prepared = new Map<string, StatementSync>();

  override prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = super.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

function prepare(database: DatabaseSync): void {
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  const check = database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
  if (check !== "ok") throw new Damage(String(check));
  migrate(database);
}

class Damage extends Error {}

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

export function isDamage(error: unknown): boolean {
  if (error instanceof Damage) return true;
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === "number" && [SQLITE_CORRUPT, SQLITE_NOTADB].includes(code & 0xff);
}

const companions = ["", "-wal", "-shm", ".anchor"];

function setAside(path: string, cause: unknown): BennuError {
  const kept = freeName(path);
  for (const ending of companions) {
    if (existsSync(path + ending)) renameSync(path + ending, kept + ending);
  }
  return new BennuError({
    code: "journal-damaged",
    message:
      `The journal is damaged and can't be read. It was kept as ${kept}; nothing was deleted, and no fleet was ` +
      "touched. Start Bennu again: it begins a new journal and reads the fleets from AWS. An operation that was " +
      "running has left its claim on the group; look at that fleet first.",
    details: { path, kept, cause: cause instanceof Error ? cause.message : String(cause) },
  });
}

function freeName(path: string): string {
  let number = 1;
  while (existsSync(`${path}.damaged-${String(number)}`)) number += 1;
  return `${path}.damaged-${String(number)}`;
}

/** Runs `work` as one commit: all of it is in the journal, or nothing. SQLite itself rolls back when the disk is full. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
