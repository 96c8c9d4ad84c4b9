/**
 * One console a journal. The lock is SQLite's exclusive lock on a small file beside the journal: the system takes
 * it back when the process ends, however it ends, so nothing stale is ever left.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { BennuError } from "../../shared/errors.ts";

export interface Lock {
  release(): void;
}

export function lockJournal(path: string): Lock {
  const database = new DatabaseSync(`${path}.lock`);
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    throw isBusy(error) ? locked(path, error) : error;
  }
  writeFileSync(holderFile(path), String(process.pid));
  return { release: () => database.close() };
}

const SQLITE_BUSY = 5;

/** Anything else (a folder that can't be written, a full disk) is no other console. */
const isBusy = (error: unknown) =>
  ((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY;

const holderFile = (path: string) => `${path}.holder`;

function locked(path: string, cause: unknown): BennuError {
  const holder = holderOf(path);
  return new BennuError({
    code: "journal-locked",
    message:
      `Another Bennu${holder ? ` (process ${holder})` : ""} has this journal open. ` +
      "Two consoles on one journal could act twice on a fleet, so this one does not start. " +
      "Use the other one, or close it and start again.",
    details: { path, holder, cause: cause instanceof Error ? cause.message : String(cause) },
  });
}

function holderOf(path: string): string | null {
  try {
    return readFileSync(holderFile(path), "utf8").trim() || null;
  } catch {
    // Written by nobody yet, or unreadable: the message does without it.
    return null;
  }
}
