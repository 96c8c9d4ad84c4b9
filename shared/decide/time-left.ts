/**
 * When an operation should end: the planned times of its steps, corrected by what is observed. A step's own pace counts
 * as far as it was watched: neither a pause nor a restart makes it look slow. Steps to come are held against those of
 * their kind that are done.
 */
import { isTerminal, type OperationStatus, type StepState } from "../model/operation.ts";
import type { Plan, Step } from "../model/plan.ts";
import type { StepKind } from "../model/step-work.ts";
import { watchedMs } from "./proof.ts";

/** How far the running step came while it was watched. */
export interface Watched {
  readonly fromProgress: number;
  readonly progress: number;
  readonly forMs: number;
  readonly lookedAtMs: number;
}

/** What the running step last said of itself; null: nothing. */
export interface Said {
  readonly leftMs: number | null;
  readonly watched?: Watched;
}

export function watchOn(before: Watched | null, progress: number, nowMs: number): Watched {
  const forMs = (before?.forMs ?? 0) + watchedMs(before?.lookedAtMs ?? null, nowMs);
  return { fromProgress: before?.fromProgress ?? progress, progress, forMs, lookedAtMs: nowMs };
}

/** Null: it ended or is being ended, waits for a person, or is held up by something whose end nobody knows. */
export function expectedEndMs(
  plan: Plan,
  states: readonly StepState[],
  status: OperationStatus,
  said: Said | null,
  nowMs: number,
): number | null {
  if (isTerminal(status) || status === "paused" || status === "stopping") return null;
  if (states.some((state) => state.status === "stuck")) return null;
  if (plan.steps.some((step) => asksNow(step, stateOf(states, step)))) return null;
  const slowness = slownessOf(plan, states);
  const left = plan.steps.map((step) => {
    const plannedMs = step.expected.medianMs * (slowness.get(step.work.kind) ?? 1);
    return leftOfStep(plannedMs, stateOf(states, step), said);
  });
  return nowMs + left.reduce((sum, ms) => sum + ms, 0);
}

/** Nobody knows when a person answers. */
const asksNow = ({ work }: Step, state: StepState | undefined) =>
  work.kind === "gate" && work.gate.kind === "approval" && state?.status === "running";

const stateOf = (states: readonly StepState[], step: Step) =>
  states.find((state) => state.stepId === step.id);

/** These take as long as they were told to. */
const timed: readonly StepKind[] = ["soak", "gate", "keep-warm"];
/** A done step may have been paused: what it took says no more than this. */
const SLOWEST = 3;
const FASTEST = 0.5;

/** By kind: how much longer than planned the steps took that are done. */
function slownessOf(plan: Plan, states: readonly StepState[]): ReadonlyMap<StepKind, number> {
  const took = new Map<StepKind, { readonly planned: number; readonly actual: number }>();
  for (const step of plan.steps) {
    const { status, startedAtMs, endedAtMs } = stateOf(states, step) ?? {};
    const { kind } = step.work;
    if (status !== "done" || timed.includes(kind)) continue;
    if (typeof startedAtMs !== "number" || typeof endedAtMs !== "number") continue;
    const sum = took.get(kind) ?? { planned: 0, actual: 0 };
    const planned = sum.planned + step.expected.medianMs;
    took.set(kind, { planned, actual: sum.actual + endedAtMs - startedAtMs });
  }
  return new Map(
    [...took].map(([kind, { planned, actual }]) => {
      const ratio = planned === 0 ? 1 : actual / planned;
      return [kind, Math.min(SLOWEST, Math.max(FASTEST, ratio))];
    }),
  );
}

function leftOfStep(plannedMs: number, state: StepState | undefined, said: Said | null): number {
  if (!state || state.status === "waiting") return plannedMs;
  if (state.status !== "running" || state.startedAtMs === null) return 0;
  if (said?.leftMs !== null && said?.leftMs !== undefined) return Math.max(0, said.leftMs);
  return observed(plannedMs, said?.watched ?? null, state.progress ?? 0);
}

/** So much must have been gained before a pace is one. */
const A_PACE = 0.05;

/** Planned at first; the further it is, the more the pace that was seen counts. */
function observed(plannedMs: number, watched: Watched | null, progress: number): number {
  const forMs = watched?.forMs ?? 0;
  if (progress === 0) return Math.max(plannedMs - forMs, plannedMs * 0.1);
  const planned = plannedMs * Math.max(1 - progress, 0.02);
  const gained = watched === null ? 0 : watched.progress - watched.fromProgress;
  if (gained <= A_PACE) return planned;
  const paced = (forMs * (1 - progress)) / gained;
  return planned * (1 - progress) + paced * progress;
}

/** 0..1 over the whole plan, by planned time. */
export function progressOf(plan: Plan, states: readonly StepState[]): number {
  const whole = plan.steps.reduce((sum, step) => sum + weight(step), 0);
  if (whole === 0) return 0;
  return (
    plan.steps.reduce((sum, step) => sum + weight(step) * share(stateOf(states, step)), 0) / whole
  );
}

const weight = (step: Step) => Math.max(step.expected.medianMs, 1);

function share(state: StepState | undefined): number {
  if (!state || state.status === "waiting") return 0;
  if (state.status === "done" || state.status === "skipped") return 1;
  return Math.min(state.progress ?? 0, 1);
}
