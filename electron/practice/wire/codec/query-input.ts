/**
 * Decodes a query request's form into the operation's input, for AWS query and for EC2's dialect of it:
 * EC2 flattens every list, capitalises its names and refuses parameters that it doesn't know.
 */
import { emptyNode, numberedChildren } from "./form-tree.ts";
import type { FormNode } from "./form-tree.ts";
import { decodeScalar } from "./scalars.ts";
import { requiredMembers, traitsOf } from "./schema.ts";
import type { Schema, Traits } from "./schema.ts";

export interface QueryDialect {
  readonly ec2: boolean;
  readonly invalid: (message: string) => Error;
  readonly missing: (path: string) => Error;
  /** Null: unknown parameters are ignored. */
  readonly unknown: ((path: string) => Error) | null;
}

const ENVELOPE = new Set(["Action", "Version"]);

export function decodeInput(schema: Schema, form: FormNode, dialect: QueryDialect): object {
  if (schema.isUnitSchema()) return {};
  return decodeStructure(schema, form, dialect, "");
}

function decodeValue(schema: Schema, node: FormNode, dialect: QueryDialect, path: string): unknown {
  if (schema.isStructSchema()) return decodeStructure(schema, node, dialect, path);
  if (schema.isListSchema()) return decodeList(schema, node, dialect, path);
  if (schema.isMapSchema()) return decodeMap(schema, node, dialect, path);
  return decodeScalar(schema, node.text ?? "", path, dialect.invalid);
}

function decodeStructure(schema: Schema, node: FormNode, dialect: QueryDialect, path: string) {
  const known = new Set<string>();
  const value: Record<string, unknown> = {};
  const required = new Set(requiredMembers(schema));
  for (const [name, member] of schema.structIterator()) {
    const key = formKey(name, traitsOf(member), dialect);
    known.add(key);
    const child = node.children.get(key);
    if (child) value[name] = decodeValue(member, child, dialect, within(path, key));
    else if (required.has(name)) throw dialect.missing(within(path, key));
  }
  refuseUnknown(node, known, dialect, path);
  return value;
}

function refuseUnknown(node: FormNode, known: Set<string>, dialect: QueryDialect, path: string) {
  if (!dialect.unknown) return;
  for (const key of node.children.keys()) {
    const isEnvelope = path === "" && ENVELOPE.has(key);
    if (!known.has(key) && !isEnvelope) throw dialect.unknown(within(path, key));
  }
}

function decodeList(schema: Schema, node: FormNode, dialect: QueryDialect, path: string) {
  const member = schema.getValueSchema();
  const isFlat = dialect.ec2 || Boolean(traitsOf(schema).xmlFlattened);
  const source = isFlat ? node : wrapped(node, traitsOf(member).xmlName ?? "member");
  if (!source) return [];
  return numberedChildren(source).map((child, index) =>
    decodeValue(member, child, dialect, `${path}.${index + 1}`),
  );
}

const wrapped = (node: FormNode, name: string) =>
  node.children.get(name) ?? node.children.get("member");

function decodeMap(schema: Schema, node: FormNode, dialect: QueryDialect, path: string) {
  const source = traitsOf(schema).xmlFlattened ? node : node.children.get("entry");
  const keyName = traitsOf(schema.getKeySchema()).xmlName ?? "key";
  const member = schema.getValueSchema();
  const valueName = traitsOf(member).xmlName ?? "value";
  const entries = numberedChildren(source ?? emptyNode()).map((entry) => {
    const child = entry.children.get(valueName) ?? emptyNode();
    return [entry.children.get(keyName)?.text ?? "", decodeValue(member, child, dialect, path)];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function formKey(name: string, traits: Traits, dialect: QueryDialect): string {
  if (dialect.ec2 && traits.ec2QueryName) return traits.ec2QueryName;
  const key = traits.xmlName ?? name;
  return dialect.ec2 ? key.charAt(0).toUpperCase() + key.slice(1) : key;
}

const within = (path: string, key: string) => (path === "" ? key : `${path}.${key}`);
