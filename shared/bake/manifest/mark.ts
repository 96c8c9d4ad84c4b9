/**
 * What stands for words that are kept back: three hexadecimal digits of their checksum. A comparison sees a change of
 * them (4,095 of 4,096 times). A whole digest would tell a guesser who holds the journal or an export which password
 * is the right one, and a salt of each image's own would make every two images differ: so the mark is short. A guess is
 * never confirmed by it, one of 4,096 fits by chance; each other text with the same secret in it tells as much again.
 */
import { utf8Bytes } from "../base64.ts";
import { cksum } from "../checksum.ts";

/** The last three digits of what `printf %s text | cksum` says, in hexadecimal. */
export function markOf(text: string): string {
  const sum = cksum(String.fromCharCode(...utf8Bytes(text.slice(0, longest))));
  return (sum % 4096).toString(16).padStart(3, "0");
}

const longest = 10_000;

/** `kept`, and that more was there. */
export function restKeptBack(kept: string, hidden: string): string {
  return `${kept} [rest kept back, mark ${markOf(hidden)}]`.trimStart();
}

/** A text that was kept back before, here or by the server itself. */
const alreadyKept = /^(.*?) ?\[(rest kept back, mark [0-9a-f]{3})\]$/s;

/** What of it is in clear; null: nothing was kept back of it. */
export const inClear = (text: string): string | null => alreadyKept.exec(text)?.[1] ?? null;

/** `rest kept back, mark 3f2`; null: nothing was kept back of it. */
export const hiddenWords = (text: string): string | null => alreadyKept.exec(text)?.[2] ?? null;
