/** The hour after which a refresh that can't go on fails. Time in which something is on its way does not count. */
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { isSuspended } from "../groups.ts";
import type { Census } from "./census.ts";
import { refreshSettings } from "./settings.ts";

export function isStuck(
  world: World,
  group: GroupState,
  refresh: RefreshState,
  census: Census,
): boolean {
  const count = census.available.length;
  if (count > refresh.availableBefore) refresh.blockedMs = 0;
  else if (!isMoving(world, group, census)) refresh.blockedMs += world.nowMs - refresh.steppedAtMs;
  refresh.availableBefore = count;
  return refresh.blockedMs > refreshSettings(world).blockedForMs;
}

function isMoving(world: World, group: GroupState, { complaints, leaving }: Census): boolean {
  if (isPaused(world, group)) return true;
  const isHooked = group.members.some((member) => member.lifecycleState.endsWith(":Wait"));
  const isEnding = leaving.some((member) => member.healthStatus === "Healthy");
  return isHooked || isEnding || complaints.some((complaint) => complaint.isWarming);
}

function isPaused(world: World, group: GroupState): boolean {
  if (refreshSettings(world).suspensionCountsAsBlocked) return false;
  return isSuspended(group, "Launch") || isSuspended(group, "Terminate");
}
