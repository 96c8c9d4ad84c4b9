/**
 * A picture of a world as it is now, which the living world no longer touches: to be restored once, elsewhere. Only
 * what is kept under its own digest, and so never changes, is shared.
 */
import type { Json } from "./json.ts";
import type { TableJson } from "./table.ts";
import type { World, WorldJson } from "./world.ts";

export function pictureOf(world: World): WorldJson {
  const json = world.toJSON();
  const { contents, ...others } = json.state;
  const state = { ...mapped(others, copyTable), contents } as WorldJson["state"];
  return { ...json, timers: copy(json.timers), state };
}

function copyTable({ nextSeq, rows }: TableJson<unknown>): TableJson<unknown> {
  return { nextSeq, rows: rows.map(([seq, id, value]) => [seq, id, copy(value)] as const) };
}

/** As JSON would do it, without the text between. */
function copy<T>(value: T): T {
  return copied(value as Json) as T;
}

function copied(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  const members = value as { readonly [name: string]: Json | undefined };
  const whole: Record<string, Json> = {};
  for (const name of Object.keys(members)) {
    const member = members[name];
    if (member !== undefined) whole[name] = copied(member);
  }
  return whole;
}

function mapped<T extends object, R>(whole: T, change: (value: T[keyof T]) => R) {
  const names = Object.keys(whole) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, change(whole[name])]));
}
