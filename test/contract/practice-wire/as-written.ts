/**
 * What is left of a value once it was written in a protocol: EC2 writes no empty list, no query protocol an empty
 * structure in a request or an empty list that is flattened. All else must arrive as it was.
 */
import { traitsOf } from "../../../electron/practice/wire/codec/schema.ts";
import type { Schema } from "../../../electron/practice/wire/codec/schema.ts";
import type { ProtocolName } from "../../../electron/practice/wire/service.ts";

type Way = "input" | "output";

export function asWritten(schema: Schema, value: object, way: Way, protocol: ProtocolName): object {
  if (protocol === "json" || protocol === "cbor") return value;
  return (kept(schema, value, way, protocol) ?? {}) as object;
}

function kept(schema: Schema, value: unknown, way: Way, protocol: ProtocolName): unknown {
  if (schema.isUnitSchema()) return undefined;
  if (schema.isStructSchema()) return keptStructure(schema, value as object, way, protocol);
  if (schema.isListSchema()) return keptList(schema, value as readonly unknown[], way, protocol);
  if (schema.isMapSchema()) return keptMap(schema, value as object, way, protocol);
  return way === "output" && typeof value === "string" && isIndentation(value) ? "" : value;
}

/** The SDK's reader takes it for what stands between two elements. */
const isIndentation = (text: string) => text.includes("\n") && text.trim() === "";

function keptStructure(schema: Schema, value: object, way: Way, protocol: ProtocolName) {
  const left: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const entry = (value as Record<string, unknown>)[name];
    const keptEntry = entry === undefined ? undefined : kept(member, entry, way, protocol);
    if (keptEntry !== undefined) left[name] = keptEntry;
  }
  return way === "input" && Object.keys(left).length === 0 ? undefined : left;
}

/** A list of nothing but empty structures isn't written at all in a request. */
function keptList(schema: Schema, values: readonly unknown[], way: Way, protocol: ProtocolName) {
  const left = values
    .map((entry) => kept(schema.getValueSchema(), entry, way, protocol))
    .filter((entry) => entry !== undefined);
  if (left.length > 0) return left;
  if (way === "output") return traitsOf(schema).xmlFlattened ? undefined : left;
  return protocol === "ec2-query" || values.length > 0 ? undefined : left;
}

function keptMap(schema: Schema, value: object, way: Way, protocol: ProtocolName) {
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    kept(schema.getValueSchema(), entry, way, protocol),
  ]);
  const left = entries.filter(([, entry]) => entry !== undefined);
  if (left.length === 0 && way === "input") return undefined;
  return Object.fromEntries(left) as Record<string, unknown>;
}

/** The SDK gives some blobs as a class of its own. */
export function plainBlobs(value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plainBlobs);
  const entries = Object.entries(value).map(([key, entry]) => [key, plainBlobs(entry)]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
