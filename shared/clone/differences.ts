/**
 * Two structures of AWS's held against each other, field by field. The order of a list counts only where AWS goes by
 * it; what isn't there and an empty list are the same.
 */
import type { AwsFields } from "../model/calls/aws-fields.ts";

export interface Difference {
  readonly field: string;
  /** In words; "not set" where there is none. */
  readonly from: string;
  readonly to: string;
}

/** First come, first served: the order is a setting. */
const ORDERED: ReadonlySet<string> = new Set(["TerminationPolicies", "Overrides"]);

export function differencesOf(field: string, from: unknown, to: unknown): readonly Difference[] {
  if (canonical(field, from) === canonical(field, to)) return [];
  if (isFields(from) && isFields(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].toSorted();
    return keys.flatMap((key) => differencesOf(`${field}.${key}`, from[key], to[key]));
  }
  return [{ field, from: inWords(from), to: inWords(to) }];
}

/** `field: old -> new`, as it is shown. */
export const differenceText = ({ field, from, to }: Difference) => `${field}: ${from} -> ${to}`;

function canonical(field: string, value: unknown): string {
  const name = field.slice(field.lastIndexOf(".") + 1);
  return JSON.stringify(plain(name, value)) ?? "null";
}

function plain(name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => plain("", item));
    if (items.length === 0) return null;
    if (ORDERED.has(name)) return items;
    return items.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (!isFields(value)) return value ?? null;
  const fields = Object.entries(value)
    .map(([key, held]) => [key, plain(key, held)] as const)
    .filter(([, held]) => held !== null);
  const sorted = fields.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sorted.length === 0 ? null : sorted;
}

const isFields = (value: unknown): value is AwsFields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function inWords(value: unknown): string {
  if (value === undefined || value === null) return "not set";
  if (typeof value === "string") return value === "" ? '""' : value;
  if (Array.isArray(value) && value.length === 0) return "not set";
  if (Array.isArray(value) && value.every((item) => typeof item === "string"))
    return value.join(", ");
  return JSON.stringify(value);
}
