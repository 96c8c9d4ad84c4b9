/** When a call that failed is sent again. Pure. */
import type { BennuError } from "../../../shared/errors.ts";
import { wentUnanswered } from "./error-families.ts";

/** `change`: AWS has no idempotency token for it. `repeatable`: it carries one. */
export type Manner = "read" | "change" | "repeatable";

const MOST_TRIES = 5;
const MOST_THROTTLES = 10;
const SHORTEST_MS = 200;
const LONGEST_MS = 20_000;

/** Milliseconds to wait before the next try; null: don't. `chance` is 0..1. */
export function nextTryAfterMs(
  error: BennuError,
  manner: Manner,
  tries: number,
  chance: number,
): number | null {
  if (tries >= (error.code === "throttled" ? MOST_THROTTLES : MOST_TRIES)) return null;
  return isWorthAnother(error, manner) ? backOffMs(tries, chance) : null;
}

function isWorthAnother(error: BennuError, manner: Manner): boolean {
  if (error.code === "throttled" || error.details["clockSkewCorrected"] === true) return true;
  if (manner === "change") return false;
  if (error.code === "outcome-unknown") return true;
  // Capacity won't come back within seconds, and an unreachable network is the caller's to wait for.
  if (manner !== "read") return false;
  if (error.code === "network-unreachable") return wentUnanswered(String(error.details["awsCode"]));
  return error.code === "aws-error" && error.retry === "later";
}

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
function backOffMs(tries: number, chance: number): number {
  const ceilingMs = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** tries);
  return SHORTEST_MS / 2 + chance * ceilingMs;
}
