/** What the calls of load balancing have in common: names, tags, refusals. */
import type { Tag } from "@aws-sdk/client-elastic-load-balancing-v2";
import { PracticeError } from "../../world/kernel/practice-error.ts";

export const PAGE = { defaultSize: 400, maxSize: 400 } as const;
export const MOST_TAGS = 50;

export const invalid = (message: string) => new PracticeError("ValidationError", message);

export function checkedName(name: string, what: string): string {
  if (name.length > 32)
    throw invalid(`${what} name '${name}' cannot be longer than '32' characters`);
  if (!/^[A-Za-z0-9-]+$/.test(name))
    throw invalid(`${what} name '${name}' must contain only alphanumeric characters or hyphens`);
  if (name.startsWith("-") || name.endsWith("-"))
    throw invalid(`${what} name '${name}' cannot begin or end with a hyphen`);
  return name;
}

export function toTags(tags: readonly Tag[] | undefined): Record<string, string> {
  const pairs = (tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const);
  const kept = Object.fromEntries(pairs);
  if (Object.keys(kept).length < pairs.length)
    throw new PracticeError("DuplicateTagKeys", "A tag key was specified more than once");
  if (pairs.length > MOST_TAGS)
    throw new PracticeError("TooManyTags", "The maximum number of tags has been reached");
  return kept;
}

export const toPairs = (record: Readonly<Record<string, string>>) =>
  Object.entries(record).map(([Key, Value]) => ({ Key, Value }));
