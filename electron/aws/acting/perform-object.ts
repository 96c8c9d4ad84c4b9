/** Objects in S3: an object that is written or deleted twice is the same object, so both may be sent again. */
import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import type { Clients } from "../sending/clients.ts";
import { done, type Once } from "./answers.ts";

type ObjectCall = Extract<Call, { readonly call: "PutObject" | "DeleteObject" }>;

export async function performObject(
  { s3 }: Clients,
  repeatable: Once,
  call: ObjectCall,
): Promise<CallOutcome> {
  const where = { Bucket: call.bucket, Key: call.key };
  if (call.call === "DeleteObject")
    return done(await repeatable(() => s3.send(new DeleteObjectCommand(where))));
  const Body = Buffer.from(call.gzipBase64, "base64");
  const input = { ...where, Body, ContentType: call.contentType };
  return done(await repeatable(() => s3.send(new PutObjectCommand(input))));
}
