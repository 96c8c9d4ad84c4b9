/**
 * An instance refresh replaces the warm pool too, after the group's own members. The percentages of the preferences
 * count for the pool on their own: with 90 one of ten is taken out at a time, and at least one.
 */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { PoolProgress, RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { isSuspended } from "../groups.ts";
import { isAsWanted, wantedTemplate } from "../refresh/matching.ts";
import { activeRefresh } from "../refresh/refreshes.ts";
import { refreshSettings } from "../refresh/settings.ts";
import { REASONS } from "../refresh/wordings.ts";
import { stamp } from "../stamps.ts";
import { wake } from "../wake.ts";
import { endWarm } from "./pool-life.ts";
import { isEnding, isReady, poolMembers } from "./pool-members.ts";
import { warmTarget } from "./pool-size.ts";

/** Not to be taken into the group while it is refreshed: it would only be replaced again. */
export function isWarmOutdated(world: World, group: GroupState, member: MemberState): boolean {
  const refresh = activeRefresh(world, group);
  return refresh !== null && isOutdated(world, group, refresh, member);
}

function isOutdated(
  world: World,
  group: GroupState,
  refresh: RefreshState,
  member: MemberState,
): boolean {
  const sinceMs = refresh.startedAtMs ?? world.nowMs;
  const { rollback } = refresh;
  if (rollback) return member.joinedAtMs >= sinceMs && member.joinedAtMs < rollback.sinceMs;
  const isSpared = member.joinedAtMs >= sinceMs || refresh.preferences.skipMatching;
  const template = wantedTemplate(world, group, refresh);
  return !(isSpared && isAsWanted(world, group, { refresh, member, template }));
}

interface WarmCensus {
  readonly outdated: readonly MemberState[];
  readonly ready: number;
  readonly isSettled: boolean;
}

function warmCensus(world: World, group: GroupState, refresh: RefreshState): WarmCensus {
  const living = poolMembers(group).filter((member) => !isEnding(member));
  const outdated = living.filter((member) => isOutdated(world, group, refresh, member));
  const ready = living.filter((member) => isReady(member) && !outdated.includes(member)).length;
  const isSettled = outdated.length === 0 && ready >= warmTarget(group);
  return { outdated, ready, isSettled };
}

const hasPool = ({ warmPool }: GroupState) => Boolean(warmPool) && warmPool?.status === null;

/** One that ends at a checkpoint does not get to the pool. */
const isPartial = ({ preferences, rollback }: RefreshState) =>
  !rollback && (preferences.checkpointPercentages?.at(-1) ?? 100) < 100;

/** How far the pool is. With it the percentage and the count of the refresh are those of both together. */
export function lookAtPool(
  world: World,
  group: GroupState,
  refresh: RefreshState,
): "done" | "to do" {
  if (!hasPool(group) || refresh.strategy !== "Rolling" || isPartial(refresh)) return "done";
  const census = warmCensus(world, group, refresh);
  const live = { percent: refresh.percentComplete ?? 0, toUpdate: refresh.toUpdate ?? 0 };
  const warm = warmProgress(group, refresh, census);
  const [own, waiting] = [group.desiredCapacity, warmTarget(group)];
  const sum = live.percent * own + warm.percent * waiting;
  refresh.pools = { live, warm };
  refresh.percentComplete = own + waiting === 0 ? 100 : Math.floor(sum / (own + waiting));
  refresh.toUpdate = live.toUpdate + warm.toUpdate;
  return census.isSettled ? "done" : "to do";
}

function warmProgress(
  group: GroupState,
  { rollback }: RefreshState,
  { ready, outdated }: WarmCensus,
): PoolProgress {
  const target = warmTarget(group);
  const done = target === 0 ? 100 : Math.min(100, Math.floor((100 * ready) / target));
  const percent = rollback ? Math.min(rollback.poolsBefore?.warm.percent ?? 0, 100 - done) : done;
  return { percent, toUpdate: rollback ? target - outdated.length : outdated.length };
}

/** One step. Why it has failed, if nothing has come to the pool for an hour. */
export function stepPool(world: World, group: GroupState, refresh: RefreshState): string | null {
  const census = warmCensus(world, group, refresh);
  refresh.reason = REASONS.warmPool;
  const isMoving = census.ready > (refresh.warmBefore ?? 0) || isHooked(group);
  refresh.blockedMs = isMoving ? 0 : refresh.blockedMs + world.nowMs - refresh.steppedAtMs;
  refresh.warmBefore = census.ready;
  if (refresh.blockedMs > refreshSettings(world).blockedForMs)
    return `${REASONS.blocked} ${REASONS.warmPool}`;
  replaceWarm(world, group, refresh, census);
  return null;
}

const isHooked = (group: GroupState) =>
  poolMembers(group).some(({ lifecycleState }) => lifecycleState.endsWith(":Wait"));

function replaceWarm(
  world: World,
  group: GroupState,
  refresh: RefreshState,
  { ready, outdated }: WarmCensus,
): void {
  if (isSuspended(group, "Terminate") || isSuspended(group, "Launch")) return;
  const target = warmTarget(group);
  const least = Math.ceil((target * refresh.preferences.minHealthyPercentage) / 100);
  const atOnce = Math.max(1, target - least);
  const lacking = Math.max(0, target - ready - outdated.length);
  const cause = `At ${stamp(world.nowMs)} an instance was taken out of service in response to an instance refresh.`;
  for (const member of outdated.slice(0, Math.max(0, atOnce - lacking)))
    endWarm(world, group, member, { cause, hooks: true });
  wake(world, group, 1000);
}
