/** Which keys the schema knows at a place of the file, for the help on a misspelt one. */
import { z } from "zod";
import { recipeSchema } from "./schema.ts";
import type { Path } from "./places.ts";

export function knownKeys(path: Path): readonly string[] {
  const schema = schemaAt(recipeSchema, path);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function schemaAt(schema: unknown, path: Path): unknown {
  const bare = unwrapped(schema);
  const [first, ...rest] = path;
  if (first === undefined) return bare;
  if (bare instanceof z.ZodObject) return schemaAt(bare.shape[String(first)], rest);
  if (bare instanceof z.ZodArray) return schemaAt(bare.element, rest);
  return null;
}

/** Without `optional`; of a union, the alternative that is an object. */
function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional) return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodUnion)
    return schema.options.find((option) => option instanceof z.ZodObject);
  return schema;
}
