/**
 * An object's bytes. Clients that sign while they send put them into chunks (`aws-chunked`), with checksums or
 * signatures of their own after or beside them; those aren't checked here, the length is.
 */
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { WireRequest } from "../../messages.ts";

export function unchunked({ body, headers }: WireRequest): Uint8Array {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : Buffer.from(body);
  const told = headers["x-amz-content-sha256"] ?? "";
  if (!told.startsWith("STREAMING-")) return new Uint8Array(bytes);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf("\r\n", at);
    const length = end < 0 ? Number.NaN : Number.parseInt(bytes.toString("latin1", at, end), 16);
    if (Number.isNaN(length)) throw INCOMPLETE;
    if (length === 0) break;
    chunks.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  const whole = Buffer.concat(chunks);
  const expected = Number(headers["x-amz-decoded-content-length"] ?? whole.length);
  if (whole.length !== expected) throw INCOMPLETE;
  return new Uint8Array(whole);
}

const INCOMPLETE = new PracticeError(
  "IncompleteBody",
  "You did not provide the number of bytes specified by the Content-Length HTTP header",
);
