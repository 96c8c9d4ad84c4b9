/** A scaling policy or a schedule sets the desired capacity, within the group's bounds, and says why. */
import type { Json } from "../../kernel/json.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { stamp } from "../stamps.ts";
import { noteChange, wakeForChange } from "../wake.ts";

export const within = ({ minSize, maxSize }: GroupState, capacity: number): number =>
  Math.min(maxSize, Math.max(minSize, capacity));

export interface CapacityChange {
  readonly capacity: number;
  /** e.g. `a user request executed policy x`. */
  readonly who: string;
  /** The alarm that called, as AWS shows it in the details of activities. */
  readonly alarm?: Readonly<Record<string, Json>>;
}

/** False: nothing is to be changed. */
export function changeCapacity(world: World, group: GroupState, change: CapacityChange): boolean {
  const wanted = within(group, change.capacity);
  const before = group.desiredCapacity;
  if (wanted === before) return false;
  group.desiredCapacity = wanted;
  const because = `At ${stamp(world.nowMs)} ${change.who} changing the desired capacity from ${before} to ${wanted}.`;
  noteChange(group, because);
  if (change.alarm) group.engine[INVOKED] = { because, alarm: change.alarm };
  else delete group.engine[INVOKED];
  wakeForChange(world, group);
  return true;
}

const INVOKED = "invokedBy";

type Invoked = { readonly because: string; readonly alarm: Json };

/** For an activity that has an alarm's call as its cause. */
export function invokedBy(group: GroupState, cause: string): { InvokingAlarms?: readonly Json[] } {
  const invoked = group.engine[INVOKED] as Invoked | undefined;
  return invoked && cause.startsWith(invoked.because) ? { InvokingAlarms: [invoked.alarm] } : {};
}
