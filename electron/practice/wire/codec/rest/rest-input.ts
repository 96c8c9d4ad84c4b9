/** A REST request's input, from where its schema says that each member is: path, query, headers, body. */
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import { bodyText, type WireRequest } from "../../messages.ts";
import { decodeScalar } from "../scalars.ts";
import { traitsOf, type Schema } from "../schema.ts";
import { unchunked } from "./aws-chunked.ts";
import type { ObjectAddress } from "./object-address.ts";
import { xmlTree, type XmlNode } from "./xml-tree.ts";

export interface HttpTraits {
  readonly httpHeader?: string;
  readonly httpLabel?: number;
  readonly httpPayload?: number;
  readonly httpPrefixHeaders?: string;
  readonly httpQuery?: string;
  readonly xmlName?: string;
}

const invalid = (message: string) => new PracticeError("InvalidArgument", message);

export function decodeRest(schema: Schema, request: WireRequest, address: ObjectAddress): object {
  const input: Record<string, unknown> = {};
  if (schema.isUnitSchema()) return input;
  for (const [name, member] of schema.structIterator()) {
    const value = memberOf(name, member, request, address);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function memberOf(name: string, member: Schema, request: WireRequest, address: ObjectAddress) {
  const traits = traitsOf(member) as HttpTraits;
  if (traits.httpLabel) return name === "Bucket" ? address.bucket : address.key;
  if (traits.httpPayload) return payloadOf(member, request);
  if (traits.httpHeader !== undefined)
    return scalar(member, request.headers[traits.httpHeader.toLowerCase()], name);
  if (traits.httpPrefixHeaders !== undefined) return prefixed(request, traits.httpPrefixHeaders);
  if (traits.httpQuery === undefined) return undefined;
  const given = request.query[traits.httpQuery];
  return scalar(member, Array.isArray(given) ? String(given[0]) : (given as string), name);
}

function scalar(member: Schema, text: string | null | undefined, name: string): unknown {
  if (text === undefined || text === null) return undefined;
  if (member.isListSchema()) return text.split(",").map((one) => one.trim());
  return decodeScalar(member, text, name, invalid);
}

function prefixed({ headers }: WireRequest, prefix: string) {
  const entries = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), value]));
}

function payloadOf(member: Schema, request: WireRequest): unknown {
  if (member.isBlobSchema()) return unchunked(request);
  const text = bodyText(request).trim();
  if (text === "") return undefined;
  const root = xmlTree(text);
  if (root === null) throw MALFORMED;
  return fromXml(member, root);
}

export const MALFORMED = new PracticeError(
  "MalformedXML",
  "The XML you provided was not well-formed or did not validate against our published schema",
);

function fromXml(schema: Schema, node: XmlNode): unknown {
  if (!schema.isStructSchema()) return decodeScalar(schema, node.text, node.name, () => MALFORMED);
  const value: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const tag = (member.getMemberTraits() as HttpTraits).xmlName ?? name;
    const found = node.children.filter((child) => child.name === tag);
    const [first] = found;
    if (!first) continue;
    value[name] = member.isListSchema() ? listOf(member, found) : fromXml(member, first);
  }
  return value;
}

function listOf(list: Schema, found: readonly XmlNode[]): unknown {
  const isFlat = Boolean(traitsOf(list).xmlFlattened);
  const entries = isFlat ? found : found.flatMap(({ children }) => children);
  return entries.map((entry) => fromXml(list.getValueSchema(), entry));
}
