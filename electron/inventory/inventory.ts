/**
 * The main side of the inventory: holds each connection's facts, views and state as the worker last told them, and
 * tells who listens. It decodes nothing and judges nothing. Maps are live: read them, don't keep them.
 */
import type { MessagePort, Transferable } from "node:worker_threads";
import { toErrorData } from "../../shared/errors.ts";
import type { ClockReading, Connection, ConnectionState } from "../../shared/model/connection.ts";
import type { Facts } from "../../shared/model/facts.ts";
import type { ConnectionId, GroupName } from "../../shared/model/ids.ts";
import { defaultPolicy, type FleetPolicy } from "../../shared/rules/fleet-policy.ts";
import type { CredentialSource } from "../aws/credentials/credential-source.ts";
import type { Endpoints } from "../aws/sending/transport.ts";
import type { InventoryLink } from "./inventory-link.ts";
import type {
  Batch,
  CredentialsAnswer,
  FromWorker,
  ToWorker,
  ViewDelta,
  ViewExtras,
  WorkerAccess,
} from "./messages.ts";
import { Mirror, nothing, type Views } from "./mirror.ts";

/** How a connection is reached, found afresh each time it is opened. */
export type ConnectionAccess =
  | {
      readonly kind: "practice";
      readonly openPort: () => MessagePort;
      readonly clock: () => ClockReading;
    }
  | { readonly kind: "aws"; readonly endpoints: Endpoints; readonly credentials: CredentialSource };

export interface InventoryParts {
  readonly link: InventoryLink;
  /** May throw: then that is the connection's error. */
  readonly access: (connection: Connection) => Promise<ConnectionAccess>;
  readonly wallMs: () => number;
  readonly policy?: FleetPolicy;
  /** Machine time between two passes. */
  readonly pauseMs?: { readonly practice: number; readonly aws: number };
}

export interface InventoryChange {
  readonly connectionId: ConnectionId;
  /** One more than that of the change before it, unless only the state changed. */
  readonly revision: number;
  readonly views: readonly ViewDelta[];
  readonly factsChanged: boolean;
  /** The new state, if it changed; null if it didn't, or if the connection was removed. */
  readonly state: ConnectionState | null;
  readonly removed: boolean;
}

export interface Inventory {
  add(connection: Connection): Promise<void>;
  remove(id: ConnectionId): void;
  /** What the user says of it has changed: everything that was read stays. */
  change(connection: Connection): Promise<void>;
  /** Find its access anew, with what the user's files say now, and read everything. */
  retry(id: ConnectionId): Promise<void>;
  /** Read these groups at once; without names, the whole region. */
  refresh(id: ConnectionId, groupNames?: readonly GroupName[]): void;
  /** The connection's clock runs differently now. */
  clockChanged(id: ConnectionId): void;
  setExtras(id: ConnectionId, extras: ViewExtras): void;
  connections(): readonly Connection[];
  facts(id: ConnectionId): Facts;
  views(id: ConnectionId): Views;
  state(id: ConnectionId): ConnectionState | null;
  onChange(listener: (change: InventoryChange) => void): () => void;
  stop(): Promise<void>;
}

const DEFAULT_PAUSE_MS = { practice: 2_000, aws: 15_000 };

export function createInventory(parts: InventoryParts): Inventory {
  const inventory = new MainInventory(parts);
  parts.link.onMessage((message) => inventory.receive(message));
  parts.link.onFailure((error) => inventory.fail(error));
  return inventory;
}

class MainInventory implements Inventory {
  readonly #parts: InventoryParts;
  readonly #mirrors = new Map<ConnectionId, Mirror>();
  readonly #access = new Map<ConnectionId, ConnectionAccess>();
  readonly #extras = new Map<ConnectionId, ViewExtras>();
  #lastMirrorId = 0;
  #taking = false;
  readonly #listeners = new Set<(change: InventoryChange) => void>();

  constructor(parts: InventoryParts) {
    this.#parts = parts;
  }

  async add(connection: Connection): Promise<void> {
    this.#lastMirrorId += 1;
    this.#mirrors.set(
      connection.id,
      new Mirror(this.#lastMirrorId, connection, this.#parts.wallMs()),
    );
    await this.#open(connection);
  }

