/**
 * Proof of health: so many fresh observations in a row in which enough servers served. One look is no proof, and
 * looks with a long gap between them are not in a row.
 */
export interface Proof {
  readonly inARow: number;
  readonly atMs: number;
}

/** A fast practice clock lets minutes pass between two looks that follow each other at once. */
const LONGEST_GAP_MS = 10 * 60_000;
/** The most that counts as watched between two looks, however much later the second one came. */
const LONGEST_WATCHED_MS = 60_000;
/** Between two observations that should count as two. */
export const OBSERVE_EVERY_MS = 1000;
/** While something is still coming up. */
export const POLL_EVERY_MS = 5000;

/** Of the time since the last look (null: there was none), what counts as watched: a pause or a sleep isn't. */
export const watchedMs = (lookedAtMs: number | null, nowMs: number) =>
  Math.max(0, Math.min(nowMs - (lookedAtMs ?? nowMs), LONGEST_WATCHED_MS));

export function observe(before: Proof | null, healthy: boolean, nowMs: number): Proof {
  if (!healthy) return { inARow: 0, atMs: nowMs };
  const fresh = before !== null && nowMs - before.atMs <= LONGEST_GAP_MS;
  if (!fresh) return { inARow: 1, atMs: nowMs };
  const another = before.inARow === 0 || nowMs - before.atMs >= OBSERVE_EVERY_MS / 2;
  return another ? { inARow: before.inARow + 1, atMs: nowMs } : before;
}
