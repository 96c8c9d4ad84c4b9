/**
 * AWS's percentages in servers, for a fleet of this size, before a refresh starts: how many at a time, how deep it
 * dips, how many there are at the most. Percentages are of the desired capacity. What must stay is rounded up, what
 * may be added is rounded down; where the share is less than one server, AWS takes one at a time all the same:
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html
 */
import type { RefreshPreferences } from "../../model/calls/refreshes.ts";

type Bounds = Pick<RefreshPreferences, "minHealthyPercentage" | "maxHealthyPercentage">;

export interface RefreshShape {
  /** Servers being replaced at a time, at the most. */
  readonly batch: number;
  /** In service at the deepest. */
  readonly least: number;
  /** Running at the most, old and new. */
  readonly most: number;
  readonly rounds: number;
  /** `new-first`: nothing is taken away before its replacement serves. */
  readonly order: "new-first" | "old-first" | "together";
}

export function refreshShape(desired: number, bounds: Bounds): RefreshShape {
  if (desired <= 0) return { batch: 0, least: 0, most: 0, rounds: 0, order: "new-first" };
  const least = leastOf(desired, bounds.minHealthyPercentage);
  const most = mostOf(desired, bounds.maxHealthyPercentage, least);
  const batch = Math.min(desired, most - least);
  const rounds = Math.ceil(desired / batch);
  return { batch, least, most, rounds, order: orderOf(desired, least, most) };
}

/** Below 100 at least one may go; a fleet of one has none left then. */
function leastOf(desired: number, percentage: number): number {
  if (percentage >= 100) return desired;
  return Math.min(desired - 1, Math.ceil((desired * percentage) / 100));
}

/** Where nothing may go, one more comes first, also where the share is less than one. */
function mostOf(desired: number, percentage: number, least: number): number {
  const most = Math.max(desired, Math.floor((desired * percentage) / 100));
  return least >= desired ? Math.max(most, desired + 1) : most;
}

function orderOf(desired: number, least: number, most: number): RefreshShape["order"] {
  if (least >= desired) return "new-first";
  return most > desired ? "together" : "old-first";
}

/** Checkpoints as servers of the whole group; one that rounds to the count of the next is passed over. */
export function checkpointServers(desired: number, percentages: readonly number[]): number[] {
  const counts = percentages.map((percentage) => Math.ceil((desired * percentage) / 100));
  return counts.filter((count, at) => counts[at + 1] !== count);
}
