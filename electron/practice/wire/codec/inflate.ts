/** Large bodies may come packed, as CloudWatch's clients send many metrics: the signature is over the packed one. */
import { gunzipSync } from "node:zlib";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { WireRequest } from "../messages.ts";

const MAX_BYTES = 16 * 1024 * 1024;

export function inflated(request: WireRequest): WireRequest {
  if (request.headers["content-encoding"] !== "gzip") return request;
  try {
    return { ...request, body: gunzipSync(request.body, { maxOutputLength: MAX_BYTES }) };
  } catch {
    throw new PracticeError("SerializationException", "The request's body is not gzip.");
  }
}
