/**
 * What scaling policies and scheduled actions of the live group would do while a plan is carried out, and from when
 * on the plan holds them. Times of steps are the usual ones.
 */
import { Cron } from "croner";
import type { GroupExtra, GroupExtras, GroupFact, ScalingPolicyExtra } from "../../model/facts.ts";
import type { AlarmFact } from "../../model/facts/watch-facts.ts";
import type { Plan } from "../../model/plan.ts";
import type { PlanOutlook } from "../../model/outlook.ts";
import { listWords } from "../../words/counts.ts";

type Meanwhile = PlanOutlook["meanwhile"][number];

export interface Surroundings {
  readonly plan: Plan;
  readonly group: GroupFact;
  readonly extras: GroupExtras;
  readonly alarms: readonly AlarmFact[] | null;
  readonly nowMs: number;
}

export function meanwhileOf(around: Surroundings): Meanwhile[] {
  const { extras } = around;
  return [
    ...extras.scheduledActions.flatMap((action) => actionIn(action, around)),
    ...extras.scalingPolicies.map((policy) => policyIn(policy, around)),
  ];
}

/** Nobody needs more of a schedule than its next few times. */
const mostTimes = 3;

function actionIn(action: GroupExtra, around: Surroundings): Meanwhile[] {
  const what = `Scheduled action ${action.name}`;
  const times = timesOf(action, around.nowMs, around.nowMs + around.plan.expected.worstMs);
  if (times === null)
    return [{ what, atMs: null, effect: "its times could not be made out: look at it in AWS" }];
  return times.map((atMs) => ({
    what,
    atMs,
    effect: `would set ${sizesOf(action)} on ${around.group.name}; ${heldAt("ScheduledActions", atMs, around)}`,
  }));
}

/** Null: an expression that can't be read. */
function timesOf({ definition }: GroupExtra, fromMs: number, toMs: number): number[] | null {
  const { Recurrence, StartTime, EndTime, TimeZone } = definition;
  const startMs = timeOf(StartTime);
  if (typeof Recurrence !== "string")
    return startMs !== null && startMs >= fromMs && startMs <= toMs ? [startMs] : [];
  const endMs = Math.min(toMs, timeOf(EndTime) ?? toMs);
  return recurring(Recurrence, typeof TimeZone === "string" ? TimeZone : "UTC", {
    fromMs: Math.max(fromMs, startMs ?? fromMs),
    toMs: endMs,
  });
}

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

function recurring(expression: string, timezone: string, { fromMs, toMs }: Window) {
  try {
    const times = new Cron(expression, { timezone, mode: "5-part" })
      .nextRuns(mostTimes, new Date(fromMs))
      .map((time) => time.getTime());
    return times.filter((atMs) => atMs <= toMs);
  } catch {
    return null;
  }
}

function timeOf(value: unknown): number | null {
  const atMs = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(atMs) ? null : atMs;
}

function sizesOf({ definition }: GroupExtra): string {
  const named = [
    ["min", definition["MinSize"]],
    ["max", definition["MaxSize"]],
    ["desired", definition["DesiredCapacity"]],
  ] as const;
  const set = named.flatMap(([name, size]) =>
    typeof size === "number" ? [`${name} ${String(size)}`] : [],
  );
  return set.length === 0 ? "no size" : listWords(set);
}

function policyIn(policy: ScalingPolicyExtra, around: Surroundings): Meanwhile {
  const own = around.alarms?.filter(({ name }) => drives(name, policy, around.group)) ?? null;
  const ringing = own?.filter(({ state }) => state === "ALARM").map(({ name }) => name) ?? [];
  return {
    what: `Scaling policy ${policy.name}`,
    atMs: null,
    effect: `${alarmWords(own, ringing)}; ${heldFrom("AlarmNotification", around)}`,
  };
}

/** AWS names the alarms that it makes for target tracking after the group. */
function drives(alarm: string, policy: ScalingPolicyExtra, group: GroupFact): boolean {
  if (policy.definition["PolicyType"] === "TargetTrackingScaling")
    return alarm.startsWith(`TargetTracking-${group.name}-`);
  return policy.alarms.some(({ name }) => name === alarm);
}

function alarmWords(own: readonly AlarmFact[] | null, ringing: readonly string[]): string {
  if (ringing.length > 0) return `is scaling now: ${listWords(ringing, 2)} in ALARM`;
  if (own === null) return "scales when its alarm goes off; whether it does now is not known";
  return own.length === 0
    ? "scales when it is told to; no alarm of it was found"
    : "scales when its alarm goes off; none does now";
}

type Process = "ScheduledActions" | "AlarmNotification";

function heldAt(process: Process, atMs: number, around: Surroundings): string {
  if (isSuspended(process, around.group)) return "it is suspended there now and does nothing";
  const from = holdsFrom(process, around);
  if (from === null || atMs < from.usuallyMs) return followed(around);
  const usually = atMs < from.atWorstMs ? ", if all takes its usual time" : "";
  return `held by then${usually}: "${from.title}" suspends ${process}`;
}

function heldFrom(process: Process, around: Surroundings): string {
  if (isSuspended(process, around.group)) return "suspended there now";
  const from = holdsFrom(process, around);
  return from === null ? followed(around) : `${followed(around)}, until "${from.title}" holds it`;
}

const isSuspended = (process: Process, { suspended }: GroupFact) =>
  suspended.some((one) => one.process === process);

/** What it comes to while it isn't held: a new group is raised to what the live one wants by then. */
function followed({ plan }: Surroundings): string {
  const isBeside = plan.groups !== null && plan.groups.from !== plan.groups.to;
  return isBeside
    ? "not held: the new generation is raised to the size that the live one has by then"
    : "not held: the group changes its size meanwhile, and the plan goes by what it is then";
}

/** When the plan's first step that suspends the process on the live group should begin. */
function holdsFrom(process: Process, { plan, group, nowMs }: Surroundings) {
  let [usuallyMs, atWorstMs] = [nowMs, nowMs];
  for (const { work, calls, expected, title } of plan.steps) {
    const isHeld = calls.some(
      ({ call, target, after }) =>
        call === "SuspendProcesses" &&
        target === group.name &&
        (after.includes(process) || holdsInWork(work, process)),
    );
    if (isHeld) return { usuallyMs, atWorstMs, title };
    usuallyMs += expected.medianMs;
    atWorstMs += expected.worstMs;
  }
  return null;
}

function holdsInWork(work: object, process: Process): boolean {
  const processes = "processes" in work ? work.processes : null;
  return Array.isArray(processes) && processes.includes(process);
}
