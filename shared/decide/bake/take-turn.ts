/**
 * A bake waits for a place. Which bake goes next follows from the order in which they were started, as the journal has
 * it: so a queue outlives a restart, and nobody hands places out.
 */
import { unusable } from "../../bake/base/base-refusals.ts";
import type { ImageFact } from "../../model/facts.ts";
import type { OperationId } from "../../model/ids.ts";
import { countWords } from "../../words/counts.ts";
import { failed, failedIfItStays, type Decision, type Memory, type WorkOf } from "../decision.ts";

/** A bake of the same connection that hasn't ended, in the order in which they were started. */
export interface BakePlace {
  readonly operationId: OperationId;
  /** It has begun. Until then it waits, and one that is paused lets others pass. */
  readonly holds: boolean;
  readonly isPaused: boolean;
}

export interface TakeTurnSeen {
  readonly places: readonly BakePlace[];
  /** As of now; null: it isn't there. */
  readonly base: ImageFact | null;
  /** Why the base is revoked; null: it isn't. */
  readonly revoked: string | null;
}

const RECHECK_MS = 5000;

export function decideTakeTurn(
  work: WorkOf<"take-turn">,
  seen: TakeTurnSeen,
  memory: Memory,
): Decision {
  const position = positionOf(seen.places, memory.operationId, work.atOnce);
  if (position > 0) {
    const note =
      `Waiting for its turn: ${countWords(position, "bake")} must end first; ` +
      `${countWords(work.atOnce, "bake")} at a time here`;
    return { kind: "wait", note, recheckMs: RECHECK_MS, progress: null };
  }
  if (seen.base === null)
    return failedIfItStays(
      `The base ${work.baseImageId} isn't there any more. Nothing was started. Plan the bake again.`,
    );
  const reason = unusable(seen.base, seen.revoked);
  if (reason !== null) return failed(`${reason} Nothing was started. Plan the bake again.`);
  return { kind: "done", note: "It begins at once" };
}

/** How many must end before it may begin; 0: it may. */
export function positionOf(places: readonly BakePlace[], own: OperationId, atOnce: number): number {
  const others = places.filter(({ operationId }) => operationId !== own);
  const at = places.findIndex(({ operationId }) => operationId === own);
  const before = places
    .slice(0, Math.max(0, at))
    .filter(({ holds, isPaused }) => !holds && !isPaused);
  const holding = others.filter(({ holds }) => holds);
  return Math.max(0, holding.length + before.length - atOnce + 1);
}
