/** The processes that are held while a generation is kept warm, so that nothing starts, ends or replaces servers. */
import type { GroupFact } from "../../model/facts.ts";

const retirement = [
  "Launch",
  "Terminate",
  "AddToLoadBalancer",
  "AlarmNotification",
  "AZRebalance",
  "HealthCheck",
  "ReplaceUnhealthy",
  "ScheduledActions",
  "InstanceRefresh",
] as const;

/** Without those that someone else suspended before: those are theirs to resume. */
export function processesToHold(group: GroupFact): string[] {
  const held = new Set(group.suspended.map((one) => one.process));
  return retirement.filter((process) => !held.has(process));
}

/** All that a retirement holds: what waking a retired generation resumes. */
export const processesToWake: readonly string[] = retirement;

/**
 * Of a group that still serves. All held at once is a retirement that was broken off: that is resumed. A few are
 * someone's own (their schedule, their autoscaling): resuming those could end servers, so they are left alone.
 */
export function processesToKeepUp(group: GroupFact): readonly string[] {
  const free = processesToHold(group);
  return free.length === 0 ? retirement : free;
}
