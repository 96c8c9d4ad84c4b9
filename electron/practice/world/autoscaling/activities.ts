/** The log of a group: one activity for each launch, termination and move. Kept for six weeks, as AWS does. */
import type { ActivityState, GroupState } from "../kernel/state/autoscaling.ts";
import type { World } from "../kernel/world.ts";
import { invokedBy } from "./scaling/change-capacity.ts";
import { tellEnded } from "./notifications/events.ts";

const KEPT_MS = 42 * 24 * 60 * 60 * 1000;
const MAX_MESSAGE_CHARS = 255;

export interface NewActivity {
  readonly instanceId: string | null;
  readonly description: string;
  readonly cause: string;
  readonly statusCode: string;
  readonly progressPercent: number;
  readonly zone: string | null;
  readonly subnetId: string | null;
}

export function openActivity(world: World, group: GroupState, order: NewActivity): ActivityState {
  forgetOld(world);
  const activity: ActivityState = {
    id: world.chance.uuid(),
    groupName: group.name,
    groupArn: group.arn,
    instanceId: order.instanceId,
    statusCode: order.statusCode,
    statusMessage: null,
    description: order.description,
    cause: order.cause,
    startedAtMs: world.nowMs,
    endedAtMs: null,
    progressPercent: order.progressPercent,
    details: JSON.stringify({
      "Subnet ID": order.subnetId,
      "Availability Zone": order.zone,
      ...invokedBy(group, order.cause),
    }),
  };
  world.state.activities.set(activity.id, activity);
  return activity;
}

/** Does nothing to one that has ended, or is forgotten. */
export function closeActivity(
  world: World,
  id: string | null,
  statusCode: string,
  message: string | null = null,
) {
  const activity = id === null ? undefined : world.state.activities.get(id);
  if (!activity || activity.endedAtMs !== null) return;
  activity.statusCode = statusCode;
  activity.statusMessage = message === null ? null : message.slice(0, MAX_MESSAGE_CHARS);
  if (message !== null && !activity.description.includes(message))
    activity.description = `${activity.description}.  Status Reason: ${message}`;
  activity.endedAtMs = world.nowMs;
  activity.progressPercent = 100;
  tellEnded(world, activity);
}

export function markActivity(
  world: World,
  id: string | null,
  statusCode: string,
  progressPercent: number,
) {
  const activity = id === null ? undefined : world.state.activities.get(id);
  if (!activity || activity.endedAtMs !== null) return;
  Object.assign(activity, { statusCode, progressPercent });
}

/** Rows are in the order of their start. */
function forgetOld(world: World): void {
  const { activities } = world.state;
  for (const activity of activities.values()) {
    if (activity.startedAtMs > world.nowMs - KEPT_MS) return;
    activities.delete(activity.id);
  }
}
