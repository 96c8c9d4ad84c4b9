/** A scaling policy or a schedule sets the desired capacity, within the group's bounds, and says why. */
import type { GroupState } from "../../kernel/state-autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { stamp } from "../stamps.ts";
import { noteChange, wakeForChange } from "../wake.ts";

export const within = ({ minSize, maxSize }: GroupState, capacity: number): number =>
  Math.min(maxSize, Math.max(minSize, capacity));

export interface CapacityChange {
  readonly capacity: number;
  /** e.g. `a user request executed policy x`. */
  readonly who: string;
}

/** False: nothing is to be changed. */
export function changeCapacity(world: World, group: GroupState, change: CapacityChange): boolean {
  const wanted = within(group, change.capacity);
  const before = group.desiredCapacity;
  if (wanted === before) return false;
  group.desiredCapacity = wanted;
  noteChange(
    group,
    `At ${stamp(world.nowMs)} ${change.who} changing the desired capacity from ${before} to ${wanted}.`,
  );
  wakeForChange(world, group);
  return true;
}
