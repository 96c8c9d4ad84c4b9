/** gzip for tests of the pure layer, by Node's zlib. */
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Gunzip, Packer } from "../../../shared/bake/packing.ts";

export const gunzip: Gunzip = (base64, limitBytes) => {
  try {
    return gunzipSync(Buffer.from(base64, "base64"), { maxOutputLength: limitBytes }).toString();
  } catch {
    return null;
  }
};

export const zlibPacker: Packer = {
  gzip: (text) => {
    const bytes = gzipSync(text, { level: 9 });
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return { base64: bytes.toString("base64"), bytes: bytes.length, sha256 };
  },
  gunzip,
};