  remove(id: ConnectionId): void {
    const mirror = this.#mirrors.get(id);
    this.#mirrors.delete(id);
    this.#access.delete(id);
    this.#extras.delete(id);
    this.#post({ kind: "close", connectionId: id });
    if (mirror)
      this.#tell({
        ...noChange(id, mirror.revision + 1),
        views: mirror.allRemoved(),
        removed: true,
      });
  }

  async change(connection: Connection): Promise<void> {
    const mirror = this.#mirrors.get(connection.id);
    if (!mirror) return;
    mirror.connection = connection;
    await this.#open(connection);
  }

  async retry(id: ConnectionId): Promise<void> {
    const mirror = this.#mirrors.get(id);
    if (mirror) await this.#open(mirror.connection);
  }

  refresh(id: ConnectionId, groupNames?: readonly GroupName[]): void {
    if (groupNames) this.#post({ kind: "refresh", connectionId: id, groupNames });
    else this.#post({ kind: "sync", connectionId: id });
  }

  clockChanged(id: ConnectionId): void {
    const access = this.#access.get(id);
    if (access?.kind === "practice")
      this.#post({ kind: "clock", connectionId: id, clock: access.clock() });
  }

  setExtras(id: ConnectionId, extras: ViewExtras): void {
    this.#extras.set(id, extras);
    this.#post({ kind: "extras", connectionId: id, extras });
  }

  connections(): readonly Connection[] {
    return [...this.#mirrors.values()].map(({ connection }) => connection);
  }

  facts(id: ConnectionId): Facts {
    return this.#mirrors.get(id)?.facts ?? nothing.facts;
  }

  views(id: ConnectionId): Views {
    return this.#mirrors.get(id)?.views ?? nothing.views;
  }

  state(id: ConnectionId): ConnectionState | null {
    return this.#mirrors.get(id)?.state ?? null;
  }

  onChange(listener: (change: InventoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.#listeners.clear();
    this.#post({ kind: "stop" });
    await this.#parts.link.end();
  }

  receive(message: FromWorker): void {
    if (message.kind === "credentials-wanted")
      return void this.#answer(message.askId, message.connectionId);
    if (!this.#taking) this.#takeNext();
  }

  /** One batch, then everyone else's turn, then the next one. */
  #takeNext(): void {
    const batch = this.#parts.link.nextBatch();
    this.#taking = batch !== null;
    if (!batch) return;
    this.#take(batch);
    setImmediate(() => this.#takeNext());
  }

  fail(error: Error): void {
    for (const mirror of this.#mirrors.values()) this.#setError(mirror, error);
  }

  async #open(connection: Connection): Promise<void> {
    const { id } = connection;
    try {
      const access = await this.#parts.access(connection);
      const mirror = this.#mirrors.get(id);
      if (!mirror) return;
      this.#access.set(id, access);
      this.#postOpening(mirror, access);
      const extras = this.#extras.get(id);
      if (extras) this.#post({ kind: "extras", connectionId: id, extras });
    } catch (error) {
      const mirror = this.#mirrors.get(id);
      if (mirror) this.#setError(mirror, error);
    }
  }

  #postOpening({ id: mirrorId, connection }: Mirror, access: ConnectionAccess): void {
    const { policy = defaultPolicy, pauseMs = DEFAULT_PAUSE_MS } = this.#parts;
    const opening = { mirrorId, connection, policy, pauseMs: pauseMs[access.kind] };
    if (access.kind === "practice") {
      const port = access.openPort();
      const given: WorkerAccess = { kind: "practice", port, clock: access.clock() };
      this.#post({ kind: "open", opening: { ...opening, access: given } }, [port]);
    } else {
      const given: WorkerAccess = { kind: "aws", endpoints: access.endpoints };
      this.#post({ kind: "open", opening: { ...opening, access: given } });
    }
  }

  async #answer(askId: number, id: ConnectionId): Promise<void> {
    this.#post({ kind: "credentials", askId, answer: await this.#credentials(id) });
  }

  async #credentials(id: ConnectionId): Promise<CredentialsAnswer> {
    const access = this.#access.get(id);
    try {
      if (access?.kind !== "aws") throw new Error("This connection has no credentials.");
      return { ok: true, credentials: await access.credentials() };
    } catch (error) {
      return { ok: false, error: toErrorData(error) };
    }
  }

  #take(batch: Batch): void {
    const mirror = this.#mirrors.get(batch.connectionId);
    if (mirror?.id !== batch.mirrorId) return;
    mirror.take(batch);
    const { connectionId, state, views } = batch;
    this.#tell({
      ...noChange(connectionId, mirror.revision),
      views,
      state,
      factsChanged: batch.facts.length > 0,
    });
  }

  #setError(mirror: Mirror, error: unknown): void {
    const state = mirror.failed(toErrorData(error));
    this.#tell({ ...noChange(mirror.connection.id, mirror.revision), state });
  }

  #tell(change: InventoryChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #post(message: ToWorker, transfer: readonly Transferable[] = []): void {
    this.#parts.link.post(message, transfer);
  }
}

const noChange = (connectionId: ConnectionId, revision: number): InventoryChange => ({
  connectionId,
  revision,
  views: [],
  factsChanged: false,
  state: null,
  removed: false,
});
