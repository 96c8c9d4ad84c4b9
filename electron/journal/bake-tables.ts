/** What the journal tells of bakes beside each operation: the queue, and how long earlier ones took. Reads only. */
import type { DatabaseSync } from "node:sqlite";
import type { BakePlace } from "../../shared/decide/bake/take-turn.ts";
import type { StepTime } from "../../shared/bake/plan/times.ts";
import { operationId, type ConnectionId } from "../../shared/model/ids.ts";
import type { StepWork } from "../../shared/model/step-work.ts";
import { textOf, type Row } from "./rows.ts";

/** Two files may have the same name in them. */
interface RecipeOf {
  readonly name: string;
  readonly file: string;
}

export class BakeTables {
  readonly #db: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#db = database;
  }

  /** In the order in which they were started; one without that step is from before there was a queue. */
  places(connection: ConnectionId): readonly BakePlace[] {
    return this.#db
      .prepare(
        `SELECT operations.id, operations.status, turn.status AS turn FROM operations
         LEFT JOIN steps AS turn ON turn.operation_id = operations.id AND turn.step_id = '0-take-turn'
         WHERE operations.kind = 'bake' AND operations.connection_id = ?
           AND operations.status IN ('running', 'paused', 'stopping')
         ORDER BY operations.rowid`,
      )
      .all(connection)
      .map(toPlace);
  }

  /** Of the newest bakes of a recipe, from that file, that ended well, each step's time; the newest bake first. */
  times({ name, file }: RecipeOf, most = 10): readonly (readonly StepTime[])[] {
    const rows = this.#db
      .prepare(
        `SELECT operations.id, operations.plan_id FROM operations JOIN plans ON plans.id = operations.plan_id
         WHERE operations.kind = 'bake' AND operations.status = 'succeeded'
           AND json_extract(plans.text, '$.recipe.name') = ?
           AND json_extract(plans.text, '$.intent.recipeFile') = ?
         ORDER BY operations.rowid DESC LIMIT ?`,
      )
      .all(name, file, most);
    return rows.map((row: Row) => this.#timesOf(textOf(row, "id"), textOf(row, "plan_id")));
  }

  #timesOf(operation: string, plan: string): readonly StepTime[] {
    const rows = this.#db
      .prepare(
        `SELECT json_extract(step.value, '$.work.kind') AS kind, json_extract(step.value, '$.work.role') AS role,
           steps.ended_at_ms - steps.started_at_ms AS took
         FROM plans, json_each(plans.text, '$.steps') AS step
         JOIN steps ON steps.operation_id = ? AND steps.step_id = json_extract(step.value, '$.id')
         WHERE plans.id = ? AND steps.status = 'done' AND steps.ended_at_ms IS NOT NULL`,
      )
      .all(operation, plan);
    return rows.map(toTime);
  }
}

const toPlace = (row: Row): BakePlace => ({
  operationId: operationId(textOf(row, "id")),
  holds: row["turn"] === null || row["turn"] === "done" || row["turn"] === "skipped",
  isPaused: row["status"] === "paused",
});

const toTime = (row: Row): StepTime => ({
  kind: textOf(row, "kind") as StepWork["kind"],
  role: typeof row["role"] === "string" ? row["role"] : null,
  tookMs: Number(row["took"]),
});
