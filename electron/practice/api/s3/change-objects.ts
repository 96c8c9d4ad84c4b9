/** Objects: written whole, copied, deleted. One that isn't there is deleted without a word, as in S3. */
import { createHash } from "node:crypto";
import type {
  CopyObjectCommandInput,
  CopyObjectCommandOutput,
  DeleteObjectCommandInput,
  DeleteObjectCommandOutput,
  DeleteObjectsCommandInput,
  DeleteObjectsCommandOutput,
  PutObjectCommandInput,
  PutObjectCommandOutput,
} from "@aws-sdk/client-s3";
import { ObjectError } from "../../wire/codec/rest/object-protocol.ts";
import {
  bytesOf,
  findObject,
  objectId,
  PLAIN_CONTENT,
  putObject as put,
  type ObjectContent,
} from "../../world/s3/buckets.ts";
import type { CallContext } from "../call-context.ts";
import { bucketOf, invalidArgument, objectOf } from "./object-errors.ts";

type Reply<Output> = Omit<Output, "$metadata">;

/** S3 takes 5 GiB; the practice cloud keeps everything in one file. */
const LARGEST_BYTES = 8 * 1024 * 1024;
const LONGEST_KEY = 1024;

export function putObject(
  input: PutObjectCommandInput,
  call: CallContext,
): Reply<PutObjectCommandOutput> {
  const found = bucketOf(call, input.Bucket);
  const place = { bucket: found.bucket.name, key: keyOf(input.Key) };
  const bytes = (input.Body as Uint8Array | undefined) ?? new Uint8Array();
  checkBytes(input, bytes);
  checkConditions(input, findObject(found.shelf, place)?.etag ?? null);
  const object = put(found, place, bytes, contentOf(input));
  return { ETag: object.etag, ServerSideEncryption: "AES256" };
}

function keyOf(key = ""): string {
  if (Buffer.byteLength(key) <= LONGEST_KEY) return key;
  throw new ObjectError(["KeyTooLongError", 400, "Your key is too long"]);
}

function checkBytes(input: PutObjectCommandInput, bytes: Uint8Array): void {
  if (bytes.length > LARGEST_BYTES)
    throw new ObjectError([
      "EntityTooLarge",
      400,
      "Your proposed upload exceeds the maximum allowed size",
    ]);
  const { ContentMD5, ChecksumSHA256 } = input;
  const hash = (name: string) => createHash(name).update(bytes).digest("base64");
  if (ContentMD5 !== undefined && ContentMD5 !== hash("md5"))
    throw new ObjectError([
      "BadDigest",
      400,
      "The Content-MD5 you specified did not match what we received.",
    ]);
  if (ChecksumSHA256 !== undefined && ChecksumSHA256 !== hash("sha256"))
    throw new ObjectError([
      "BadDigest",
      400,
      "The SHA256 you specified did not match the calculated checksum.",
    ]);
}

function checkConditions(
  { IfMatch, IfNoneMatch }: Pick<PutObjectCommandInput, "IfMatch" | "IfNoneMatch">,
  etag: string | null,
): void {
  const holds =
    (IfNoneMatch === undefined || etag === null) && (IfMatch === undefined || IfMatch === etag);
  if (holds) return;
  throw new ObjectError(
    ["PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold"],
    { Condition: IfNoneMatch === undefined ? "If-Match" : "If-None-Match" },
  );
}

const contentOf = (input: PutObjectCommandInput | CopyObjectCommandInput): ObjectContent => ({
  contentType: input.ContentType ?? PLAIN_CONTENT.contentType,
  // What says how the body was sent is no part of the object.
  contentEncoding: input.ContentEncoding?.replace(/,?\s*aws-chunked\s*,?/, "") || null,
  cacheControl: input.CacheControl ?? null,
  metadata: input.Metadata ?? {},
});

export function copyObject(
  input: CopyObjectCommandInput,
  call: CallContext,
): Reply<CopyObjectCommandOutput> {
  const [bucket = "", ...key] = decodeURIComponent(input.CopySource ?? "")
    .replace(/^\//, "")
    .split("/");
  const source = objectOf(bucketOf(call, bucket), key.join("/").replace(/\?versionId=.*$/, ""));
  const found = bucketOf(call, input.Bucket);
  const place = { bucket: found.bucket.name, key: keyOf(input.Key) };
  const keeps = input.MetadataDirective !== "REPLACE";
  if (keeps && objectId(source) === objectId(place))
    throw new ObjectError([
      "InvalidRequest",
      400,
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    ]);
  const object = put(found, place, bytesOf(source), keeps ? source : contentOf(input));
  return { CopyObjectResult: { ETag: object.etag, LastModified: new Date(object.modifiedAtMs) } };
}

export function deleteObject(
  { Bucket, Key = "" }: DeleteObjectCommandInput,
  call: CallContext,
): Reply<DeleteObjectCommandOutput> {
  const { bucket, shelf } = bucketOf(call, Bucket);
  shelf.state.objects.delete(objectId({ bucket: bucket.name, key: Key }));
  return {};
}

const MOST_KEYS = 1000;

export function deleteObjects(
  { Bucket, Delete }: DeleteObjectsCommandInput,
  call: CallContext,
): Reply<DeleteObjectsCommandOutput> {
  const { bucket, shelf } = bucketOf(call, Bucket);
  const wanted = Delete?.Objects ?? [];
  if (wanted.length === 0 || wanted.length > MOST_KEYS)
    throw invalidArgument("1 to 1000 objects can be deleted at once");
  for (const { Key = "" } of wanted)
    shelf.state.objects.delete(objectId({ bucket: bucket.name, key: Key }));
  return Delete?.Quiet ? {} : { Deleted: wanted.map(({ Key }) => ({ Key })) };
}
