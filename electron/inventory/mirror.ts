/** What the main thread holds of one connection: copies of the worker's rows, put in place batch by batch. */
import type { BennuErrorData } from "../../shared/errors.ts";
import type { Connection, ConnectionState } from "../../shared/model/connection.ts";
import type { Facts } from "../../shared/model/facts.ts";
import type { FleetView, ImageView, ServerView } from "../../shared/model/fleet.ts";
import {
  viewTables,
  type Batch,
  type FactRow,
  type ViewDelta,
  type ViewRows,
  type ViewTable,
} from "./messages.ts";

/** By id. */
export interface Views {
  readonly fleets: ReadonlyMap<string, FleetView>;
  readonly servers: ReadonlyMap<string, ServerView>;
  readonly images: ReadonlyMap<string, ImageView>;
}

const emptyFacts = (): Facts => ({
  groups: new Map(),
  servers: new Map(),
  images: new Map(),
  templateVersions: new Map(),
  templateHistories: new Map(),
  targetGroups: new Map(),
  targetHealth: new Map(),
});

const emptyViews = (): Views => ({ fleets: new Map(), servers: new Map(), images: new Map() });

export const nothing = { facts: emptyFacts(), views: emptyViews() } as const;

export class Mirror {
  readonly id: number;
  connection: Connection;
  readonly facts = emptyFacts();
  readonly views = emptyViews();
  state: ConnectionState;
  revision = 0;

  constructor(id: number, connection: Connection, wallMs: number) {
    this.id = id;
    this.connection = connection;
    this.state = connecting(connection, wallMs);
  }

  take({ facts, views, state, revision }: Batch): void {
    this.revision = revision;
    for (const { table, upserts, removes } of facts) {
      const held = this.facts[table] as Map<string, FactRow>;
      for (const [key, row] of upserts) held.set(key, row);
      for (const key of removes) held.delete(key);
    }
    for (const { table, upserts, removes } of views) {
      const held = this.#viewRows(table);
      for (const row of upserts) held.set(row.id, row);
      for (const id of removes) held.delete(id);
    }
    if (state) this.state = state;
  }

  /** It couldn't even be opened. What was read before stays. */
  failed(error: BennuErrorData): ConnectionState {
    const phase = this.state.lastSyncAtMs === null ? "failed" : this.state.phase;
    this.state = { ...this.state, phase, error };
    return this.state;
  }

  allRemoved(): readonly ViewDelta[] {
    return viewTables.map((table) => ({
      table,
      upserts: [],
      removes: [...this.#viewRows(table).keys()],
    }));
  }

  #viewRows(table: ViewTable): Map<string, ViewRows[ViewTable]> {
    return this.views[table] as Map<string, ViewRows[ViewTable]>;
  }
}

const connecting = (connection: Connection, wallMs: number): ConnectionState => ({
  connection,
  phase: "connecting",
  accountId: null,
  principalArn: null,
  error: null,
  lastSyncAtMs: null,
  callsPerMinute: 0,
  pagesRead: 0,
  clock: { nowMs: wallMs, wallMs, speed: 1 },
  counts: { fleets: 0, servers: 0, images: 0 },
});
