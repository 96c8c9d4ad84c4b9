/** gzip, as the pure layer wants it, by Node's zlib; and the bytes of user data as EC2 gets them. */
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { deliver } from "../../shared/bake/delivery.ts";
import type { Packer } from "../../shared/bake/packing.ts";

export const packer: Packer = {
  gzip: (text) => {
    const bytes = gzipSync(text, { level: 9 });
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { base64: bytes.toString("base64"), bytes: bytes.length, sha256 };
  },
  gunzip: (base64, limitBytes) => {
    try {
      const packed = Buffer.from(base64, "base64");
      return gunzipSync(packed, { maxOutputLength: limitBytes }).toString("utf8");
    } catch {
      // Whatever is wrong with it: it comes from a server's console, and is no gzip that may be used.
      return null;
    }
  },
};

/** Base64 of what EC2 is given: the script, or packed where it is over the limit. cloud-init takes both. */
export function userDataBase64(script: string): string {
  const delivery = deliver(script, packer);
  if (delivery.way === "gzip") return delivery.packed.base64;
  return Buffer.from(script, "utf8").toString("base64");
}
