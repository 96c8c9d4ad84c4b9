/** Which keys the schema knows at a place of the file, for the help on a misspelt one. */
import { z } from "zod";
import { recipeSchema } from "../schema.ts";
import type { Path } from "./places.ts";

/** Of all forms that a block may have there. */
export function knownKeys(path: Path): readonly string[] {
  const keys = schemasAt([recipeSchema], path).flatMap((schema) =>
    schema instanceof z.ZodObject ? Object.keys(schema.shape) : [],
  );
  return [...new Set(keys)];
}

function schemasAt(schemas: readonly unknown[], path: Path): readonly unknown[] {
  const bare = schemas.flatMap(unwrapped);
  const [first, ...rest] = path;
  if (first === undefined) return bare;
  return schemasAt(
    bare.flatMap((schema) => below(schema, first)),
    rest,
  );
}

function below(schema: unknown, key: PropertyKey): readonly unknown[] {
  if (schema instanceof z.ZodObject) return [schema.shape[String(key)]];
  if (schema instanceof z.ZodArray) return [schema.element];
  return schema instanceof z.ZodRecord ? [schema.valueType] : [];
}

/** Without `optional`; of a union, all that it may be. */
function unwrapped(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodOptional) return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrapped(schema.out);
  return schema instanceof z.ZodUnion ? schema.options.flatMap(unwrapped) : [schema];
}
