/** The limits between minimum, desired and maximum size, in AWS's words. */
import { validationError } from "../../../world/autoscaling/groups.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";

type Sizes = Pick<GroupState, "minSize" | "maxSize" | "desiredCapacity">;

export function checkSizes({ minSize, maxSize, desiredCapacity }: Sizes): void {
  if (minSize < 0 || maxSize < 0) throw validationError("Sizes must not be negative.");
  if (minSize > maxSize)
    throw validationError(
      "Min bound, " + `${minSize}, must be less than or equal to max bound, ${maxSize}`,
    );
  if (desiredCapacity < minSize || desiredCapacity > maxSize) {
    const words = `Desired capacity:${desiredCapacity} must be between the specified min size:${minSize} and max size:${maxSize}`;
    throw validationError(words);
  }
}

export function checkDesired(group: GroupState, wanted: number): void {
  const { minSize, maxSize } = group;
  const where = wanted > maxSize ? `above max value ${maxSize}` : `below min value ${minSize}`;
  if (wanted >= minSize && wanted <= maxSize) return;
  throw validationError(
    `New SetDesiredCapacity value ${wanted} is ${where} for the AutoScalingGroup.`,
  );
}

/** For a call that ends a member together with its place. */
export function checkShrink(group: GroupState, units: number): void {
  if (group.desiredCapacity - units >= group.minSize) return;
  throw validationError(
    `Currently, desiredSize equals minSize (${group.minSize}). Terminating instance without replacement will ` +
      "violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower " +
      "group's min size.",
  );
}
