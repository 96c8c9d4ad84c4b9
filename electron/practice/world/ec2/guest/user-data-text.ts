/** User data as a server's cloud-init reads it: text, or text that was packed with gzip. */
import { gunzipSync } from "node:zlib";

const largestBytes = 64 * 1024 * 1024;

export function textOfUserData(base64: string): string {
  const bytes = Buffer.from(base64, "base64");
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isPacked ? unpacked(bytes) : bytes).toString("utf8");
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: largestBytes });
  } catch {
    // Damaged: cloud-init finds nothing in it that it could run.
    return Buffer.alloc(0);
  }
}
