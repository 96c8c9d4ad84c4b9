import type { DatabaseSync } from "node:sqlite";
import { BennuError } from "../../../shared/errors.ts";
import { operations } from "./001-operations.ts";
import { imagesAndGenerations } from "./002-images-and-generations.ts";
import { audit } from "./003-audit.ts";
import { slots } from "./004-slots.ts";
import { releases } from "./005-releases.ts";
import { rollbackWishes } from "./006-rollback-wishes.ts";
import type { Migration } from "./migration.ts";

export const migrations: readonly Migration[] = [
  operations,
  imagesAndGenerations,
  audit,
  slots,
  releases,
  rollbackWishes,
];

/** Brings the tables up to the newest number, each change in a transaction of its own. */
export function migrate(database: DatabaseSync, upTo = migrations.length): void {
  const version = versionOf(database);
  if (version > migrations.length) throw tooNew(version);
  for (const migration of migrations.slice(version, upTo)) apply(database, migration);
}

export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}

function apply(database: DatabaseSync, migration: Migration): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    database.exec(migration.sql);
    database.exec(`PRAGMA user_version = ${String(migration.number)}`);
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function tooNew(version: number): BennuError {
  return new BennuError({
    code: "refused",
    message:
      `This journal was written by a newer Bennu (version ${String(version)} of its tables). ` +
      "Nothing was changed. Start the newer Bennu, or point this one at another data folder.",
  });
}
