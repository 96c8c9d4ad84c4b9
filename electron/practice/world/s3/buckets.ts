/**
 * Buckets and objects. A bucket's name is one over all accounts and regions; what it holds is kept in the account's
 * first region, whichever region it says that it lies in.
 */
import { createHash } from "node:crypto";
import type { BucketState, ObjectState } from "../kernel/state/s3.ts";
import type { World } from "../kernel/world.ts";

/** The world that keeps an account's buckets. */
export const shelfOf = (world: World): World =>
  world.neighbours?.identityOf(world.accountId) ?? world;

export interface FoundBucket {
  readonly bucket: BucketState;
  readonly shelf: World;
}

/** Of any account. */
export function findBucket(world: World, name: string): FoundBucket | null {
  const own = shelfOf(world);
  const others = (world.neighbours?.accounts() ?? [])
    .filter((account) => account !== own.accountId)
    .flatMap((account) => world.neighbours?.identityOf(account) ?? []);
  for (const shelf of [own, ...others]) {
    const bucket = shelf.state.buckets.get(name);
    if (bucket) return { bucket, shelf };
  }
  return null;
}

export function makeBucket(world: World, name: string): BucketState {
  const shelf = shelfOf(world);
  const bucket = { name, region: world.region, createdAtMs: world.nowMs };
  shelf.state.buckets.set(name, bucket);
  return bucket;
}

export type ObjectContent = Pick<
  ObjectState,
  "contentType" | "contentEncoding" | "cacheControl" | "metadata"
>;

export const PLAIN_CONTENT: ObjectContent = {
  contentType: "binary/octet-stream",
  contentEncoding: null,
  cacheControl: null,
  metadata: {},
};

export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

export function putObject(
  { shelf }: Pick<FoundBucket, "shelf">,
  { bucket, key }: ObjectPlace,
  bytes: Uint8Array,
  content: ObjectContent,
): ObjectState {
  const object: ObjectState = {
    bucket,
    key,
    base64: Buffer.from(bytes).toString("base64"),
    bytes: bytes.length,
    etag: `"${createHash("md5").update(bytes).digest("hex")}"`,
    modifiedAtMs: shelf.nowMs,
    contentType: content.contentType,
    contentEncoding: content.contentEncoding,
    cacheControl: content.cacheControl,
    metadata: content.metadata,
  };
  shelf.state.objects.set(objectId({ bucket, key }), object);
  return object;
}

/** No bucket's name holds a slash. */
export const objectId = ({ bucket, key }: ObjectPlace) => `${bucket}/${key}`;

export const findObject = (shelf: World, place: ObjectPlace): ObjectState | undefined =>
  shelf.state.objects.get(objectId(place));

export const bytesOf = ({ base64 }: ObjectState) => new Uint8Array(Buffer.from(base64, "base64"));

/** In the order in which S3 lists them: by the bytes of their keys. */
export function objectsIn(shelf: World, bucket: string): readonly ObjectState[] {
  return [...shelf.state.objects.values()]
    .filter((object) => object.bucket === bucket)
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
}

/**
 * What a server gets at a signed address: its signature is taken for good, since only who has keys could make it, and
 * its time is not looked at, since it was signed in the machine's and servers live in the region's.
 */
export function objectAtAddress(world: World, address: string): Uint8Array | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url?.searchParams.has("X-Amz-Signature")) return null;
  const [, bucket = "", ...key] = url.pathname.split("/");
  const place = { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key.join("/")) };
  const found = findBucket(world, place.bucket);
  const object = found && findObject(found.shelf, place);
  return object ? bytesOf(object) : null;
}
