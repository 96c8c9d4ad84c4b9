/** Encodes an operation's output as the XML that AWS query and EC2 query answer with. */
import { schemaOf, traitsOf } from "./schema.ts";
import type { Schema } from "./schema.ts";

/** The smithy schema numbers of a timestamp's format; 4 stands for the protocol's own, which is date-time. */
const HTTP_DATE = 6;
const EPOCH_SECONDS = 7;

export function encodeMembers(schema: Schema, value: Readonly<Record<string, unknown>>): string {
  let xml = "";
  for (const [name, member] of schema.structIterator()) {
    const own = member.getMemberTraits() as { xmlName?: string };
    xml += encodeValue(member, value[name], own.xmlName ?? name);
  }
  return xml;
}

function encodeValue(schema: Schema, value: unknown, tag: string): string {
  if (value === undefined || value === null) return "";
  if (schema.isListSchema()) return encodeList(schema, value as readonly unknown[], tag);
  if (schema.isMapSchema()) return encodeMap(schema, value as Record<string, unknown>, tag);
  if (!schema.isStructSchema()) return element(tag, encodeScalar(schema, value));
  return element(tag, encodeMembers(schema, value as Record<string, unknown>));
}

function encodeList(schema: Schema, values: readonly unknown[], tag: string): string {
  const member = schema.getValueSchema();
  const isFlat = Boolean(traitsOf(schema).xmlFlattened);
  const entryTag = isFlat ? tag : (traitsOf(member).xmlName ?? "member");
  const entries = values.map((value) => encodeValue(member, value, entryTag)).join("");
  return isFlat ? entries : element(tag, entries);
}

function encodeMap(schema: Schema, value: Record<string, unknown>, tag: string): string {
  const isFlat = Boolean(traitsOf(schema).xmlFlattened);
  const keyTag = traitsOf(schema.getKeySchema()).xmlName ?? "key";
  const member = schema.getValueSchema();
  const valueTag = traitsOf(member).xmlName ?? "value";
  const entries = Object.entries(value).map(([key, entry]) => {
    const pair = element(keyTag, escapeXml(key)) + encodeValue(member, entry, valueTag);
    return element(isFlat ? tag : "entry", pair);
  });
  return isFlat ? entries.join("") : element(tag, entries.join(""));
}

function encodeScalar(schema: Schema, value: unknown): string {
  if (value instanceof Date) return encodeTimestamp(schema, value);
  if (schema.isBlobSchema()) return Buffer.from(value as Uint8Array).toString("base64");
  return escapeXml(String(value));
}

function encodeTimestamp(schema: Schema, value: Date): string {
  const format = schema.getSchema() as unknown;
  if (format === HTTP_DATE) return value.toUTCString();
  if (format === EPOCH_SECONDS) return String(value.getTime() / 1000);
  return value.toISOString();
}

const element = (tag: string, content: string) => `<${tag}>${content}</${tag}>`;

const NAMED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** XML 1.0 has no way to write most control characters; a server's text that holds one loses it, as with AWS. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, "")
    .replace(/[&<>"'\r\n\u0085\u2028]/g, (char) => NAMED[char] ?? numericEntity(char));
}

const numericEntity = (char: string) => `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`;

export const encodeOutput = (schema: Schema, output: object): string =>
  schema.isUnitSchema() ? "" : encodeMembers(schemaOf(schema), output as Record<string, unknown>);
