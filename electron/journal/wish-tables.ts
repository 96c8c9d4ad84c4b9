/**
 * Roll backs that are to start by themselves. A wish is written with the failure that leads to it; the plan that is
 * about to be started for it is written before it starts: so it is neither lost nor carried out twice.
 */
import type { DatabaseSync } from "node:sqlite";
import { operationId, planId, type OperationId, type PlanId } from "../../shared/model/ids.ts";
import { textOf, type Row } from "./rows.ts";

export interface RollbackWish {
  /** The operation that failed. */
  readonly operationId: OperationId;
  readonly cause: string;
  /** `met`: a roll back was started, by itself or by somebody. */
  readonly state: "open" | "met" | "given-up";
  /** What was last about to be started for it. */
  readonly planId: PlanId | null;
  readonly atMs: number;
}

export class WishTables {
  readonly #db: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#db = database;
  }

  /** Does nothing if there is one. */
  add({
    operationId: id,
    cause,
    atMs,
  }: Pick<RollbackWish, "operationId" | "cause" | "atMs">): void {
    this.#db
      .prepare(
        `INSERT OR IGNORE INTO rollback_wishes (operation_id, cause, state, plan_id, at_ms)
          VALUES (?, ?, 'open', NULL, ?)`,
      )
      .run(id, cause, Math.round(atMs));
  }

  of(id: OperationId): RollbackWish | null {
    const row = this.#db.prepare("SELECT * FROM rollback_wishes WHERE operation_id = ?").get(id);
    return row ? toWish(row) : null;
  }

  open(): readonly RollbackWish[] {
    return this.#db
      .prepare("SELECT * FROM rollback_wishes WHERE state = 'open' ORDER BY rowid")
      .all()
      .map(toWish);
  }

  aboutToStart(id: OperationId, plan: PlanId): void {
    this.#db.prepare("UPDATE rollback_wishes SET plan_id = ? WHERE operation_id = ?").run(plan, id);
  }

  settle(id: OperationId, state: "met" | "given-up"): void {
    this.#db
      .prepare("UPDATE rollback_wishes SET state = ? WHERE operation_id = ? AND state = 'open'")
      .run(state, id);
  }
}

function toWish(row: Row): RollbackWish {
  const plan = row["plan_id"];
  return {
    operationId: operationId(textOf(row, "operation_id")),
    cause: textOf(row, "cause"),
    state: textOf(row, "state") as RollbackWish["state"],
    planId: typeof plan === "string" ? planId(plan) : null,
    atMs: Number(row["at_ms"]),
  };
}
