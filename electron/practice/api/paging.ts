/**
 * Pages of a list for AWS query services. A token names the item after which the next page starts, so that
 * items that come or go between two pages neither repeat nor hide others.
 */
import { PracticeError } from "../world/kernel/practice-error.ts";

export interface PageWish {
  readonly token: string | undefined;
  readonly size: number | undefined;
  readonly defaultSize: number;
  readonly maxSize: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  wish: PageWish,
): Page<T> {
  const size = pageSize(wish);
  const start = wish.token === undefined ? 0 : startAfter(items, keyOf, wish.token);
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  const isMore = last !== undefined && start + size < items.length;
  return { items: page, nextToken: isMore ? encodeToken(keyOf(last), start + size) : undefined };
}

function pageSize({ size, defaultSize, maxSize }: PageWish): number {
  if (size === undefined) return defaultSize;
  if (size >= 1 && size <= maxSize) return size;
  const message = `Value '${size}' for the page size must be between 1 and ${maxSize}`;
  throw new PracticeError("ValidationError", message);
}

function startAfter<T>(items: readonly T[], keyOf: (item: T) => string, token: string): number {
  const { key, index } = decodeToken(token);
  const found = items.findIndex((item) => keyOf(item) === key);
  return found === -1 ? Math.min(index, items.length) : found + 1;
}

/** The index helps where the item itself is gone meanwhile. */
function encodeToken(key: string, index: number): string {
  return Buffer.from(JSON.stringify({ key, index })).toString("base64url");
}

function decodeToken(token: string): { readonly key: string; readonly index: number } {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString("utf8")) as {
      key: string;
      index: number;
    };
  } catch {
    throw new PracticeError("InvalidNextToken", "The token is not valid.");
  }
}
