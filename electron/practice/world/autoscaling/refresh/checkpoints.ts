/** Checkpoints: how far the refresh may go, and when it has to wait. Percentages are of the whole group. */
import type { RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import type { Census } from "./census.ts";
import { refreshSettings } from "./settings.ts";

const DEFAULT_DELAY_SECONDS = 3600;

const countOf = (wanted: number, percent: number) => Math.ceil((wanted * percent) / 100);

const checkpointsOf = ({ preferences }: RefreshState) => preferences.checkpointPercentages ?? [];

/** What is to be updated in all: less than the group where the last checkpoint is below 100. */
export function goalOf(refresh: RefreshState, census: Census): number {
  if (refresh.rollback) return census.units.wanted;
  return countOf(census.units.wanted, checkpointsOf(refresh).at(-1) ?? 100);
}

/** How many more units may be begun with now. */
export function quotaOf(refresh: RefreshState, census: Census): number {
  const next = checkpointsOf(refresh).find((percent) => percent > refresh.passedCheckpoint);
  const { wanted, outdated, replaceable } = census.units;
  const limit = refresh.rollback || next === undefined ? null : countOf(wanted, next);
  const goal = Math.min(limit ?? wanted, goalOf(refresh, census));
  return Math.min(replaceable, Math.max(0, goal - (wanted - outdated)));
}

/** True while it has to wait. Smaller checkpoints that are reached at the same time are passed over. */
export function waitsAtCheckpoint(world: World, refresh: RefreshState, census: Census): boolean {
  if (refresh.checkpointEndsAtMs !== null && world.nowMs < refresh.checkpointEndsAtMs) return true;
  refresh.checkpointEndsAtMs = null;
  const reached = greatestReached(refresh, census);
  if (reached <= refresh.passedCheckpoint) {
    refresh.passedCheckpoint = reached;
    return false;
  }
  refresh.passedCheckpoint = reached;
  return beginWait(world, refresh, reached);
}

function beginWait(world: World, refresh: RefreshState, reached: number): boolean {
  if (reached === 100 && !refreshSettings(world).delayAfterLastCheckpoint) return false;
  const delay = refresh.preferences.checkpointDelaySeconds ?? DEFAULT_DELAY_SECONDS;
  if (delay > 0) refresh.checkpointEndsAtMs = world.nowMs + delay * 1000;
  return delay > 0;
}

/** 0: none. Of a group that has grown or lost members meanwhile it may be less than before. */
function greatestReached(refresh: RefreshState, { units }: Census): number {
  const { wanted, available, outdated } = units;
  const updated = Math.min(available, wanted - outdated);
  const percent = wanted === 0 ? 100 : (100 * updated) / wanted;
  return checkpointsOf(refresh).findLast((checkpoint) => checkpoint <= percent) ?? 0;
}
