/** All simulated actions of S3. */
import { createBucket, deleteBucket, headBucket, listBuckets } from "./buckets.ts";
import { copyObject, deleteObject, deleteObjects, putObject } from "./change-objects.ts";
import { listObjects } from "./list-objects.ts";
import { getObject, headObject } from "./read-objects.ts";

export const objectOperations = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  DeleteBucket: deleteBucket,
  HeadBucket: headBucket,
  ListObjectsV2: listObjects,
  PutObject: putObject,
  CopyObject: copyObject,
  GetObject: getObject,
  HeadObject: headObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
};
