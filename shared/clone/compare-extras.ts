/** What hangs on the two groups: each by its name, every field of its definition. */
import type { GroupExtra, GroupExtras } from "../model/facts.ts";
import { cloneExtras, isOver } from "./clone-extras.ts";
import type { CloneExpectation, Held } from "./clone-expectation.ts";
import { differencesOf } from "./differences.ts";

export function compareExtras(
  from: GroupExtras,
  to: GroupExtras,
  alarms: readonly GroupExtra[],
  { change, nowMs }: CloneExpectation,
): readonly Held[] {
  const wanted = cloneExtras(from, to.scalingPolicies, change, nowMs);
  const pool = (held: GroupExtras["warmPool"]) =>
    held === null ? [] : [{ name: "", definition: held.definition }];
  const schedules = to.scheduledActions.filter((action) => !isOver(action, nowMs));
  return [
    ...compareNamed("LifecycleHook", wanted.hooks, to.lifecycleHooks),
    ...compareNamed("Notification", wanted.notifications, to.notifications),
    ...compareNamed("WarmPool", pool(wanted.warmPool), pool(to.warmPool)),
    ...compareNamed("ScalingPolicy", wanted.policies, to.scalingPolicies),
    ...compareNamed("Alarm", wanted.alarms, withThoseOf(to, alarms)),
    ...compareNamed("ScheduledAction", wanted.schedules, schedules),
    ...from.scheduledActions
      .filter((action) => isOver(action, nowMs))
      .map(({ name }) => gone(`ScheduledAction ${name}`)),
    ...refreshOf(to),
  ];
}

/** Also alarms that drive the new policies and that nobody meant to have. */
function withThoseOf(to: GroupExtras, alarms: readonly GroupExtra[]): readonly GroupExtra[] {
  const names = new Set(alarms.map(({ name }) => name));
  const others = to.scalingPolicies
    .flatMap((policy) => policy.alarms)
    .filter(({ name }) => !names.has(name));
  return [...alarms, ...new Map(others.map((alarm) => [alarm.name, alarm])).values()];
}

function compareNamed(
  kind: string,
  wanted: readonly GroupExtra[],
  has: readonly GroupExtra[],
): readonly Held[] {
  const [before, after] = [byName(wanted), byName(has)];
  const names = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return names.flatMap((name) => {
    const [one, other] = [before.get(name), after.get(name)];
    const field = `${kind} ${name}`.trim();
    if (one === undefined || other === undefined)
      return [{ field, from: isThere(one), to: isThere(other), why: null }];
    return differencesOf(field, one, other).map((found) => ({ ...found, why: null }));
  });
}

const byName = (extras: readonly GroupExtra[]) =>
  new Map(extras.map(({ name, definition }) => [name, definition]));

const isThere = (definition: unknown) => (definition === undefined ? "not there" : "set");

const gone = (field: string): Held => ({
  field,
  from: "set",
  to: "not there",
  why: "its time is over",
});

const refreshOf = ({ activeRefresh }: GroupExtras): readonly Held[] =>
  activeRefresh === null
    ? []
    : [{ field: "InstanceRefresh", from: "not under way", to: activeRefresh, why: null }];
