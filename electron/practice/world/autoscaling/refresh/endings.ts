/** How a refresh ends, and how it turns back. */
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { RefreshState, RefreshStatusName } from "../../kernel/state/refresh.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { wake } from "../wake.ts";
import { takeCensus } from "./census.ts";
import { forgetActive } from "./refreshes.ts";
import { refreshSettings } from "./settings.ts";
import { autoRollback, REASONS, rollbackFailed } from "./wordings.ts";

export const refreshStep = timerKind<{ readonly id: string }>("as.refresh-step");

/** At most one step is to come. */
export function stepAfter(world: World, refresh: RefreshState, delayMs: number): void {
  if (refresh.timer !== null) world.cancel(refresh.timer);
  refresh.timer = world.after(refreshStep, delayMs, { id: refresh.id });
}

export function stepSoon(world: World, refresh: RefreshState): void {
  stepAfter(world, refresh, world.chance.between(...refreshSettings(world).stepMs));
}

export function endRefresh(
  world: World,
  group: GroupState | null,
  refresh: RefreshState,
  outcome: { readonly status: RefreshStatusName; readonly reason: string | null },
): void {
  if (refresh.timer !== null) world.cancel(refresh.timer);
  Object.assign(refresh, { ...outcome, endedAtMs: world.nowMs, timer: null });
  Object.assign(refresh, { surge: 0, launchDebt: 0, checkpointEndsAtMs: null, bakeEndsAtMs: null });
  if (!group) return;
  forgetActive(group, refresh);
  wake(world, group, 1000);
}

/** Only now the group gets what it was refreshed to. */
export function succeed(world: World, group: GroupState, refresh: RefreshState): void {
  if (refresh.desired) Object.assign(group, { ...refresh.desired, launchConfigurationName: null });
  endRefresh(world, group, refresh, { status: "Successful", reason: null });
}

/** Not turned back unless the refresh was told to. */
export function fail(world: World, group: GroupState, refresh: RefreshState, why: string): void {
  const { preferences, desired, rollback } = refresh;
  if (rollback)
    return endRefresh(world, group, refresh, {
      status: "RollbackFailed",
      reason: rollbackFailed(why),
    });
  if (preferences.autoRollback && desired)
    return turnBack(world, group, refresh, autoRollback(why));
  endRefresh(world, group, refresh, { status: "Failed", reason: why });
}

export function turnBack(
  world: World,
  group: GroupState,
  refresh: RefreshState,
  reason: string,
): void {
  refresh.rollback = {
    reason,
    sinceMs: world.nowMs,
    percentBefore: refresh.percentComplete ?? 0,
    toUpdateBefore: refresh.toUpdate ?? 0,
    ...(refresh.pools ? { poolsBefore: refresh.pools } : {}),
    membersToUndo: 0,
    steps: 0,
  };
  Object.assign(refresh, { status: "RollbackInProgress", reason, launchDebt: 0, blockedMs: 0 });
  Object.assign(refresh, { checkpointEndsAtMs: null, bakeEndsAtMs: null, availableBefore: 0 });
  const { units } = takeCensus(world, group, refresh);
  refresh.rollback.membersToUndo = units.outdated;
  refresh.surge = surplusOf(group, units.active);
  stepAfter(world, refresh, world.chance.between(...refreshSettings(world).rollbackBeginsMs));
}

/** What is above the desired capacity already stays; nothing is launched in addition. */
const surplusOf = (group: GroupState, active: number) =>
  Math.max(0, active - group.desiredCapacity);

/** Launches and terminations that are under way go on in either case. */
export function beginCancelling(
  world: World,
  group: GroupState,
  refresh: RefreshState,
  isAtOnce: boolean,
): void {
  refresh.status = "Cancelling";
  refresh.isCancelledAtOnce ||= isAtOnce;
  refresh.reason = refresh.isCancelledAtOnce ? REASONS.cancelledAtOnce : REASONS.cancelled;
  refresh.surge = surplusOf(group, takeCensus(world, group, refresh).units.active);
  Object.assign(refresh, { launchDebt: 0, bakeEndsAtMs: null, checkpointEndsAtMs: null });
  stepAfter(world, refresh, world.chance.between(...refreshSettings(world).cancelMs));
}
