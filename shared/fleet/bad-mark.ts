/**
 * The mark that keeps an image out of service: a tag, so that every console sees it. `2026-01-01T00:00:00.000Z ada:
 * reason`. It is never taken off but withdrawn, in the same words, so that one still sees that it was there.
 */
import type { Tags } from "../model/facts.ts";
import { TAG } from "../model/tags.ts";

export interface BadMark {
  readonly by: string;
  /** Null: the tag doesn't say it in a way that can be read. */
  readonly atMs: number | null;
  readonly reason: string;
}

/** AWS takes no longer value. */
const LONGEST_TAG = 256;
const withdrawn = "withdrawn ";

/** Null: not marked, or no longer. A mark that somebody wrote by hand in other words counts as well. */
export function badMarkOf({ tags }: { readonly tags: Tags }): BadMark | null {
  const text = tags[TAG.bad]?.trim() ?? "";
  if (text === "" || text.startsWith(withdrawn)) return null;
  const match = /^(\S+) ([^:]+): ([^]*)$/.exec(text);
  const atMs = Date.parse(match?.[1] ?? "");
  if (!match?.[2] || match[3] === undefined || Number.isNaN(atMs))
    return { by: "somebody", atMs: null, reason: text };
  return { by: match[2], atMs, reason: match[3] };
}

export function badMarkText(
  mark: { readonly isBad: boolean; readonly by: string; readonly reason: string },
  nowMs: number,
): string {
  const by = mark.by.replaceAll(":", " ");
  const text = `${new Date(nowMs).toISOString()} ${by}: ${mark.reason.trim()}`;
  return (mark.isBad ? text : `${withdrawn}${text}`).slice(0, LONGEST_TAG);
}

/** A sentence's end: "marked bad by ada: it leaks memory." */
export const badWords = ({ by, reason }: BadMark) =>
  `marked bad by ${by}: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`;
