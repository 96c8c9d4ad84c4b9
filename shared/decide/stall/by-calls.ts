/** What AWS answers to Bennu's own calls, where it holds an operation up and passes by itself. */
import type { Stuck } from "../../model/operation.ts";
import { span } from "../words.ts";

/** `forMs`: since the first of these refusals without a longer break; null: not known. */
export const slowedDown = (forMs: number | null): Stuck => ({
  cause: `AWS slows Bennu down: it refuses calls of this account as too many${forMs === null ? "" : `, for ${span(forMs)} now`}.`,
  cure:
    "It goes on by itself, slower. Other programs that call AWS from the same account and region use up the same " +
    "allowance: look whether one of them can wait.",
});

const throttling =
  /throttl|RequestLimitExceeded|SlowDown|RateExceeded|TooManyRequests|RequestThrottled/i;

/** Of an answer that came several times in a row. */
export function heldByAnswer(code: string, message: string): Stuck {
  if (throttling.test(code)) return slowedDown(null);
  if (/ScalingActivityInProgress/.test(code))
    return {
      cause: `The group is busy with a scaling activity or its cool-down, and takes no other change: ${message}`,
      cure: "It goes on by itself when that has ended.",
    };
  if (/ResourceContention/.test(code))
    return {
      cause: `Somebody else changes the same group at the same time: ${message}`,
      cure: "It goes on by itself. Look who else works on the group.",
    };
  return {
    cause: `AWS answers again and again with ${code}: ${message}`,
    cure: "Clear what it names; it is tried again by itself.",
  };
}
