/**
 * What git would call a file's content. Compared by our own sums, for git itself would run the filters that the
 * repository configures; the two that change nothing but form, line ends and LFS, are done here.
 */
import { createHash } from "node:crypto";

type Algorithm = "sha1" | "sha256";

/** `id`: as git has it, whose length tells by which sum. */
export function isBlob(id: string, bytes: Uint8Array, sha256: string): boolean {
  const algorithm = id.length === 64 ? "sha256" : "sha1";
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (blobId(algorithm, buffer) === id) return true;
  if (buffer.includes("\r\n") && blobId(algorithm, withoutReturns(buffer)) === id) return true;
  return blobId(algorithm, lfsPointer(sha256, bytes.length)) === id;
}

function blobId(algorithm: Algorithm, content: Buffer): string {
  const hash = createHash(algorithm);
  return hash
    .update(`blob ${String(content.length)}\0`)
    .update(content)
    .digest("hex");
}

const withoutReturns = (content: Buffer) =>
  Buffer.from(content.toString("latin1").replaceAll("\r\n", "\n"), "latin1");

const lfsPointer = (sha256: string, size: number) =>
  Buffer.from(
    `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${String(size)}\n`,
  );
