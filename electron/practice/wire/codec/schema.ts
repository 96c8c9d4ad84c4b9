/**
 * The schemas that the unmodified SDK clients export, by the few members that the wire reads.
 * They are the SDK's own run-time data, so what we decode is what any SDK encodes.
 */
import { NormalizedSchema } from "@smithy/core/schema";

export type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];
export type Schema = NormalizedSchema;

/** `[9, namespace, name, traits, input, output]`. */
export type OperationSchema = readonly [9, string, string, unknown, unknown, unknown];

export interface Traits {
  readonly xmlName?: string;
  readonly xmlFlattened?: number;
  readonly ec2QueryName?: string;
  readonly jsonName?: string;
}

export const schemaOf = (ref: SchemaRef): Schema => NormalizedSchema.of(ref);
export const nameOf = (operation: OperationSchema): string => operation[2];
export const inputOf = (operation: OperationSchema): Schema => schemaOf(operation[4] as SchemaRef);
export const outputOf = (operation: OperationSchema): Schema => schemaOf(operation[5] as SchemaRef);
export const traitsOf = (schema: Schema): Traits => schema.getMergedTraits() as Traits;

/** A structure's required members come first; its schema says how many they are. */
export function requiredMembers(schema: Schema): readonly string[] {
  const fields = schema.getSchema() as readonly unknown[];
  const names = fields[4] as readonly string[];
  return names.slice(0, (fields[6] as number | undefined) ?? 0);
}
