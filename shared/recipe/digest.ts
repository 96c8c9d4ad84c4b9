/** A recipe's identity: two files that ask for the same have the same digest, whatever their comments. */
import type { Recipe } from "./recipe.ts";

/** `sha256` takes a text and returns lower-case hex; given, so that this stays pure. */
export function recipeDigest(recipe: Recipe, sha256: (text: string) => string): string {
  return `sha256:${sha256(canonicalJson(recipe))}`;
}

/** JSON with keys in order. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
}
