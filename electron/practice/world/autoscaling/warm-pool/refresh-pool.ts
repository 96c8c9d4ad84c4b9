/**
 * An instance refresh replaces the warm pool too, after the group's own members. The percentages of the preferences
 * count for the pool on their own: with 90 one of ten is taken out at a time, and at least one.
 */
import type { GroupState, MemberState } from "../../kernel/state-autoscaling.ts";
import type { RefreshState } from "../../kernel/state-refresh.ts";
import type { World } from "../../kernel/world.ts";
import { isSuspended } from "../groups.ts";
import { isAsWanted, wantedTemplate } from "../refresh/matching.ts";
import { activeRefresh } from "../refresh/refreshes.ts";
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

export interface WarmCensus {
  readonly outdated: readonly MemberState[];
  readonly ready: number;
  readonly isSettled: boolean;
}

/** Null: the group has no pool. */
export function warmCensus(
  world: World,
  group: GroupState,
  refresh: RefreshState,
): WarmCensus | null {
  if (!group.warmPool || group.warmPool.status !== null) return null;
  const living = poolMembers(group).filter((member) => !isEnding(member));
  const outdated = living.filter((member) => isOutdated(world, group, refresh, member));
  const updated = living.filter((member) => !outdated.includes(member));
  const ready = updated.filter(isReady).length;
  const isSettled = outdated.length === 0 && ready === warmTarget(group);
  return { outdated, ready, isSettled };
}

/** One step, once the group's own members are done. */
export function replaceWarm(
  world: World,
  group: GroupState,
  refresh: RefreshState,
  census: WarmCensus,
): void {
  if (isSuspended(group, "Terminate") || isSuspended(group, "Launch")) return;
  const target = warmTarget(group);
  const least = Math.ceil((target * refresh.preferences.minHealthyPercentage) / 100);
  const atOnce = Math.max(1, target - least);
  const inTransit = target - census.ready - census.outdated.length;
  const cause = `At ${stamp(world.nowMs)} an instance was taken out of service in response to an instance refresh.`;
  for (const member of census.outdated.slice(0, Math.max(0, atOnce - Math.max(0, inTransit))))
    endWarm(world, group, member, { cause, hooks: true });
  wake(world, group, 1000);
}

export interface PoolProgress {
  readonly percent: number;
  readonly toUpdate: number;
}

export function warmProgress(group: GroupState, { ready, outdated }: WarmCensus): PoolProgress {
  const target = warmTarget(group);
  const percent = target === 0 ? 100 : Math.min(100, Math.floor((100 * ready) / target));
  return { percent, toUpdate: outdated.length };
}
