/**
 * Finds servers by a tag without looking at all of them. It is no part of the state: it is made when first asked for, and
 * told of each tag that a server gets. It may name servers that have lost the tag; filters look at the tags themselves.
 */
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import type { Table } from "../../kernel/table.ts";
import type { World } from "../../kernel/world.ts";

interface TagIndex {
  readonly ids: Map<string, Set<string>>;
  /** Under what each server is found. */
  readonly entries: Map<string, Set<string>>;
}

const indexes = new WeakMap<Table<InstanceState>, TagIndex>();
const NONE: ReadonlySet<string> = new Set();

const entryOf = (key: string, value: string) => `${key}\0${value}`;

export function* serversTagged(
  { state: { instances } }: World,
  key: string,
  values: readonly string[],
): Generator<string> {
  const { ids } = indexes.get(instances) ?? newIndex(instances);
  for (const value of values) yield* ids.get(entryOf(key, value)) ?? NONE;
}

function newIndex(instances: Table<InstanceState>): TagIndex {
  const index: TagIndex = { ids: new Map(), entries: new Map() };
  for (const { id, tags } of instances.values()) add(index, id, tags);
  indexes.set(instances, index);
  return index;
}

/** To be told whenever a server has got tags. */
export function noteTags({ state: { instances } }: World, id: string, tags: Tags): void {
  const index = indexes.get(instances);
  if (index) add(index, id, tags);
}

export function forgetTags({ state: { instances } }: World, id: string): void {
  const index = indexes.get(instances);
  for (const entry of index?.entries.get(id) ?? NONE) {
    const ids = index?.ids.get(entry);
    ids?.delete(id);
    if (ids?.size === 0) index?.ids.delete(entry);
  }
  index?.entries.delete(id);
}

function add({ ids, entries }: TagIndex, id: string, tags: Tags): void {
  const own = entries.get(id) ?? new Set();
  entries.set(id, own);
  for (const [key, value] of Object.entries(tags)) {
    const entry = entryOf(key, value);
    own.add(entry);
    const named = ids.get(entry);
    if (named) named.add(id);
    else ids.set(entry, new Set([id]));
  }
}
