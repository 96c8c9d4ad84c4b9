/** S3's refusals, in its own codes and words, and the buckets that a caller may use. */
import { ObjectError } from "../../wire/codec/rest/object-protocol.ts";
import { findBucket, findObject, type FoundBucket } from "../../world/s3/buckets.ts";
import type { ObjectState } from "../../world/kernel/state/s3.ts";
import type { CallContext } from "../call-context.ts";

export const accessDenied = () => new ObjectError(["AccessDenied", 403, "Access Denied"]);

export const invalidArgument = (message: string) =>
  new ObjectError(["InvalidArgument", 400, message]);

const noSuchBucket = (bucket: string) =>
  new ObjectError(["NoSuchBucket", 404, "The specified bucket does not exist"], {
    BucketName: bucket,
  });

const noSuchKey = (key: string) =>
  new ObjectError(["NoSuchKey", 404, "The specified key does not exist."], { Key: key });

/** Asked of another region than its own, a bucket sends its client there. */
function elsewhere({ bucket }: FoundBucket) {
  const { name, region } = bucket;
  const message =
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.";
  const elements = { Endpoint: `${name}.s3.${region}.amazonaws.com`, Bucket: name };
  return new ObjectError(["PermanentRedirect", 301, message], elements, {
    "x-amz-bucket-region": region,
  });
}

/** The caller's own; there are no policies by which a bucket could be another account's to use. */
export function bucketOf({ world }: CallContext, name: string | undefined): FoundBucket {
  const found = findBucket(world, name ?? "");
  if (!found) throw noSuchBucket(name ?? "");
  if (found.shelf.accountId !== world.accountId) throw accessDenied();
  if (found.bucket.region !== world.region) throw elsewhere(found);
  return found;
}

export function objectOf(found: FoundBucket, key: string | undefined): ObjectState {
  const object = findObject(found.shelf, { bucket: found.bucket.name, key: key ?? "" });
  if (!object) throw noSuchKey(key ?? "");
  return object;
}
