/** Which servers an operation's looks saw change, as rows of short texts: thousands of servers stay a few kilobytes. */
import type { DatabaseSync } from "node:sqlite";
import type { ServerState } from "../../shared/model/fleet.ts";
import { operationId, serverId, type FleetId, type OperationId } from "../../shared/model/ids.ts";
import type { SlotChanges, SlotSeen, SlotSide } from "../../shared/slots/slot-server.ts";
import { textOf, type Row } from "./rows.ts";

export class SlotTables {
  readonly #db: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#db = database;
  }

  add(id: OperationId, { atMs, isFirst, servers }: SlotChanges): void {
    this.#db
      .prepare("INSERT INTO slots (operation_id, at_ms, is_first, changes) VALUES (?, ?, ?, ?)")
      .run(id, Math.round(atMs), Number(isFirst), JSON.stringify(servers.map(shortOf)));
  }

  /** In the order in which they were seen. */
  of(id: OperationId): readonly SlotChanges[] {
    return this.#db
      .prepare("SELECT * FROM slots WHERE operation_id = ? ORDER BY seq")
      .all(id)
      .map(toChanges);
  }

  /** Operations on the fleet of which servers were written down, newest first. */
  operationsOf(fleet: FleetId, most: number): readonly OperationId[] {
    return this.#db
      .prepare(
        `SELECT id FROM operations WHERE fleet_id = ? AND EXISTS
          (SELECT 1 FROM slots WHERE slots.operation_id = operations.id) ORDER BY rowid DESC LIMIT ?`,
      )
      .all(fleet, most)
      .map((row) => operationId(textOf(row, "id")));
  }
}

type Short = readonly [id: string, side: SlotSide, state: ServerState, zone: string];

const shortOf = ({ id, side, state, zone }: SlotSeen): Short => [id, side, state, zone];

function toChanges(row: Row): SlotChanges {
  const servers = JSON.parse(textOf(row, "changes")) as readonly Short[];
  return {
    atMs: Number(row["at_ms"]),
    isFirst: row["is_first"] === 1,
    servers: servers.map(([id, side, state, zone]) => ({ id: serverId(id), side, state, zone })),
  };
}
