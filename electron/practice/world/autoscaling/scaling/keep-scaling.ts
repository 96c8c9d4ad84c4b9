/**
 * What a group does for its scaling each time it looks at itself, and what is left to do when it is gone. Costs
 * nothing where there are neither policies nor schedules nor watchers.
 */
import { noteCapacity, watchCapacity } from "../../cloudwatch/metrics/capacity-log.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { wakeForLifetime } from "../replacing/lifetime.ts";
import { keepPool } from "../warm-pool/keep-pool.ts";
import { isTracking } from "./policy-detail.ts";
import { armSchedules, disarmSchedule } from "./schedules/schedules.ts";
import { putTrackingAlarms, removeTrackingAlarms } from "./tracking-alarms.ts";

export function keepScaling(world: World, group: GroupState): void {
  if (group.schedules.length > 0) armSchedules(world, group);
  if (group.policies.length > 0) keepTracking(world, group);
  if (group.enabledMetrics.length > 0) watchCapacity(world, group);
  keepPool(world, group);
  wakeForLifetime(world, group);
  noteCapacity(world, group);
}

/** A policy that came otherwise than by a call gets its alarms now. */
function keepTracking(world: World, group: GroupState): void {
  for (const policy of group.policies.filter(isTracking)) {
    const key = `tracked|${policy.arn}`;
    if (group.engine[key] === true) continue;
    group.engine[key] = true;
    putTrackingAlarms(world, group, policy);
  }
}

export const noteTracked = (group: GroupState, arn: string): void => {
  group.engine[`tracked|${arn}`] = true;
};

/** Of a group that is deleted: its schedules end at once, and so do the alarms of its policies. */
export function forgetScaling(world: World, group: GroupState): void {
  for (const action of group.schedules) disarmSchedule(world, group, action);
  for (const policy of group.policies) removeTrackingAlarms(world, group, policy);
  world.state.capacityLogs.delete(group.name);
  world.state.loads.delete(group.name);
}
