/** Values of AWS JSON 1.0 and 1.1: timestamps are seconds since the epoch, blobs are base64. */
import { traitsOf } from "./schema.ts";
import type { Schema } from "./schema.ts";

type Leaf = (schema: Schema, value: unknown) => unknown;

export const decodeJson = (schema: Schema, value: unknown): unknown =>
  walk(schema, value, decodeLeaf);
export const encodeJson = (schema: Schema, value: unknown): unknown =>
  walk(schema, value, encodeLeaf);

function walk(schema: Schema, value: unknown, leaf: Leaf): unknown {
  if (value === undefined || value === null || schema.isUnitSchema()) return undefined;
  if (schema.isStructSchema()) return walkStructure(schema, value as Record<string, unknown>, leaf);
  if (schema.isListSchema()) {
    return (value as readonly unknown[]).map((entry) => walk(schema.getValueSchema(), entry, leaf));
  }
  if (!schema.isMapSchema()) return leaf(schema, value);
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    walk(schema.getValueSchema(), entry, leaf),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function walkStructure(schema: Schema, value: Record<string, unknown>, leaf: Leaf) {
  const result: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const entry = walk(member, value[traitsOf(member).jsonName ?? name], leaf);
    if (entry !== undefined) result[name] = entry;
  }
  return result;
}

function decodeLeaf(schema: Schema, value: unknown): unknown {
  if (schema.isTimestampSchema() && typeof value === "number")
    return new Date(Math.round(value * 1000));
  if (schema.isTimestampSchema()) return new Date(String(value));
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(String(value), "base64"));
  return value;
}

function encodeLeaf(schema: Schema, value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (schema.isBlobSchema()) return Buffer.from(value as Uint8Array).toString("base64");
  return value;
}
