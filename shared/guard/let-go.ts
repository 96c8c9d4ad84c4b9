/** What goes on, and takes servers, when processes of a group are let go. */
import type { GroupFact } from "../model/facts.ts";
import type { GroupName } from "../model/ids.ts";
import type { GuardReading } from "./asked.ts";
import { refreshed, shrunk } from "./taken-by-aws.ts";
import { isSuspended, holdsRefresh, REFRESHING } from "./held-processes.ts";

/**
 * Resuming Terminate lets a scale-in that was held back go on. Resuming what lowers a group's size, or replaces its
 * servers, may take it down to its minimum, unless Terminate stays held.
 */
export function resumed(
  processes: readonly string[],
  fresh: GuardReading,
  name: GroupName,
): number {
  const group = fresh.groups.get(name);
  if (!group) return 0;
  const released = processes.filter((process) => isSuspended(group, process));
  const ends = released.includes("Terminate");
  if (!ends && isSuspended(group, "Terminate")) return 0;
  if (released.some((process) => shrinks(process, fresh)))
    return shrunk(fresh, name, Math.min(group.minSize, group.desiredCapacity));
  const ended = ends ? shrunk(fresh, name, group.desiredCapacity) : 0;
  return Math.max(ended, letsGoOn(released, group, fresh));
}

/** A refresh that was held dips again as deep as its percentages let it; not known, down to the group's minimum. */
export function letsGoOn(
  released: readonly string[],
  group: GroupFact,
  fresh: GuardReading,
): number {
  const { name, minSize, desiredCapacity } = group;
  const still = REFRESHING.filter((one) => isSuspended(group, one) && !released.includes(one));
  if (!released.some(holdsRefresh) || still.length > 0 || !fresh.extras?.activeRefresh) return 0;
  const { minHealthyPercentage, maxHealthyPercentage } = fresh.refresh ?? {};
  if (typeof minHealthyPercentage !== "number")
    return shrunk(fresh, name, Math.min(minSize, desiredCapacity));
  const max = maxHealthyPercentage ?? 100;
  return refreshed(fresh, name, { minHealthyPercentage, maxHealthyPercentage: max });
}

/** Whether the group has what such a process would carry out. */
function shrinks(process: string, { extras, refresh }: GuardReading): boolean {
  switch (process) {
    case "AlarmNotification":
      return extras?.scalingPolicies.length !== 0;
    case "ScheduledActions":
      return extras?.scheduledActions.length !== 0;
    case "InstanceRefresh":
      return extras?.activeRefresh !== null && typeof refresh?.minHealthyPercentage !== "number";
    default:
      return false;
  }
}
