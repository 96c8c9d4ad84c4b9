/**
 * The live tables that windows follow. Sources put and remove rows; each table has one revision, which rises with
 * every batch; sessions get a snapshot and then what changed, gathered for a tenth of a second.
 * A table that is made for a scope (servers of a fleet, one operation) is built by its source on first opening and
 * dropped with its last follower.
 */
import { rowKey } from "../../shared/contract/topics.ts";
import type {
  TopicDelta,
  TopicName,
  TopicRows,
  TopicSnapshot,
} from "../../shared/contract/topics.ts";
import { BennuError } from "../../shared/errors.ts";
import type { Session } from "./session.ts";

type Row = TopicRows[TopicName];

/** What a source is given to fill its table. Row objects must not be changed after they were put. */
export interface TopicTable<T extends TopicName> {
  put(rows: readonly TopicRows[T][]): void;
  remove(keys: readonly string[]): void;
  /** Makes the table hold exactly these; rows that are the same object or the same JSON are no change. */
  replace(rows: readonly TopicRows[T][]): void;
}

/** Fills the table, keeps it fresh, and returns the function that ends that. Throws for an unknown scope. */
export type TopicSource<T extends TopicName> = (
  table: TopicTable<T>,
  scope: string | null,
) => () => void;
export type TopicSources = { readonly [T in TopicName]: TopicSource<T> };

/** Runs `work` once, after the batch time. */
export type Later = (work: () => void) => void;

const batchMs = 100;
const mostRows = 1000;
export const afterBatch: Later = (work) => void setTimeout(work, batchMs);

export class Topics {
  readonly #tables = new Map<string, Table>();
  readonly #sources: TopicSources;
  readonly #later: Later;

  constructor(sources: TopicSources, later: Later = afterBatch) {
    this.#sources = sources;
    this.#later = later;
  }

  open(session: Session, topic: TopicName, scope: string | null): TopicSnapshot {
    const key = `${topic} ${scope ?? ""}`;
    const table = this.#tables.get(key) ?? this.#make(key, topic, scope);
    return table.follow(session);
  }

  close(session: Session, topic: TopicName, scope: string | null): void {
    this.#leave(session, `${topic} ${scope ?? ""}`);
  }

  /** The session is gone: it follows nothing any more. */
  drop(session: Session): void {
    for (const key of [...this.#tables.keys()]) this.#leave(session, key);
  }

  closeAll(): void {
    for (const table of this.#tables.values()) table.end();
    this.#tables.clear();
  }

  #make(key: string, topic: TopicName, scope: string | null): Table {
    const table = new Table(topic, scope, this.#later);
    const source = this.#sources[topic] as TopicSource<TopicName>;
    table.fillFrom(source);
    this.#tables.set(key, table);
    return table;
  }

  #leave(session: Session, key: string): void {
    const table = this.#tables.get(key);
    if (!table || table.unfollow(session) > 0) return;
    this.#tables.delete(key);
    table.end();
  }
}

class Table implements TopicTable<TopicName> {
  readonly #topic: TopicName;
  readonly #scope: string | null;
  readonly #later: Later;
  readonly #rows = new Map<string, Row>();
  readonly #changed = new Set<string>();
  readonly #followers = new Set<Session>();
  #revision = 1;
  #scheduled = false;
  #end: () => void = () => undefined;

  constructor(topic: TopicName, scope: string | null, later: Later) {
    this.#topic = topic;
    this.#scope = scope;
    this.#later = later;
  }

  fillFrom(source: TopicSource<TopicName>): void {
    this.#end = source(this, this.#scope);
  }

  end(): void {
    this.#followers.clear();
    this.#end();
  }

  /** What waits is sent to the others first, so that the snapshot is of the revision it says. */
  follow(session: Session): TopicSnapshot {
    while (this.#changed.size > 0) this.#sendSome();
    this.#followers.add(session);
    const rows = [...this.#rows.values()];
    return { topic: this.#topic, scope: this.#scope, revision: this.#revision, rows };
  }

  /** Returns how many still follow. */
  unfollow(session: Session): number {
    this.#followers.delete(session);
    return this.#followers.size;
  }

  put(rows: readonly Row[]): void {
    for (const row of rows) {
      const key = rowKey(this.#topic, row);
      if (same(this.#rows.get(key), row)) continue;
      this.#rows.set(key, row);
      this.#note(key);
    }
  }

  remove(keys: readonly string[]): void {
    for (const key of keys) if (this.#rows.delete(key)) this.#note(key);
  }

  replace(rows: readonly Row[]): void {
    const kept = new Set(rows.map((row) => rowKey(this.#topic, row)));
    this.remove([...this.#rows.keys()].filter((key) => !kept.has(key)));
    this.put(rows);
  }

  #note(key: string): void {
    this.#changed.add(key);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#later(() => this.#flush());
  }

  /** So many rows at once, then everyone else's turn: ten thousand made into text would hold the main thread. */
  #flush(): void {
    this.#scheduled = false;
    this.#sendSome();
    if (this.#changed.size === 0) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #sendSome(): void {
    const keys = [...this.#changed].slice(0, mostRows);
    if (keys.length === 0) return;
    const delta = this.#delta(keys);
    for (const key of keys) this.#changed.delete(key);
    for (const session of this.#followers) session.push({ event: "topic:changed", delta });
  }

  #delta(keys: readonly string[]): TopicDelta {
    const from = this.#revision;
    this.#revision += 1;
    const upserts = keys.flatMap((key) => this.#rows.get(key) ?? []);
    const removes = keys.filter((key) => !this.#rows.has(key));
    return {
      topic: this.#topic,
      scope: this.#scope,
      from,
      revision: this.#revision,
      upserts,
      removes,
    };
  }
}

function same(left: Row | undefined, right: Row): boolean {
  return left === right || (left !== undefined && JSON.stringify(left) === JSON.stringify(right));
}

/** For sources of topics that need a scope. */
export function neededScope(topic: TopicName, scope: string | null): string {
  if (scope !== null) return scope;
  const message = `The topic ${topic} needs a scope: which of them?`;
  throw new BennuError({ code: "invalid-input", message });
}
