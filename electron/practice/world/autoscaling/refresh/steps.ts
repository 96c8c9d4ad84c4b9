/**
 * The course of a refresh: a step every so often, each of which looks at the group afresh, tells how far it is, and
 * does what may be done now. Steps are timers of the world, so a refresh goes on after a restore.
 */
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { isActive, isLeaving, isSuspended } from "../groups.ts";
import { lookAtPool, stepPool } from "../warm-pool/refresh-pool.ts";
import { firstInAlarm } from "./alarms.ts";
import { takeCensus } from "./census.ts";
import type { Census } from "./census.ts";
import { goalOf, quotaOf, waitsAtCheckpoint } from "./checkpoints.ts";
import { endRefresh, fail, stepAfter, stepSoon, succeed } from "./endings.ts";
import { forwardPercent, notUpdated, rollbackPercent } from "./percentage.ts";
import type { Places } from "./percentage.ts";
import { isStuck } from "./patience.ts";
import { groupOfRefresh } from "./refreshes.ts";
import { replaceMembers } from "./rolling.ts";
import { replaceRootVolumes } from "./root-volumes.ts";
import { refreshSettings } from "./settings.ts";
import { reasonFor } from "./waiting-for.ts";
import { alarmed, REASONS } from "./wordings.ts";

export function stepRefresh(world: World, { id }: { readonly id: string }): void {
  const refresh = world.state.refreshes.get(id);
  if (!refresh || refresh.endedAtMs !== null) return;
  refresh.timer = null;
  const group = groupOfRefresh(world, refresh);
  if (!group || group.status !== null) {
    const reason = REASONS.groupDeleted;
    return endRefresh(world, group, refresh, { status: "Cancelled", reason });
  }
  if (refresh.status === "Cancelling") return finishCancelling(world, group, refresh);
  if (isTooLong(world, refresh)) return fail(world, group, refresh, REASONS.tooLong);
  if (isSuspended(group, "InstanceRefresh")) return pause(world, refresh);
  if (refresh.status === "Pending") return begin(world, group, refresh);
  goOn(world, group, refresh);
  refresh.steppedAtMs = world.nowMs;
}

/** The refresh is active still; what it waits for does not run out. */
function pause(world: World, refresh: RefreshState): void {
  refresh.steppedAtMs = world.nowMs;
  stepSoon(world, refresh);
}

function begin(world: World, group: GroupState, refresh: RefreshState): void {
  refresh.startedAtMs = world.nowMs;
  refresh.steppedAtMs = world.nowMs;
  refresh.status = "InProgress";
  const census = takeCensus(world, group, refresh);
  tellProgress(refresh, census);
  const pool = lookAtPool(world, group, refresh);
  if (isDone(refresh, census) && pool === "done") return succeed(world, group, refresh);
  act(world, group, refresh, census);
  stepSoon(world, refresh);
}

function goOn(world: World, group: GroupState, refresh: RefreshState): void {
  const trouble = troubleOf(world, refresh);
  if (trouble !== null) return fail(world, group, refresh, trouble);
  const census = takeCensus(world, group, refresh);
  if (refresh.status === "Baking") return bake(world, group, refresh);
  if (refresh.rollback) refresh.rollback.steps += 1;
  tellProgress(refresh, census);
  const pool = lookAtPool(world, group, refresh);
  if (!refresh.rollback && waitsAtCheckpoint(world, refresh, census)) return pause(world, refresh);
  if (isDone(refresh, census) && pool === "done") return finish(world, group, refresh);
  if (isDone(refresh, census)) return goOnWithPool(world, group, refresh);
  if (isStuck(world, group, refresh, census))
    return fail(world, group, refresh, [REASONS.blocked, refresh.reason].filter(Boolean).join(" "));
  act(world, group, refresh, census);
  refresh.reason = reasonFor(world, group, refresh);
  stepSoon(world, refresh);
}

