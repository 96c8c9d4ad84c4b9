/** Scheduled actions at work: each has one timer, for the next time at which it acts. */
import type { GroupState, ScheduledActionState } from "../../../kernel/state/autoscaling.ts";
import { timerKind } from "../../../kernel/timers.ts";
import type { World } from "../../../kernel/world.ts";
import { isSuspended } from "../../groups.ts";
import { stamp } from "../../stamps.ts";
import { noteChange, wakeForChange } from "../../wake.ts";
import { nextTime } from "./next-time.ts";

type ScheduleDue = { readonly group: string; readonly arn: string };
export const scheduleDue = timerKind<ScheduleDue>("as.schedule");

const keyOf = ({ arn }: { readonly arn: string }) => `schedule|${arn}`;

/** A group that was given its schedules otherwise than by a call gets their timers when it first looks at itself. */
export function armSchedules(world: World, group: GroupState): void {
  for (const action of group.schedules) {
    if (group.engine[keyOf(action)] === undefined) armSchedule(world, group, action);
  }
}

/** Anew after each change of the action. */
export function armSchedule(world: World, group: GroupState, action: ScheduledActionState): void {
  disarmSchedule(world, group, action);
  const nextMs = nextTime(action, world.nowMs);
  const due = { group: group.name, arn: action.arn };
  group.engine[keyOf(action)] = nextMs === null ? 0 : world.schedule(scheduleDue, nextMs, due);
}

export function disarmSchedule(
  world: World,
  group: GroupState,
  action: ScheduledActionState,
): void {
  const timer = group.engine[keyOf(action)];
  if (typeof timer === "number" && timer > 0) world.cancel(timer);
  delete group.engine[keyOf(action)];
}

/** One that acts once is gone afterwards; while ScheduledActions is suspended its time passes unused. */
export function actOnSchedule(world: World, due: ScheduleDue): void {
  const group = world.state.groups.get(due.group);
  const action = group?.schedules.find(({ arn }) => arn === due.arn);
  if (!group || !action || group.status !== null) return;
  if (!isSuspended(group, "ScheduledActions")) carryOut(world, group, action);
  if (nextTime(action, world.nowMs) !== null) return armSchedule(world, group, action);
  delete group.engine[keyOf(action)];
  group.schedules = group.schedules.filter((each) => each !== action);
}

function carryOut(world: World, group: GroupState, action: ScheduledActionState): void {
  const before = { ...group };
  const minSize = action.minSize ?? group.minSize;
  const maxSize = Math.max(minSize, action.maxSize ?? group.maxSize);
  const wanted = action.desiredCapacity ?? group.desiredCapacity;
  const desiredCapacity = Math.min(maxSize, Math.max(minSize, wanted));
  Object.assign(group, { minSize, maxSize, desiredCapacity });
  noteChange(group, causeOf(world, group, before, action));
  wakeForChange(world, group);
}

type Sizes = Pick<GroupState, "minSize" | "maxSize" | "desiredCapacity">;

function causeOf(
  { nowMs }: { readonly nowMs: number },
  now: Sizes,
  before: Sizes,
  { name }: ScheduledActionState,
): string {
  const at = `At ${stamp(nowMs)}`;
  const change = `from ${before.desiredCapacity} to ${now.desiredCapacity}`;
  const isChanged = now.desiredCapacity !== before.desiredCapacity;
  const sizes = `min: ${now.minSize}, max: ${now.maxSize}, desired: ${now.desiredCapacity}`;
  const first = `${at} a scheduled action update of AutoScalingGroup constraints to ${sizes}`;
  if (!isChanged) return `${first}.`;
  return (
    `${first} changing the desired capacity ${change}.  ` +
    `${at} the scheduled action ${name} executed. Setting desired capacity ${change}.`
  );
}
