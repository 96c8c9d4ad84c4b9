/** A balancing of zones that is under way, as its group remembers it. */
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { zoneCounts } from "../launching/placement.ts";
import { groupSettings } from "./settings.ts";

export interface Balancing {
  readonly sinceMs: number;
  /** Units that the group holds above its desired capacity meanwhile; 0: it ends members first. */
  readonly surge: number;
  /** The zones that lack members. */
  readonly zones: string;
  /** As it was when it began: another one ends it. */
  readonly desired: number;
}

const KEY = "balancing";
const SINCE = "unbalancedSinceMs";
const RETRY = "balancingRetry";

export const balancingOf = (group: GroupState): Balancing | null =>
  (group.engine[KEY] as Balancing | undefined) ?? null;

export const isBalancing = (group: GroupState) => balancingOf(group) !== null;

export const balancingSurge = (group: GroupState): number => balancingOf(group)?.surge ?? 0;

export function beginBalancing(group: GroupState, balancing: Balancing): void {
  group.engine[KEY] = { ...balancing };
  delete group.engine[SINCE];
}

export function endBalancing(group: GroupState): void {
  delete group.engine[KEY];
  delete group.engine[RETRY];
}

export function giveUpBalancing(world: World, group: GroupState): void {
  const [first, longest] = groupSettings(world).rebalanceRetryMs;
  const before = retryOf(group).waitMs;
  const waitMs = before === 0 ? first : Math.min(longest, 2 * before);
  delete group.engine[KEY];
  group.engine[RETRY] = { waitMs, notBeforeMs: world.nowMs + waitMs };
}

export function retryOf(group: GroupState): { waitMs: number; notBeforeMs: number } {
  const kept = group.engine[RETRY] as { waitMs: number; notBeforeMs: number } | undefined;
  return kept ?? { waitMs: 0, notBeforeMs: 0 };
}

/** Since when nothing else was under way; null: not noticed yet. */
export const unbalancedSince = (group: GroupState): number | null => {
  const since = group.engine[SINCE];
  return typeof since === "number" ? since : null;
};

export function noteUnbalanced(group: GroupState, sinceMs: number | null): void {
  if (sinceMs === null) delete group.engine[SINCE];
  else group.engine[SINCE] = sinceMs;
}

/** What the activity of a launch says. */
export function balanceWords(group: GroupState): string {
  const counts = [...zoneCounts(group)];
  const zones = counts.map(([zone]) => zone).join(" ");
  const numbers = counts.map(([, count]) => count).join(" ");
  return (
    `availability zones ${zones} had ${numbers} instances respectively. ` +
    "An instance was launched to aid in balancing the group's zones."
  );
}
