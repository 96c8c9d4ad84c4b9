/** Operations and their steps: the rows that change while an operation runs. */
import type { DatabaseSync } from "node:sqlite";
import { operationId, type OperationId } from "../../shared/model/ids.ts";
import type { CapacitySample } from "../../shared/model/operation.ts";
import { jsonOf, textOf, toJson, type Row } from "./rows.ts";
import type { OperationRecord, StepRecord } from "./records.ts";

export class OperationTables {
  readonly #db: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#db = database;
  }

  saveOperation(record: OperationRecord): void {
    this.#db
      .prepare(
        `INSERT INTO operations (id, plan_id, kind, connection_id, fleet_id, status, ending, who, holder, reason,
          change_number, started_at_ms, ended_at_ms, outcome, bake, release)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET status = excluded.status, ending = excluded.ending,
          ended_at_ms = excluded.ended_at_ms, outcome = excluded.outcome, bake = excluded.bake`,
      )
      .run(
        record.id,
        record.planId,
        record.kind,
        record.connectionId,
        record.fleetId,
        record.status,
        toJson(record.ending),
        record.who,
        record.holder,
        record.reason,
        record.changeNumber,
        record.startedAtMs,
        record.endedAtMs,
        record.outcome,
        toJson(record.bake),
        record.release ?? null,
      );
  }

  /** Newest first. */
  operations(): readonly OperationRecord[] {
    return this.#db.prepare("SELECT * FROM operations ORDER BY rowid DESC").all().map(toOperation);
  }

  operation(id: OperationId): OperationRecord | null {
    const row = this.#db.prepare("SELECT * FROM operations WHERE id = ?").get(id);
    return row ? toOperation(row) : null;
  }

  saveStep(id: OperationId, position: number, step: StepRecord): void {
    this.#db
      .prepare(
        `INSERT OR REPLACE INTO steps (operation_id, step_id, position, status, started_at_ms, ended_at_ms, note,
          progress, stuck, kept, produced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        step.stepId,
        position,
        step.status,
        step.startedAtMs,
        step.endedAtMs,
        step.note,
        step.progress,
        toJson(step.stuck),
        toJson(step.kept),
        toJson(step.produced),
      );
  }

  /** In the plan's order. */
  steps(id: OperationId): readonly StepRecord[] {
    return this.#db
      .prepare("SELECT * FROM steps WHERE operation_id = ? ORDER BY position")
      .all(id)
      .map(toStep);
  }

  addSample(id: OperationId, sample: CapacitySample): void {
    this.#db
      .prepare(
        "INSERT OR REPLACE INTO samples (operation_id, at_ms, from_count, to_count) VALUES (?, ?, ?, ?)",
      )
      .run(id, Math.round(sample.atMs), sample.from, sample.to);
  }

  samples(id: OperationId): readonly CapacitySample[] {
    const rows = this.#db
      .prepare("SELECT * FROM samples WHERE operation_id = ? ORDER BY at_ms")
      .all(id);
    return rows.map((row: Row) => ({
      atMs: Number(row["at_ms"]),
      from: Number(row["from_count"]),
      to: Number(row["to_count"]),
    }));
  }
}

function toOperation(row: Row): OperationRecord {
  return {
    id: operationId(textOf(row, "id")),
    planId: row["plan_id"],
    kind: row["kind"],
    connectionId: row["connection_id"],
    fleetId: row["fleet_id"],
    status: row["status"],
    ending: jsonOf(row, "ending"),
    who: row["who"],
    holder: row["holder"],
    reason: row["reason"],
    changeNumber: row["change_number"],
    release: row["release"],
    startedAtMs: row["started_at_ms"],
    endedAtMs: row["ended_at_ms"],
    outcome: row["outcome"],
    bake: jsonOf(row, "bake"),
  } as OperationRecord;
}

function toStep(row: Row): StepRecord {
  return {
    stepId: row["step_id"],
    status: row["status"],
    startedAtMs: row["started_at_ms"],
    endedAtMs: row["ended_at_ms"],
    note: row["note"],
    progress: row["progress"],
    stuck: jsonOf(row, "stuck"),
    kept: jsonOf(row, "kept"),
    produced: jsonOf(row, "produced"),
  } as StepRecord;
}
