/** Random values that fit a schema of the SDK: every member now and then, texts that are hard to escape. */
import type { Schema } from "../../../electron/practice/wire/codec/schema.ts";

export type Random = () => number;

/** mulberry32: a test's chance, seeded so that a failure can be repeated. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const MAX_DEPTH = 6;

export function randomValue(schema: Schema, random: Random, depth = 0): unknown {
  if (schema.isUnitSchema()) return undefined;
  if (schema.isStructSchema()) return randomStructure(schema, random, depth);
  if (schema.isListSchema()) return randomList(schema, random, depth);
  if (schema.isMapSchema())
    return { [`key ${text(random)}`]: randomValue(schema.getValueSchema(), random, depth + 1) };
  return randomScalar(schema, random);
}

/** Never empty: neither protocol can write an empty structure. */
function randomStructure(schema: Schema, random: Random, depth: number) {
  const members = [...schema.structIterator()];
  const start = Math.floor(random() * members.length);
  const value: Record<string, unknown> = {};
  for (let index = 0; index < members.length; index++) {
    const [name, member] = members[(start + index) % members.length] ?? fail();
    if (depth >= MAX_DEPTH && !isScalar(member)) continue;
    const isWanted = index === 0 || depth === 0 || random() < 0.5 || isRequired(schema, name);
    if (isWanted) value[name] = randomValue(member, random, depth + 1);
  }
  return Object.keys(value).length > 0 || members.length === 0 ? value : undefined;
}

function randomList(schema: Schema, random: Random, depth: number) {
  const length = 1 + Math.floor(random() * (depth < 3 ? 3 : 1));
  const values = Array.from({ length }, () =>
    randomValue(schema.getValueSchema(), random, depth + 1),
  );
  return values.includes(undefined) ? undefined : values;
}

const isScalar = (schema: Schema) =>
  !schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema();

function isRequired(schema: Schema, name: string): boolean {
  const fields = schema.getSchema() as readonly unknown[];
  return (fields[4] as string[]).indexOf(name) < ((fields[6] as number | undefined) ?? 0);
}

function randomScalar(schema: Schema, random: Random): unknown {
  if (schema.isBooleanSchema()) return random() < 0.5;
  if (schema.isNumericSchema()) return Math.floor(random() * 2 ** 31) - 2 ** 30;
  if (schema.isBigIntegerSchema()) return BigInt(Math.floor(random() * 2 ** 50));
  if (schema.isTimestampSchema()) return new Date(Math.floor(random() * 4e9) * 1000);
  if (schema.isBlobSchema())
    return Uint8Array.from({ length: 9 }, () => Math.floor(random() * 256));
  return text(random);
}

const PIECES = [
  "a",
  "Z9",
  "<b>",
  "&amp;",
  "&",
  '"',
  "'",
  "é",
  "語",
  "🦩",
  "\n",
  "\t",
  "%20",
  "+",
  "=",
  "]]>",
  "\r",
  " x",
];

function text(random: Random): string {
  const length = 1 + Math.floor(random() * 5);
  const pieces = Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)] ?? "");
  return `v${pieces.join("")}e`;
}

function fail(): never {
  throw new Error("A structure's member vanished");
}
