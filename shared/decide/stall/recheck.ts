/**
 * When to look again at what is stuck. At first as soon as the step wants; what has been stuck for long is seldom
 * mended within the next seconds, and looks cost of the account's own rate of calls. Never later than by a thirtieth
 * of the time that it has been stuck, and half a minute at most. What is cleared here is looked at at once.
 */
const SHARE = 30;
const LONGEST_MS = 30_000;

export const stuckRecheckMs = (wishedMs: number, stuckForMs: number): number =>
  Math.max(wishedMs, Math.min(LONGEST_MS, Math.round(stuckForMs / SHARE)));
