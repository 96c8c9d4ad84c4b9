/**
 * What the rules put to rest says so itself, by a tag: `ISO-time disable`, or `ISO-time deprecate before`, where
 * `before` is the deprecation that it had, or `-`. So it can be given back as it was, by any console.
 */
import type { ImageFact } from "../model/facts.ts";
import { TAG } from "../model/tags.ts";

export interface Rest {
  readonly atMs: number;
  readonly act: "disable" | "deprecate";
  /** Of a deprecated one: from when on it was deprecated before; null: it wasn't. */
  readonly beforeMs: number | null;
}

type Resting = Pick<ImageFact, "tags" | "state" | "deprecatedAtMs">;

/** AWS takes no time that has passed, and the call may come late. */
const AT_ONCE_MS = 15 * 60_000;

/** Null: it was never put to rest, or was given back, by the console or by hand. */
export function restOf({ tags, state, deprecatedAtMs }: Resting): Rest | null {
  const [at = "", act, before = ""] = (tags[TAG.retired] ?? "").split(" ");
  const atMs = Date.parse(at);
  if (Number.isNaN(atMs)) return null;
  if (act === "disable") return state === "disabled" ? { atMs, act, beforeMs: null } : null;
  // A deprecation that it had for a later day says nothing of ours: the tag is written first.
  if (act !== "deprecate" || deprecatedAtMs === null || deprecatedAtMs > atMs + AT_ONCE_MS)
    return null;
  const beforeMs = Date.parse(before);
  return { atMs, act, beforeMs: Number.isNaN(beforeMs) ? null : beforeMs };
}

/** `deprecatedAtMs`: as it is now. */
export function restText(
  act: Rest["act"],
  nowMs: number,
  { deprecatedAtMs }: Pick<ImageFact, "deprecatedAtMs">,
): string {
  const at = new Date(nowMs).toISOString();
  if (act === "disable") return `${at} disable`;
  const before = deprecatedAtMs === null ? "-" : new Date(deprecatedAtMs).toISOString();
  return `${at} deprecate ${before}`;
}
