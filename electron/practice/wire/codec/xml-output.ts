/**
 * Encodes an operation's output as the XML that AWS query and EC2 query answer with. A schema is turned into
 * functions once, because a page of a thousand servers passes through them a hundred thousand times.
 */
import { escapeXml } from "./xml-escape.ts";
import { traitsOf } from "./schema.ts";
import type { Schema } from "./schema.ts";

/** The smithy schema numbers of a timestamp's format; 4 stands for the protocol's own, which is date-time. */
const HTTP_DATE = 6;
const EPOCH_SECONDS = 7;

type Structure = Readonly<Record<string, unknown>>;
type Encoder = (value: unknown, tag: string) => string;

interface MemberEncoder {
  readonly name: string;
  readonly tag: string;
  readonly encode: Encoder;
}

export const encodeOutput = (schema: Schema, output: object): string =>
  schema.isUnitSchema() ? "" : encodeMembers(membersOf(schema), output as Structure);

function encodeMembers(members: readonly MemberEncoder[], value: Structure): string {
  let xml = "";
  for (const { name, tag, encode } of members) {
    const entry = value[name];
    if (entry !== undefined && entry !== null) xml += encode(entry, tag);
  }
  return xml;
}

const knownMembers = new WeakMap<object, readonly MemberEncoder[]>();

/** By the SDK's own schema object, so that structures that contain themselves come to an end. */
function membersOf(schema: Schema): readonly MemberEncoder[] {
  const key = schema.getSchema() as object;
  const known = knownMembers.get(key);
  if (known) return known;
  const members = [...schema.structIterator()].map(([name, member]) => memberEncoder(name, member));
  knownMembers.set(key, members);
  return members;
}

function memberEncoder(name: string, member: Schema): MemberEncoder {
  const own = member.getMemberTraits() as { xmlName?: string };
  return { name, tag: own.xmlName ?? name, encode: encoderOf(member) };
}

function encoderOf(schema: Schema): Encoder {
  if (schema.isListSchema()) return listEncoder(schema);
  if (schema.isMapSchema()) return mapEncoder(schema);
  if (!schema.isStructSchema()) return scalarEncoder(schema);
  return (value, tag) => element(tag, encodeMembers(membersOf(schema), value as Structure));
}

function listEncoder(schema: Schema): Encoder {
  const member = schema.getValueSchema();
  const encode = encoderOf(member);
  const isFlat = Boolean(traitsOf(schema).xmlFlattened);
  const entryTag = traitsOf(member).xmlName ?? "member";
  return (values, tag) => {
    let entries = "";
    for (const value of values as readonly unknown[])
      entries += encode(value, isFlat ? tag : entryTag);
    return isFlat ? entries : element(tag, entries);
  };
}

function mapEncoder(schema: Schema): Encoder {
  const isFlat = Boolean(traitsOf(schema).xmlFlattened);
  const keyTag = traitsOf(schema.getKeySchema()).xmlName ?? "key";
  const member = schema.getValueSchema();
  const valueTag = traitsOf(member).xmlName ?? "value";
  const encode = encoderOf(member);
  return (value, tag) => {
    const entries = Object.entries(value as Structure).map(([key, entry]) => {
      const pair = element(keyTag, escapeXml(key)) + encode(entry, valueTag);
      return element(isFlat ? tag : "entry", pair);
    });
    return isFlat ? entries.join("") : element(tag, entries.join(""));
  };
}

function scalarEncoder(schema: Schema): Encoder {
  if (schema.isTimestampSchema()) {
    const format = schema.getSchema() as unknown;
    return (value, tag) => element(tag, encodeTimestamp(format, value as Date));
  }
  if (schema.isBlobSchema()) {
    return (value, tag) => element(tag, Buffer.from(value as Uint8Array).toString("base64"));
  }
  return (value, tag) => element(tag, typeof value === "string" ? escapeXml(value) : String(value));
}

function encodeTimestamp(format: unknown, value: Date): string {
  if (format === HTTP_DATE) return value.toUTCString();
  if (format === EPOCH_SECONDS) return String(value.getTime() / 1000);
  return value.toISOString();
}

const element = (tag: string, content: string) => `<${tag}>${content}</${tag}>`;