/** The warm pool's turn comes when the group's own members are done. */
function goOnWithPool(world: World, group: GroupState, refresh: RefreshState): void {
  const trouble = stepPool(world, group, refresh);
  if (trouble !== null) return fail(world, group, refresh, trouble);
  stepSoon(world, refresh);
}

/** Counted from the call, and also while it is paused. */
const isTooLong = (world: World, { createdAtMs, status }: RefreshState) =>
  status !== "RollbackInProgress" && world.nowMs - createdAtMs > refreshSettings(world).longestMs;

function troubleOf(world: World, refresh: RefreshState): string | null {
  if (refresh.rollback) return null;
  const alarm = firstInAlarm(world, refresh.preferences.alarms);
  return alarm === null ? null : alarmed(alarm);
}

function act(world: World, group: GroupState, refresh: RefreshState, census: Census): void {
  if (world.mishaps?.refreshStalls?.(group.name)) return;
  const step = { world, group, refresh, census, quota: quotaOf(refresh, census) };
  if (refresh.strategy === "Rolling") replaceMembers(step);
  else replaceRootVolumes(step);
}

function placesOf({ units }: Census): Places {
  const { wanted, outdated, available, arriving } = units;
  return { wanted, outdated, available, arriving };
}

function tellProgress(refresh: RefreshState, census: Census): void {
  const places = placesOf(census);
  const { rollback } = refresh;
  if (!rollback) {
    refresh.percentComplete = forwardPercent(places);
    refresh.toUpdate = census.outdated.length + census.standby.length + standbyWaits(census);
    return;
  }
  const percent = rollbackPercent({ ...places, ...rollback });
  refresh.percentComplete = Math.min(refresh.percentComplete ?? 0, percent);
  refresh.toUpdate = notUpdated(places);
}

/** Obstacles in standby are no active members. */
const standbyWaits = ({ obstacles }: Census) =>
  obstacles.filter((words) => words.includes("is in Standby")).length;

function isDone(refresh: RefreshState, census: Census): boolean {
  const goal = goalOf(refresh, census);
  const { wanted, available, outdated } = census.units;
  if (census.leaving.length > 0 || available < goal) return false;
  if (goal < wanted) return wanted - outdated >= goal;
  return (
    census.outdated.length === 0 && census.standby.length === 0 && census.obstacles.length === 0
  );
}

function finish(world: World, group: GroupState, refresh: RefreshState): void {
  if (refresh.rollback) return finishRollback(world, group, refresh);
  const bakeMs = (refresh.preferences.bakeSeconds ?? 0) * 1000;
  if (bakeMs === 0) return succeed(world, group, refresh);
  Object.assign(refresh, { status: "Baking", reason: null, surge: 0, launchDebt: 0 });
  refresh.bakeEndsAtMs = world.nowMs + bakeMs;
  stepSoon(world, refresh);
}

function finishRollback(world: World, group: GroupState, refresh: RefreshState): void {
  Object.assign(refresh, { percentComplete: 0, toUpdate: group.members.filter(isActive).length });
  endRefresh(world, group, refresh, { status: "RollbackSuccessful", reason: null });
}

function bake(world: World, group: GroupState, refresh: RefreshState): void {
  const leftMs = (refresh.bakeEndsAtMs ?? 0) - world.nowMs;
  if (leftMs <= 0) return succeed(world, group, refresh);
  const [stepMs] = refreshSettings(world).stepMs;
  stepAfter(world, refresh, Math.min(leftMs, stepMs));
}

function finishCancelling(world: World, group: GroupState, refresh: RefreshState): void {
  const isUnderWay = group.members.some(
    (member) => isLeaving(member) || /^(Pending|Replacing|RootVol)/.test(member.lifecycleState),
  );
  if (isUnderWay && !refresh.isCancelledAtOnce) return pause(world, refresh);
  const { reason } = refresh;
  endRefresh(world, group, refresh, { status: "Cancelled", reason });
}
