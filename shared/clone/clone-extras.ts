/**
 * What hangs on the new group once all is carried over, by what hangs on the old one; and which part of it comes
 * when. Hooks and notifications come before the first server, or it would start without them. What changes sizes
 * comes when the group has its permanent ones, or it would fire in the middle.
 */
import type { GroupExtra, GroupExtras, ScalingPolicyExtra } from "../model/facts.ts";
import type { ClonePart } from "../model/steps/clone.ts";
import { cloneAlarms } from "./clone-alarms.ts";
import { changedFields, type CloneChange } from "./clone-change.ts";

export const partsBeforeServers: readonly ClonePart[] = ["hooks", "notifications"];
export const partsAfterSizes: readonly ClonePart[] = ["warm-pool", "policies", "schedules"];

export interface ClonedExtras {
  readonly hooks: readonly GroupExtra[];
  readonly notifications: readonly GroupExtra[];
  readonly warmPool: GroupExtras["warmPool"];
  readonly policies: readonly GroupExtra[];
  readonly alarms: readonly GroupExtra[];
  readonly schedules: readonly GroupExtra[];
}

/** `news`: the policies that the new group has so far; their ARNs stand in the alarms. */
export function cloneExtras(
  from: GroupExtras,
  news: readonly Pick<ScalingPolicyExtra, "name" | "arn">[],
  change: CloneChange,
  nowMs: number,
): ClonedExtras {
  const changed = ({ name, definition }: GroupExtra) => ({
    name,
    definition: changedFields(definition, change),
  });
  return {
    hooks: from.lifecycleHooks,
    notifications: from.notifications,
    warmPool: from.warmPool,
    policies: from.scalingPolicies.map(changed),
    alarms: cloneAlarms(from.scalingPolicies, change, arnsByOld(from.scalingPolicies, news)),
    schedules: from.scheduledActions
      .filter((action) => !isOver(action, nowMs))
      .map(withoutPast(nowMs)),
  };
}

function arnsByOld(
  olds: readonly ScalingPolicyExtra[],
  news: readonly Pick<ScalingPolicyExtra, "name" | "arn">[],
): ReadonlyMap<string, string> {
  const byName = new Map(news.map(({ name, arn }) => [name, arn]));
  return new Map(olds.flatMap(({ name, arn }) => [[arn, byName.get(name) ?? arn]] as const));
}

/** Not a number where there is none: no time is before or after it. */
function timeOf({ definition }: GroupExtra, field: string): number {
  const at = definition[field];
  return typeof at === "string" ? Date.parse(at) : NaN;
}

/** It has acted, or will never act again: AWS would refuse to make it. */
export function isOver(action: GroupExtra, nowMs: number): boolean {
  if (timeOf(action, "EndTime") <= nowMs) return true;
  return action.definition["Recurrence"] === undefined && timeOf(action, "StartTime") <= nowMs;
}

/** One that recurs is shown with the next time at which it acts; that may have passed since it was read. */
const withoutPast =
  (nowMs: number) =>
  (action: GroupExtra): GroupExtra => {
    if (!(timeOf(action, "StartTime") <= nowMs)) return action;
    const { StartTime: _, ...definition } = action.definition;
    return { name: action.name, definition };
  };

/** What of these parts a group has, in words: "2 lifecycle hooks". Empty: none of them. */
export function partsInWords(extras: GroupExtras, parts: readonly ClonePart[]): readonly string[] {
  const alarms = extras.scalingPolicies.flatMap((policy) => policy.alarms).length;
  const counted: Readonly<Record<ClonePart, readonly (readonly [number, string])[]>> = {
    hooks: [[extras.lifecycleHooks.length, "lifecycle hook"]],
    notifications: [[extras.notifications.length, "notification"]],
    "warm-pool": [[extras.warmPool === null ? 0 : 1, "warm pool"]],
    policies: [
      [extras.scalingPolicies.length, "scaling policy"],
      [alarms, "alarm"],
    ],
    schedules: [[extras.scheduledActions.length, "scheduled action"]],
  };
  return parts.flatMap((part) =>
    counted[part]
      .filter(([count]) => count > 0)
      .map(([count, what]) => `${String(count)} ${count === 1 ? what : plural(what)}`),
  );
}

const plural = (what: string) => (what.endsWith("y") ? `${what.slice(0, -1)}ies` : `${what}s`);
