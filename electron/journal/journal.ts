/**
 * The journal: what was planned, meant, done and seen, on this machine. It owns the database file, its lock and its
 * audit. It promises that what a call returned from is on disk, and that what was written as evidence can't be
 * changed unnoticed. Nothing secret is ever given to it. It must not know AWS or the executor.
 */
import type { DatabaseSync } from "node:sqlite";
import type { OperationId } from "../../shared/model/ids.ts";
import { Audit, type Verification } from "./audit.ts";
import { inTransaction, openDatabase } from "./database.ts";
import { BakeTables } from "./bake-tables.ts";
import { EvidenceTables } from "./evidence-tables.ts";
import { exportJournal, type JournalExport } from "./export.ts";
import { lockJournal, type Lock } from "./lock.ts";
import { MemoryTables } from "./memory-tables.ts";
import { OperationTables } from "./operation-tables.ts";
import { SlotTables } from "./slot-tables.ts";
import { WishTables } from "./wish-tables.ts";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

export class Journal {
  readonly path: string;
  readonly running: OperationTables;
  readonly evidence: EvidenceTables;
  readonly memory: MemoryTables;
  readonly slots: SlotTables;
  readonly wishes: WishTables;
  readonly bakes: BakeTables;
  readonly #database: DatabaseSync;
  readonly #audit: Audit;
  readonly #lock: Lock;

  constructor(path: string, database: DatabaseSync, lock: Lock) {
    this.path = path;
    this.#database = database;
    this.#lock = lock;
    this.#audit = new Audit(database, path);
    this.running = new OperationTables(database);
    this.evidence = new EvidenceTables(database, this.#audit);
    this.memory = new MemoryTables(database);
    this.slots = new SlotTables(database);
    this.wishes = new WishTables(database);
    this.bakes = new BakeTables(database);
  }

  /** One commit: all that `work` writes, or nothing. Evidence is written only in here. */
  write<T>(work: () => T): T {
    if (this.#database.isTransaction) return work();
    const result = inTransaction(this.#database, work);
    this.#audit.anchor();
    return result;
  }

  verify(): Verification {
    return this.#audit.verify();
  }

  /** Null: every operation. */
  export(id: OperationId | null): JournalExport {
    return exportJournal(this, id);
  }

  close(): void {
    this.#audit.close();
    this.#database.close();
    this.#lock.release();
  }
}

/** Throws BennuError journal-locked if a console has it open, journal-damaged if it can't be read. */
export function openJournal(path: string): Journal {
  mkdirSync(dirname(path), { recursive: true });
  const lock = lockJournal(path);
  try {
    return new Journal(path, openDatabase(path), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}
