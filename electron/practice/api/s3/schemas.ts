/** The SDK's schemas of the simulated actions, by name, so that a build leaves out all others. */
import {
  CopyObject$,
  CreateBucket$,
  DeleteBucket$,
  DeleteObject$,
  DeleteObjects$,
  GetObject$,
  HeadBucket$,
  HeadObject$,
  ListBuckets$,
  ListObjectsV2$,
  PutObject$,
} from "@aws-sdk/client-s3";
import type { OperationSchemas } from "../../wire/service.ts";
import type { objectOperations } from "./operations.ts";

export const objectSchemas: OperationSchemas<typeof objectOperations> = {
  ListBuckets: ListBuckets$,
  CreateBucket: CreateBucket$,
  DeleteBucket: DeleteBucket$,
  HeadBucket: HeadBucket$,
  ListObjectsV2: ListObjectsV2$,
  PutObject: PutObject$,
  CopyObject: CopyObject$,
  GetObject: GetObject$,
  HeadObject: HeadObject$,
  DeleteObject: DeleteObject$,
  DeleteObjects: DeleteObjects$,
};
