/**
 * Reads files of the recipe folder, and of nothing else: links are followed, and refused where they lead out. It
 * never writes.
 */
import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { BennuError } from "../../../shared/errors.ts";

export interface ReadBytes {
  readonly bytes: Uint8Array;
  readonly isExecutable: boolean;
}

/**
 * Throws `not-found`, or `invalid-input` for what lies outside, is no file or is larger than allowed. `first`: no more
 * than that, however large it is.
 */
export async function readInside(
  root: string,
  file: string,
  most: number | { readonly first: number },
): Promise<ReadBytes> {
  const path = await insideOf(root, file);
  // Not waiting for a writer, should it be a pipe; what it is is asked of what was opened.
  const handle = await open(path, constants.O_RDONLY | nonBlocking).catch((error: unknown) => {
    throw notThere(file, error);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw invalid(file, "is not a file");
    const isExecutable = (stat.mode & 0o111) !== 0;
    if (typeof most === "object") return { bytes: await head(handle, most.first), isExecutable };
    if (stat.size > most) throw invalid(file, `is larger than ${kilobytes(most)}`);
    const bytes = await handle.readFile();
    if (bytes.length > most) throw invalid(file, `is larger than ${kilobytes(most)}`);
    return { bytes, isExecutable };
  } finally {
    await handle.close();
  }
}

async function head(handle: FileHandle, most: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(most), position: 0 });
  return buffer.subarray(0, bytesRead);
}

/** The real path, links followed, if it is below the folder. */
export async function insideOf(root: string, file: string): Promise<string> {
  const [folder, path] = await Promise.all([realpath(root), realpath(resolve(root, file))]).catch(
    (error: unknown) => {
      throw notThere(file, error);
    },
  );
  const way = relative(folder, path);
  if (way === "" || way === ".." || way.startsWith(`..${sep}`) || resolve(folder, way) !== path)
    throw invalid(file, "lies outside the recipe folder");
  return path;
}

export function textOf(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Told in our own words: the decoder's say nothing of the file.
    throw invalid(file, "isn't text in UTF-8");
  }
}

/** Windows has none, and no named pipes in folders. */
const nonBlocking = constants.O_NONBLOCK ?? 0;
const kilobytes = (bytes: number) => `${String(Math.round(bytes / 1024))} KB`;

export const invalid = (file: string, what: string) =>
  new BennuError({
    code: "invalid-input",
    message: `${file} ${what}.`,
    details: { file },
  });

export function notThere(file: string, error: unknown): BennuError {
  const cause = error instanceof Error ? error.message : String(error);
  const message = `${file} can't be read: it was moved or deleted.`;
  return new BennuError({ code: "not-found", message, details: { file, cause } });
}
