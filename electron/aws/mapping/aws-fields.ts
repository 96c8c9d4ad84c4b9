/**
 * Structures as AWS words them, made plain: times as ISO texts, nothing undefined. So they are the same after a
 * journal, and can be held against each other.
 */
import type { AwsFields } from "../../../shared/model/calls/aws-fields.ts";

export function awsFields(item: object, without: readonly string[] = []): AwsFields {
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(item)) {
    if (value === undefined || without.includes(key)) continue;
    fields[key] = plain(value);
  }
  return fields;
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "object" && value !== null ? awsFields(value) : value;
}
