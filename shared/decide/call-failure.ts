/** What a call that wasn't answered with success means for its step: look again after a while, or give up. */
import type { Call, CallOutcome } from "../model/call.ts";
import type { Stuck } from "../model/operation.ts";
import { heldByAnswer } from "./stall/by-calls.ts";
import { describeCall, targetOf } from "./words.ts";

export type AfterFailure =
  | {
      readonly kind: "look-again";
      readonly afterMs: number;
      readonly note: string;
      /** It came several times in a row: what holds the step until it passes. */
      readonly stuck?: Stuck;
    }
  | { readonly kind: "give-up"; readonly reason: string };

/** AWS's codes, and Bennu's own, for which the same call is worth another try. */
const passing =
  /throttl|RequestLimitExceeded|RequestThrottled|SlowDown|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|E(HOST|NET)UNREACH|ENETDOWN|AuthFailure|InvalidClientTokenId|RateExceeded|ResourceContention|ScalingActivityInProgress|ResourceInUse|Internal(Error|Failure)|ServiceUnavailable|Unavailable$|network|Insufficient.*Capacity|no-capacity|credentials|ExpiredToken|RequestExpired|conflict|aborted/i;
/** The call was carried out before, or what it names isn't listed yet: a look will tell. */
const lookFirst = /AlreadyExists|already-exists|NotFound|not-found|Duplicate|InstanceRefresh/i;
/** A deletion that is under way, ours after a lost answer or another's: the group says so once lists have caught up. */
const underWay = /pending delete/i;
/** The server went where it was to go before this call: by one whose answer was lost, or by somebody. */
const wentBefore = /is not in (InService|Standby)\b/i;
/** So many tries with the same answer outlast lists that lag by a minute. */
const OUTLASTS_LISTS = 8;
/** The same answer so often isn't a moment's trouble any more. */
const WORTH_SAYING = 3;

/**
 * `inARow`: how many calls of this step weren't answered with success, this one included; `alike`: how many of them,
 * counted from this one back, had its code.
 */
export function afterFailure(
  call: Call,
  outcome: CallOutcome,
  { inARow, alike }: { readonly inARow: number; readonly alike: number },
): AfterFailure {
  const afterMs = Math.min(60_000, 1000 * 2 ** Math.min(inARow, 6));
  if (outcome.kind === "ok") return { kind: "look-again", afterMs: 0, note: "" };
  if (outcome.kind === "unknown") {
    return {
      kind: "look-again",
      afterMs: Math.min(afterMs, 5000),
      note: "No answer was seen; looking what came of it",
    };
  }
  const note = `AWS answered ${outcome.code}: ${outcome.message}`;
  // A script only asks: whoever sends it has another way to learn the same.
  if (call.call === "SendCommand") return { kind: "look-again", afterMs, note };
  if (passing.test(outcome.code)) {
    const again = { kind: "look-again", afterMs, note } as const;
    const stuck = heldByAnswer(outcome.code, outcome.message);
    return alike < WORTH_SAYING ? again : { ...again, stuck };
  }
  if (
    (lookFirst.test(outcome.code) || /not found|does not exist/i.test(outcome.message)) &&
    alike < OUTLASTS_LISTS
  )
    return { kind: "look-again", afterMs, note };
  if (
    (underWay.test(outcome.message) || wentBefore.test(outcome.message)) &&
    alike < OUTLASTS_LISTS
  )
    return { kind: "look-again", afterMs, note };
  return {
    kind: "give-up",
    reason:
      `${describeCall(call)}: AWS refused ${call.call} for ${targetOf(call)} with ${outcome.code}: ` +
      `${outcome.message} The fleet is as it was before this call.`,
  };
}
