/**
 * Reads a file of known holes in the page, in slices that leave every frame its time: nothing of it goes over the
 * bridge, and the console's main thread has nothing to do with it. Plain or packed with gzip.
 */
import "./no-eval.ts";
import {
  HoleFileError,
  type HoleFile,
  type Wanted,
} from "../../../../shared/compare/holes/advisory.ts";
import { holeReader } from "../../../../shared/compare/holes/read/read-holes.ts";

const megabyte = 1024 * 1024;
export const mostMegabytes = 300;
const mostUnpacked = 2048 * megabyte;
/** Characters at once, and how long a slice of work may be before a frame gets its turn. */
const slice = 32_768;
const sliceMs = 8;

export interface Reading {
  readonly wanted: Wanted;
  readonly signal: AbortSignal;
  /** From 0 to 1, by what was read of the file. */
  readonly onProgress: (share: number) => void;
}

export async function readHoleFile(
  file: File,
  { wanted, signal, onProgress }: Reading,
): Promise<HoleFile> {
  if (file.size > mostMegabytes * megabyte)
    throw new HoleFileError(
      `It is over ${String(mostMegabytes)} MB. Take the file of one release.`,
    );
  if (file.size === 0) throw new HoleFileError("It is empty.");
  const reader = holeReader(wanted);
  const turn = frameTurns();
  let unpacked = 0;
  for await (const text of textOf(file, (bytes) => onProgress(bytes / file.size))) {
    unpacked += text.length;
    if (unpacked > mostUnpacked) throw new HoleFileError("It is over 2 GB once unpacked.");
    for (let at = 0; at < text.length; at += slice) {
      signal.throwIfAborted();
      reader.push(text.slice(at, at + slice));
      await turn();
    }
  }
  return { name: file.name, ...reader.end() };
}

async function* textOf(file: File, onBytes: (read: number) => void): AsyncGenerator<string> {
  let read = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, out) {
      read += chunk.byteLength;
      onBytes(read);
      out.enqueue(chunk);
    },
  });
  const bytes = file.stream().pipeThrough(counted);
  const plain = (await isPacked(file)) ? bytes.pipeThrough(new DecompressionStream("gzip")) : bytes;
  const texts = plain.pipeThrough(new TextDecoderStream()).getReader();
  for (let next = await texts.read(); !next.done; next = await texts.read()) yield next.value;
}

async function isPacked(file: File): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/** Lets the page go on once a slice of work is long enough. */
function frameTurns(): () => Promise<void> {
  let sinceMs = performance.now();
  return async () => {
    if (performance.now() - sinceMs < sliceMs) return;
    await new Promise<void>((resolve) => setTimeout(resolve));
    sinceMs = performance.now();
  };
}
