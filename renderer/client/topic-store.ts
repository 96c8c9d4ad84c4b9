/**
 * Live tables of the console. A topic is opened once however many components use it, follows its deltas, and is
 * opened again after a gap or a lost link. Rows already shown stay until fresh ones are there, marked `stale`.
 */
import { useCallback, useSyncExternalStore } from "react";
import type { Bridge } from "../../shared/contract/bridge.ts";
import { rowKey } from "../../shared/contract/topics.ts";
import type {
  TopicDelta,
  TopicName,
  TopicRows,
  TopicSnapshot,
} from "../../shared/contract/topics.ts";
import type { BennuErrorData } from "../../shared/errors.ts";
import { useClient } from "./client-context.tsx";

export interface TopicView<T extends TopicName> {
  readonly rows: ReadonlyMap<string, TopicRows[T]>;
  /** `opening`: nothing read yet. `stale`: the rows are of before the link was lost. `failed`: see error. */
  readonly status: "opening" | "live" | "stale" | "failed";
  readonly revision: number;
  readonly error: BennuErrorData | null;
}

interface Entry {
  readonly topic: TopicName;
  readonly scope: string | null;
  readonly listeners: Set<() => void>;
  view: TopicView<TopicName>;
  /** Deltas that came while a snapshot is on its way; null when none is. */
  early: TopicDelta[] | null;
  closing: ReturnType<typeof setTimeout> | null;
}

const nothingYet: TopicView<TopicName> = {
  rows: new Map(),
  status: "opening",
  revision: 0,
  error: null,
};
/** A topic that nobody shows is kept this long, so that going back and forth between screens costs nothing. */
const lingerMs = 5_000;

export class TopicStore {
  readonly #bridge: Bridge;
  readonly #entries = new Map<string, Entry>();

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    bridge.onEvent((event) => {
      if (event.event === "topic:changed") this.#changed(event.delta);
    });
    bridge.onLink((up) => (up ? this.#reopenAll() : this.#markStale()));
  }

  view<T extends TopicName>(topic: T, scope: string | null): TopicView<T> {
    return (this.#entries.get(keyOf(topic, scope))?.view ?? nothingYet) as TopicView<T>;
  }

  subscribe(topic: TopicName, scope: string | null, listener: () => void): () => void {
    const entry = this.#entries.get(keyOf(topic, scope)) ?? this.#add(topic, scope);
    if (entry.closing !== null) clearTimeout(entry.closing);
    entry.closing = null;
    entry.listeners.add(listener);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0)
        entry.closing ??= setTimeout(() => this.#close(entry), lingerMs);
    };
  }

  /** Asks for it now, for someone who is about to show it. */
  warm(topic: TopicName): void {
    this.subscribe(topic, null, () => undefined)();
  }

  #add(topic: TopicName, scope: string | null): Entry {
    const entry: Entry = {
      topic,
      scope,
      listeners: new Set(),
      view: nothingYet,
      early: null,
      closing: null,
    };
    this.#entries.set(keyOf(topic, scope), entry);
    void this.#open(entry);
    return entry;
  }

  async #open(entry: Entry): Promise<void> {
    if (entry.early) return;
    entry.early = [];
    const { topic, scope } = entry;
    const reply = await this.#bridge.request("topic:open", { topic, scope });
    const early = entry.early;
    entry.early = null;
    if (!reply.ok) return show(entry, { ...entry.view, status: "failed", error: reply.error });
    show(entry, viewOf(reply.value));
    for (const delta of early) this.#apply(entry, delta);
  }

  #changed(delta: TopicDelta): void {
    const entry = this.#entries.get(keyOf(delta.topic, delta.scope));
    if (entry?.early) entry.early.push(delta);
    else if (entry) this.#apply(entry, delta);
  }

  #apply(entry: Entry, delta: TopicDelta): void {
    if (delta.revision <= entry.view.revision) return;
    if (delta.from === entry.view.revision) show(entry, applied(entry.view, delta));
    else void this.#open(entry);
  }

  #close(entry: Entry): void {
    const { topic, scope } = entry;
    this.#entries.delete(keyOf(topic, scope));
    void this.#bridge.request("topic:close", { topic, scope });
  }

  #markStale(): void {
    for (const entry of this.#entries.values())
      if (entry.view.status === "live") show(entry, { ...entry.view, status: "stale" });
  }

  #reopenAll(): void {
    for (const entry of this.#entries.values()) void this.#open(entry);
  }
}

function keyOf(topic: TopicName, scope: string | null): string {
  return `${topic} ${scope ?? ""}`;
}

function show(entry: Entry, view: TopicView<TopicName>): void {
  entry.view = view;
  for (const listener of entry.listeners) listener();
}

function viewOf(snapshot: TopicSnapshot): TopicView<TopicName> {
  const rows = new Map(snapshot.rows.map((row) => [rowKey(snapshot.topic, row), row]));
  return { rows, status: "live", revision: snapshot.revision, error: null };
}

function applied(view: TopicView<TopicName>, delta: TopicDelta): TopicView<TopicName> {
  const rows = new Map(view.rows);
  for (const key of delta.removes) rows.delete(key);
  for (const row of delta.upserts) rows.set(rowKey(delta.topic, row), row);
  return { rows, status: "live", revision: delta.revision, error: null };
}

/** A live table. The map is a new one after each change, and the same one while nothing changes. */
export function useTopic<T extends TopicName>(topic: T, scope: string | null = null): TopicView<T> {
  const { topics } = useClient();
  const subscribe = useCallback(
    (listener: () => void) => topics.subscribe(topic, scope, listener),
    [topics, topic, scope],
  );
  return useSyncExternalStore(subscribe, () => topics.view(topic, scope));
}
