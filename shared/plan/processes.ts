/** The processes that are held while a generation is kept warm, so that nothing starts, ends or replaces servers. */
import type { GroupFact } from "../model/facts.ts";

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

/** All that a retirement holds; waking resumes those that are held. */
export const processesToWake: readonly string[] = retirement;
