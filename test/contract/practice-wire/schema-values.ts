/**
 * Values of any shape that a schema of the SDK allows, by fast-check, so that a failure shrinks to what matters:
 * every member now and then, empty texts, lists and maps, texts that are hard to escape, large and small numbers.
 */
import * as fc from "fast-check";
import type { Schema } from "../../../electron/practice/wire/codec/schema.ts";

/** Inputs may hold any text; XML outputs can't hold control characters. */
export type Texts = "any" | "xml";

type Draw = fc.GeneratorValue;

const MAX_DEPTH = 5;

export const valuesOf = (schema: Schema, texts: Texts): fc.Arbitrary<object> =>
  fc
    .gen()
    .map((draw) => (valueOf(schema, { draw, texts, depth: 0, filled: false }) ?? {}) as object);

interface Spot {
  readonly draw: Draw;
  readonly texts: Texts;
  readonly depth: number;
  /** What is required must be there, and no query protocol can write an empty list or structure. */
  readonly filled: boolean;
}

const below = (spot: Spot, filled: boolean): Spot => ({ ...spot, depth: spot.depth + 1, filled });

function valueOf(schema: Schema, spot: Spot): unknown {
  if (schema.isUnitSchema()) return undefined;
  if (schema.isStructSchema()) return structure(schema, spot);
  if (schema.isListSchema()) return list(schema, spot);
  if (schema.isMapSchema()) return map(schema, spot);
  return spot.draw(scalarsOf(schema, spot.texts));
}

/** How many of the optional members are there: all at the top, fewer below, none of structure at the bottom. */
function structure(schema: Schema, spot: Spot) {
  const { draw, depth } = spot;
  const value: Record<string, unknown> = {};
  const all = [...schema.structIterator()];
  const members = schema.isUnionSchema() ? [draw(oneOf, all)] : all;
  const share = depth === 0 ? 100 : Math.min(60, 400 / members.length);
  for (const [name, member] of members) {
    const needed = isNeeded(schema, name, member);
    const isWanted = draw(percents) < share && (depth < MAX_DEPTH || isScalar(member));
    if (!needed && !isWanted) continue;
    const entry = valueOf(member, below(spot, needed || spot.filled));
    if (entry !== undefined) value[name] = entry;
  }
  const [first] = members;
  if (!spot.filled || !first || Object.keys(value).length > 0) return value;
  return { [first[0]]: valueOf(first[1], below(spot, true)) };
}

const oneOf = <T>(items: readonly T[]) => fc.constantFrom(...items);
const percents = () => percentArbitrary;
const percentArbitrary = fc.integer({ min: 0, max: 99 });

function list(schema: Schema, spot: Spot) {
  const length = spot.draw(lengthsAt, spot.depth) + Number(spot.filled);
  const member = schema.getValueSchema();
  const entries = Array.from({ length }, () => valueOf(member, below(spot, spot.filled)));
  return entries.filter((entry) => entry !== undefined);
}

const LENGTHS = [fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1 })] as const;
const lengthsAt = (depth: number) => LENGTHS[depth < 3 ? 0 : 1];

function map(schema: Schema, spot: Spot) {
  const length = spot.draw(lengthsAt, spot.depth) + Number(spot.filled);
  const keys = Array.from({ length }, () => spot.draw(keysOf, spot.texts));
  const entries = keys.map((key) => [
    key,
    valueOf(schema.getValueSchema(), below(spot, spot.filled)),
  ]);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined)) as Record<
    string,
    unknown
  >;
}

const isScalar = (schema: Schema) =>
  !schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema();

/** Required ones, and tokens: the SDK makes up those that are missing. */
function isNeeded(schema: Schema, name: string, member: Schema): boolean {
  if ((member.getMergedTraits() as { idempotencyToken?: number }).idempotencyToken) return true;
  const fields = schema.getSchema() as readonly unknown[];
  return (fields[4] as string[]).indexOf(name) < ((fields[6] as number | undefined) ?? 0);
}

const numbers = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.constantFrom(0, 1, -1, 0.1, 1e21, 1e-7, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE),
);
const moments = fc.oneof(
  fc.date({
    min: new Date(-2_208_988_800_000),
    max: new Date(253_402_300_799_000),
    noInvalidDate: true,
  }),
  fc.constantFrom(new Date(0), new Date(1), new Date(1_763_726_400_123), new Date(-1000)),
);
const blobs = fc.uint8Array({ maxLength: 40 });

const HARD = fc.constantFrom(
  "<b>",
  "&amp;",
  "&#13;",
  "&",
  '"',
  "'",
  "é",
  "語",
  "🦩",
  "\n",
  "\t",
  "\r\n",
  "\u0085",
  "\u2028",
  "%20",
  "+",
  "=",
  "]]>",
  "<!--",
  ".",
  " ",
  "true",
  "0",
  "arn:aws:ec2:eu-west-1::image/ami-1",
);
const CONTROL = fc.constantFrom("\u0000", "\u0001", "\u001b", "\u007f", "\uffff");
const inXml = (text: string) =>
  text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");

const pieces = (...more: fc.Arbitrary<string>[]) =>
  fc
    .array(fc.oneof(HARD, fc.string({ unit: "grapheme", maxLength: 6 }), ...more), { maxLength: 4 })
    .map((parts) => parts.join(""));
const TEXTS: Readonly<Record<Texts, fc.Arbitrary<string>>> = {
  any: pieces(CONTROL).map((text) => text.toWellFormed()),
  xml: pieces().map(inXml),
};
/** A key of its own for each entry; an object would set `__proto__` rather than have it. */
const KEYS: Readonly<Record<Texts, fc.Arbitrary<string>>> = {
  any: TEXTS.any.map((text) => `key ${text}`),
  xml: TEXTS.xml.map((text) => `key ${text}`),
};
const keysOf = (texts: Texts) => KEYS[texts];

const scalarsOf = (schema: Schema, texts: Texts) => () => scalarOf(schema, texts);

function scalarOf(schema: Schema, texts: Texts): fc.Arbitrary<unknown> {
  if (schema.isBooleanSchema()) return booleans;
  if (schema.isNumericSchema()) return numbers;
  if (schema.isBigIntegerSchema()) return bigs;
  if (schema.isTimestampSchema()) return moments;
  return schema.isBlobSchema() ? blobs : TEXTS[texts];
}

const booleans = fc.boolean();
const bigs = fc.bigInt();
