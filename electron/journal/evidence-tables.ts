/**
 * What is written once and never changed, each row under the audit's chain: plans, intents, results, events; and
 * the originals of temporary changes, whose state alone changes. Intents keep the digest of user data; the text is in the plan, which is run from here.
 */
import type { DatabaseSync } from "node:sqlite";
import type { Call, CallOutcome } from "../../shared/model/call.ts";
import { operationId, type OperationId, type PlanId, type StepId } from "../../shared/model/ids.ts";
import type { OperationEvent } from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { Audit } from "./audit.ts";
import { canonicalJson, sha256 } from "./canonical.ts";
import { inTransaction } from "./database.ts";
import { jsonOf, textOf, type Row } from "./rows.ts";
import type { IntentRecord, NewEvent, OriginalRecord, OriginalState } from "./records.ts";

/** So many intents are looked through for what was done last. */
const LATEST = 500;

export class EvidenceTables {
  readonly #db: DatabaseSync;
  readonly #audit: Audit;

  constructor(database: DatabaseSync, audit: Audit) {
    this.#db = database;
    this.#audit = audit;
  }

  /** A plan that is there already is left as it is. */
  savePlan(plan: Plan): void {
    const known = this.#db.prepare("SELECT 1 FROM plans WHERE id = ?").get(plan.id);
    if (known) return;
    const text = JSON.stringify(plan);
    this.#db.prepare("INSERT INTO plans (id, text) VALUES (?, ?)").run(plan.id, text);
    this.#audit.append("plans", plan.id, text);
  }

  plan(id: PlanId): Plan | null {
    const row = this.#db.prepare("SELECT text FROM plans WHERE id = ?").get(id);
    return row ? (JSON.parse(textOf(row, "text")) as Plan) : null;
  }

  addIntent(intent: Omit<IntentRecord, "outcome" | "durationMs">): void {
    const call = canonicalJson(withoutUserData(intent.call));
    this.#db
      .prepare(
        "INSERT INTO intents (key, operation_id, step_id, at_ms, call) VALUES (?, ?, ?, ?, ?)",
      )
      .run(intent.key, intent.operationId, intent.stepId, Math.round(intent.atMs), call);
    this.#audit.append("intents", intent.key, `${String(Math.round(intent.atMs))} ${call}`);
  }

  addResult(key: string, atMs: number, durationMs: number, outcome: CallOutcome): void {
    const text = canonicalJson(outcome);
    this.#db
      .prepare("INSERT INTO results (key, at_ms, duration_ms, outcome) VALUES (?, ?, ?, ?)")
      .run(key, Math.round(atMs), durationMs, text);
    this.#audit.append("results", key, `${String(Math.round(atMs))} ${text}`);
  }

  /** Oldest first. */
  intents(id: OperationId, step?: StepId): readonly IntentRecord[] {
    const rows = this.#db
      .prepare(
        `SELECT intents.*, results.outcome, results.duration_ms FROM intents LEFT JOIN results USING (key)
         WHERE operation_id = ? AND (? IS NULL OR step_id = ?) ORDER BY seq`,
      )
      .all(id, step ?? null, step ?? null);
    return rows.map(toIntent);
  }

  /** Of other operations, on any group, since then: newest first, a few hundred at most. */
  othersIntents(id: OperationId, sinceMs: number): readonly IntentRecord[] {
    const rows = this.#db
      .prepare(
        `SELECT intents.*, results.outcome, results.duration_ms FROM intents LEFT JOIN results USING (key)
         WHERE intents.seq > (SELECT coalesce(max(seq), 0) - ? FROM intents) AND operation_id <> ? AND intents.at_ms >= ?
         ORDER BY intents.seq DESC`,
      )
      .all(LATEST, id, Math.round(sinceMs));
    return rows.map(toIntent);
  }

  addEvent(event: NewEvent): OperationEvent {
    return inTransaction(this.#db, () => {
      const row = this.#db
        .prepare("SELECT coalesce(max(number), 0) AS newest FROM events WHERE operation_id = ?")
        .get(event.operationId);
      const whole: OperationEvent = { seq: Number(row?.["newest"] ?? 0) + 1, ...event };
      const body = canonicalJson(whole);
      this.#db
        .prepare("INSERT INTO events (operation_id, number, body) VALUES (?, ?, ?)")
        .run(event.operationId, whole.seq, body);
      this.#audit.append("events", `${event.operationId}#${String(whole.seq)}`, body);
      return whole;
    });
  }

  /** Oldest first; the newest `limit` of all operations if none is named. */
  events(id: OperationId | null, limit = 100_000): readonly OperationEvent[] {
    const rows = this.#db
      .prepare(
        "SELECT body FROM events WHERE ? IS NULL OR operation_id = ? ORDER BY seq DESC LIMIT ?",
      )
      .all(id, id, limit);
    return rows.map((row: Row) => JSON.parse(textOf(row, "body")) as OperationEvent).reverse();
  }

  /** The same original of the same operation is written once. */
  addOriginal(record: Omit<OriginalRecord, "seq" | "state">): void {
    this.#db
      .prepare(
        `INSERT INTO originals (operation_id, step_id, until, original, state, at_ms)
         VALUES (?, ?, ?, ?, 'pending', ?) ON CONFLICT DO NOTHING`,
      )
      .run(
        record.operationId,
        record.stepId,
        record.until,
        canonicalJson(record.original),
        record.atMs,
      );
  }

  markOriginal(seq: number, state: OriginalState): void {
    this.#db.prepare("UPDATE originals SET state = ? WHERE seq = ?").run(state, seq);
  }

  /** Operations of which something that was changed for a time is not put back. */
  withPendingOriginals(): readonly OperationId[] {
    const rows = this.#db
      .prepare("SELECT DISTINCT operation_id FROM originals WHERE state = 'pending'")
      .all();
    return rows.map((row: Row) => operationId(textOf(row, "operation_id")));
  }

  originals(id: OperationId): readonly OriginalRecord[] {
    const rows = this.#db
      .prepare("SELECT * FROM originals WHERE operation_id = ? ORDER BY seq")
      .all(id);
    return rows.map(toOriginal);
  }
}

export function withoutUserData(call: Call): Call {
  if (call.call === "RunInstances") return { ...call, userData: `sha256:${sha256(call.userData)}` };
  if (call.call === "PutObject")
    return { ...call, gzipBase64: `sha256:${sha256(call.gzipBase64)}` };
  return call;
}

function toIntent(row: Row): IntentRecord {
  return {
    key: row["key"],
    operationId: row["operation_id"],
    stepId: row["step_id"],
    atMs: row["at_ms"],
    call: jsonOf(row, "call") as Call,
    outcome: jsonOf(row, "outcome") as CallOutcome | null,
    durationMs: row["duration_ms"],
  } as IntentRecord;
}

function toOriginal(row: Row): OriginalRecord {
  return {
    seq: row["seq"],
    operationId: row["operation_id"],
    stepId: row["step_id"],
    until: row["until"],
    original: jsonOf(row, "original"),
    state: row["state"],
    atMs: row["at_ms"],
  } as OriginalRecord;
}
