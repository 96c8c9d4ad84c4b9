/** Which generations of a fleet are promised to return, by the connection's rule. */
import type { Connection } from "../model/connection.ts";
import type { GenerationView } from "../model/fleet.ts";

const PROMISED_BY_DEFAULT = 3;

/** 0: none, and no image is protected. */
export const promisedCount = ({ kind, promised }: Connection): number =>
  promised ?? (kind === "practice" ? PROMISED_BY_DEFAULT : 0);

type Candidate = Pick<GenerationView, "id" | "state" | "imageId" | "revoked">;

/**
 * The newest earlier ones: so many beneath the live one in the list. Among them one that is revoked, or whose image
 * isn't known, is not promised; one whose image is gone is: that the promise is broken must be seen.
 */
export function promisedOf<G extends Candidate>(
  newestFirst: readonly G[],
  liveId: string | null,
  count: number,
): readonly G[] {
  const live = newestFirst.findIndex(({ id }) => id === liveId);
  if (live < 0) return [];
  return newestFirst
    .slice(live + 1)
    .filter(({ state }) => state !== "rising")
    .slice(0, count)
    .filter(({ revoked, imageId }) => revoked === null && imageId !== null);
}
