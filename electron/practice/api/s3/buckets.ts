/** Buckets: made, listed, looked at, deleted. */
import type {
  CreateBucketCommandInput,
  CreateBucketCommandOutput,
  DeleteBucketCommandInput,
  HeadBucketCommandInput,
  HeadBucketCommandOutput,
  ListBucketsCommandInput,
  ListBucketsCommandOutput,
} from "@aws-sdk/client-s3";
import { ObjectError } from "../../wire/codec/rest/object-protocol.ts";
import { findBucket, makeBucket, objectsIn, shelfOf } from "../../world/s3/buckets.ts";
import type { CallContext } from "../call-context.ts";
import { bucketOf } from "./object-errors.ts";

type Reply<Output> = Omit<Output, "$metadata">;

export function listBuckets(
  { Prefix = "" }: ListBucketsCommandInput,
  { world }: CallContext,
): Reply<ListBucketsCommandOutput> {
  const shelf = shelfOf(world);
  const buckets = [...shelf.state.buckets.values()]
    .filter(({ name }) => name.startsWith(Prefix))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    Buckets: buckets.map(({ name, createdAtMs, region }) => ({
      Name: name,
      CreationDate: new Date(createdAtMs),
      BucketRegion: region,
    })),
    Owner: { ID: ownerOf(world.accountId) },
  };
}

/** S3 names accounts by a number of its own. */
const ownerOf = (accountId: string) => accountId.padEnd(64, "0");

const NAME = /^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;
/** The region whose name is never told as a bucket's place. */
const NAMELESS = "us-east-1";

export function createBucket(
  { Bucket = "", CreateBucketConfiguration: wish }: CreateBucketCommandInput,
  { world }: CallContext,
): Reply<CreateBucketCommandOutput> {
  if (!NAME.test(Bucket))
    throw new ObjectError(["InvalidBucketName", 400, "The specified bucket is not valid."], {
      BucketName: Bucket,
    });
  const region = wish?.LocationConstraint ?? NAMELESS;
  if (region !== world.region) throw wrongPlace(region, world.region);
  const known = findBucket(world, Bucket);
  if (known) throw taken(known.shelf.accountId === world.accountId, Bucket);
  makeBucket(world, Bucket);
  return { Location: `http://${Bucket}.s3.amazonaws.com/` };
}

const wrongPlace = (asked: string, region: string) =>
  new ObjectError([
    "IllegalLocationConstraintException",
    400,
    asked === NAMELESS
      ? `The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.`
      : `The ${asked} location constraint is incompatible for the region specific endpoint this request was sent to: ${region}.`,
  ]);

const taken = (isOwn: boolean, bucket: string) =>
  isOwn
    ? new ObjectError(
        [
          "BucketAlreadyOwnedByYou",
          409,
          "Your previous request to create the named bucket succeeded and you already own it.",
        ],
        { BucketName: bucket },
      )
    : new ObjectError(
        [
          "BucketAlreadyExists",
          409,
          "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
        ],
        { BucketName: bucket },
      );

export function headBucket(
  { Bucket }: HeadBucketCommandInput,
  call: CallContext,
): Reply<HeadBucketCommandOutput> {
  const { bucket } = bucketOf(call, Bucket);
  return { BucketRegion: bucket.region, AccessPointAlias: false };
}

export function deleteBucket({ Bucket }: DeleteBucketCommandInput, call: CallContext): void {
  const { bucket, shelf } = bucketOf(call, Bucket);
  if (objectsIn(shelf, bucket.name).length > 0)
    throw new ObjectError(["BucketNotEmpty", 409, "The bucket you tried to delete is not empty"], {
      BucketName: bucket.name,
    });
  shelf.state.buckets.delete(bucket.name);
}
