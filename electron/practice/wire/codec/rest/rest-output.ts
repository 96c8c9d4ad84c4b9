/** An answer of a REST service: members in headers, an object's bytes, or XML. */
import { escapeXml } from "../xml-escape.ts";
import { encodeOutput } from "../xml-output.ts";
import { traitsOf, type Schema } from "../schema.ts";
import type { HttpTraits } from "./rest-input.ts";

type Structure = Readonly<Record<string, unknown>>;

export interface RestReply {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bytes?: Uint8Array;
}

export function encodeRest(schema: Schema, output: object, namespace: string): RestReply {
  if (schema.isUnitSchema()) return { headers: {}, body: "" };
  const value = output as Structure;
  const members = [...schema.structIterator()];
  const headers = Object.fromEntries(
    members.flatMap(([name, member]) => headersOf(member, value[name])),
  );
  const payload = members.find(([, member]) => (traitsOf(member) as HttpTraits).httpPayload);
  if (payload) return { headers, ...payloadOf(payload, value, namespace) };
  const inBody = members.filter(([name, member]) => value[name] !== undefined && isInBody(member));
  if (inBody.length === 0 && !hasBody(members)) return { headers, body: "" };
  const root = (traitsOf(schema) as HttpTraits).xmlName ?? schema.getName(false) ?? "Result";
  return {
    headers,
    body: document(root, encodeOutput(schema, bodyOnly(members, value)), namespace),
  };
}

type Members = readonly (readonly [string, Schema])[];

const hasBody = (members: Members) => members.some(([, member]) => isInBody(member));

function isInBody(member: Schema): boolean {
  const { httpHeader, httpPrefixHeaders, httpPayload } = traitsOf(member) as HttpTraits;
  return httpHeader === undefined && httpPrefixHeaders === undefined && !httpPayload;
}

const bodyOnly = (members: Members, value: Structure) =>
  Object.fromEntries(
    members.filter(([, member]) => isInBody(member)).map(([name]) => [name, value[name]]),
  );

function headersOf(member: Schema, value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return [];
  const { httpHeader, httpPrefixHeaders } = traitsOf(member) as HttpTraits;
  if (httpHeader !== undefined) return [[httpHeader.toLowerCase(), headerText(value)]];
  if (httpPrefixHeaders === undefined) return [];
  return Object.entries(value as Record<string, string>).map(([name, text]) => [
    `${httpPrefixHeaders}${name}`,
    text,
  ]);
}

function headerText(value: unknown): string {
  if (value instanceof Date) return value.toUTCString();
  return Array.isArray(value) ? value.join(",") : String(value);
}

function payloadOf([name, member]: Members[number], value: Structure, namespace: string) {
  const content = value[name];
  if (content === undefined) return { body: "" };
  if (member.isBlobSchema()) return { body: "", bytes: content as Uint8Array };
  const tag = (member.getMemberTraits() as HttpTraits).xmlName ?? member.getName(false) ?? name;
  return { body: document(tag, encodeOutput(member, content as object), namespace) };
}

const document = (root: string, content: string, namespace: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${escapeXml(namespace)}">${content}</${root}>`;
