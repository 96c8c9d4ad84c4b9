/** Objects as they are read: whole, a range, or what is known of them. */
import type {
  GetObjectCommandInput,
  GetObjectCommandOutput,
  HeadObjectCommandInput,
  HeadObjectCommandOutput,
} from "@aws-sdk/client-s3";
import { ObjectError } from "../../wire/codec/rest/object-protocol.ts";
import { bytesOf } from "../../world/s3/buckets.ts";
import type { ObjectState } from "../../world/kernel/state/s3.ts";
import type { CallContext } from "../call-context.ts";
import { bucketOf, objectOf } from "./object-errors.ts";

type Facts = Omit<HeadObjectCommandOutput, "$metadata">;
type Content = Omit<GetObjectCommandOutput, "$metadata" | "Body"> & { readonly Body: Uint8Array };

export function headObject(input: HeadObjectCommandInput, call: CallContext): Facts {
  const object = objectOf(bucketOf(call, input.Bucket), input.Key);
  checkConditions(input, object);
  return factsOf(object);
}

export function getObject(input: GetObjectCommandInput, call: CallContext): Content {
  const object = objectOf(bucketOf(call, input.Bucket), input.Key);
  checkConditions(input, object);
  const bytes = bytesOf(object);
  const range = rangeOf(input.Range, bytes.length);
  const facts = { ...factsOf(object), ...answerHeaders(input) } as Omit<Content, "Body">;
  if (range === null) return { ...facts, Body: bytes };
  const [first, last] = range;
  return {
    ...facts,
    Body: bytes.slice(first, last + 1),
    ContentLength: last - first + 1,
    ContentRange: `bytes ${first}-${last}/${bytes.length}`,
  };
}

const factsOf = (object: ObjectState): Facts => ({
  AcceptRanges: "bytes",
  LastModified: new Date(object.modifiedAtMs),
  ContentLength: object.bytes,
  ETag: object.etag,
  ContentType: object.contentType,
  ContentEncoding: object.contentEncoding ?? undefined,
  CacheControl: object.cacheControl ?? undefined,
  ServerSideEncryption: "AES256",
  Metadata: object.metadata,
});

/** What a signed address may ask its answer to say. */
function answerHeaders(input: GetObjectCommandInput): Partial<Facts> {
  const { ResponseContentType, ResponseContentDisposition, ResponseContentEncoding } = input;
  return {
    ...(ResponseContentType === undefined ? {} : { ContentType: ResponseContentType }),
    ...(ResponseContentDisposition === undefined
      ? {}
      : { ContentDisposition: ResponseContentDisposition }),
    ...(ResponseContentEncoding === undefined ? {} : { ContentEncoding: ResponseContentEncoding }),
  };
}

function checkConditions(
  { IfMatch, IfNoneMatch }: Pick<GetObjectCommandInput, "IfMatch" | "IfNoneMatch">,
  { etag }: ObjectState,
): void {
  if (IfMatch !== undefined && unquoted(IfMatch) !== unquoted(etag))
    throw new ObjectError([
      "PreconditionFailed",
      412,
      "At least one of the pre-conditions you specified did not hold",
    ]);
  if (IfNoneMatch !== undefined && unquoted(IfNoneMatch) === unquoted(etag))
    throw new ObjectError(["NotModified", 304, "Not Modified"]);
}

const unquoted = (etag: string) => etag.replaceAll('"', "");

/** Null: all of it, also where the range is none that S3 reads. */
function rangeOf(range: string | undefined, length: number): readonly [number, number] | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === "" && to === "") return null;
  const first = from === "" ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === "" || to === "" ? length - 1 : Math.min(Number(to), length - 1);
  if (first < length && first <= last) return [first, last];
  throw new ObjectError(["InvalidRange", 416, "The requested range is not satisfiable"], {
    ActualObjectSize: String(length),
  });
}
