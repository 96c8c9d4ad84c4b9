/** Objects in S3: their text, addresses that open them for a while, and whether a bucket is there. */
import { gunzipSync } from "node:zlib";
import { GetObjectCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { BennuError } from "../../../shared/errors.ts";
import { translateError } from "../translate-error.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

export async function readObjectText(
  context: ReadingContext,
  bucket: string,
  key: string,
): Promise<string | null> {
  const read = reads(context, "s3", 1);
  const command = new GetObjectCommand({ Bucket: bucket, Key: key });
  try {
    const bytes = await read("GetObject", async () => {
      const { Body, ContentLength = 0 } = await context.clients.s3.send(command);
      if (ContentLength > LARGEST_BYTES) throw tooLarge(bucket, key);
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    });
    return textOf(bytes, () => unpackable(bucket, key));
  } catch (error) {
    if (error instanceof BennuError && error.code === "not-found") return null;
    throw error;
  }
}

/** Nothing that Bennu keeps in a bucket comes near it. */
const LARGEST_BYTES = 16 * 1024 * 1024;

const isPacked = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

function textOf(bytes: Uint8Array, problem: () => BennuError): string {
  if (!isPacked(bytes)) return Buffer.from(bytes).toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: 4 * LARGEST_BYTES }).toString("utf8");
  } catch {
    // Whoever may write into the bucket may have put anything there.
    throw problem();
  }
}

const unpackable = (bucket: string, key: string) =>
  new BennuError({
    code: "invalid-input",
    message: `The object ${key} in the bucket ${bucket} is damaged, or larger than anything that Bennu keeps there: it can't be unpacked.`,
  });

const tooLarge = (bucket: string, key: string) =>
  new BennuError({
    code: "invalid-input",
    message: `The object ${key} in the bucket ${bucket} is larger than anything that Bennu keeps there, so it was not read.`,
  });

/** Nothing is sent: the address is signed with this connection's keys. */
export async function presignGet(
  { clients }: ReadingContext,
  bucket: string,
  key: string,
  seconds: number,
): Promise<string> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key });
  try {
    return await getSignedUrl(clients.s3, command, { expiresIn: seconds });
  } catch (error) {
    throw translateError(error, { service: "s3", operation: "GetObject", changes: false });
  }
}

export async function readBucketRegion(
  context: ReadingContext,
  bucket: string,
): Promise<string | null> {
  const read = reads(context, "s3", 1);
  const command = new HeadBucketCommand({ Bucket: bucket });
  try {
    const answer = await read("HeadBucket", () => context.clients.s3.send(command));
    return answer.BucketRegion ?? context.clients.s3.config.region();
  } catch (error) {
    if (error instanceof BennuError && error.code === "not-found") return null;
    throw error;
  }
}
