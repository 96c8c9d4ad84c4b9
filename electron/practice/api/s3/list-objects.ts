/** ListObjectsV2: keys in the order of their bytes, folded at a delimiter, in pages. */
import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from "@aws-sdk/client-s3";
import { objectsIn } from "../../world/s3/buckets.ts";
import type { ObjectState } from "../../world/kernel/state/s3.ts";
import type { CallContext } from "../call-context.ts";
import { bucketOf, invalidArgument } from "./object-errors.ts";

const MOST_KEYS = 1000;

export function listObjects(
  input: ListObjectsV2CommandInput,
  call: CallContext,
): Omit<ListObjectsV2CommandOutput, "$metadata"> {
  const { bucket, shelf } = bucketOf(call, input.Bucket);
  const { Prefix = "", Delimiter = "", MaxKeys = MOST_KEYS } = input;
  if (MaxKeys < 0) throw invalidArgument("maxKeys must not be negative");
  const after = startOf(input);
  const rows = folded(objectsIn(shelf, bucket.name), Prefix, Delimiter).filter(
    ({ name }) => after === null || name > after,
  );
  const page = rows.slice(0, Math.min(MaxKeys, MOST_KEYS));
  const isTruncated = page.length < rows.length && page.length > 0;
  const shown = textsAs(input.EncodingType);
  return {
    Name: bucket.name,
    Prefix: shown(Prefix),
    ...(Delimiter === "" ? {} : { Delimiter: shown(Delimiter) }),
    MaxKeys,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    EncodingType: input.EncodingType,
    ContinuationToken: input.ContinuationToken,
    StartAfter: input.StartAfter,
    NextContinuationToken: isTruncated ? tokenOf(page.at(-1)?.name ?? "") : undefined,
    Contents: page.flatMap(({ object }) => (object ? [contentOf(object, shown)] : [])),
    CommonPrefixes: page.flatMap(({ name, object }) => (object ? [] : [{ Prefix: shown(name) }])),
  };
}

interface Row {
  readonly name: string;
  /** Null: a folder, as it were. */
  readonly object: ObjectState | null;
}

function folded(
  objects: readonly ObjectState[],
  prefix: string,
  delimiter: string,
): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const object of objects.filter(({ key }) => key.startsWith(prefix))) {
    const at = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix.length);
    const name = at < 0 ? object.key : object.key.slice(0, at + delimiter.length);
    if (!rows.has(name)) rows.set(name, { name, object: at < 0 ? object : null });
  }
  return [...rows.values()];
}

const contentOf = (object: ObjectState, shown: (text: string) => string) => ({
  Key: shown(object.key),
  LastModified: new Date(object.modifiedAtMs),
  ETag: object.etag,
  Size: object.bytes,
  StorageClass: "STANDARD" as const,
});

const textsAs = (encoding: string | undefined) => (text: string) =>
  encoding === "url" ? encodeURIComponent(text).replaceAll("%2F", "/") : text;

const tokenOf = (name: string) => Buffer.from(`1:${name}`).toString("base64");

function startOf({ ContinuationToken, StartAfter }: ListObjectsV2CommandInput): string | null {
  if (ContinuationToken === undefined) return StartAfter ?? null;
  const text = Buffer.from(ContinuationToken, "base64").toString("utf8");
  if (text.startsWith("1:")) return text.slice(2);
  throw invalidArgument("The continuation token provided is incorrect");
}
