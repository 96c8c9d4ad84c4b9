/** When an operation should end: the planned times of its steps, corrected by what is observed. */
import { isTerminal, type OperationStatus, type StepState } from "../model/operation.ts";
import type { Plan, Step } from "../model/plan.ts";

/** What the running step last said of itself; null: nothing. */
export interface Said {
  readonly leftMs: number | null;
}

/** Null: it ended, waits for a person, or is held up by something whose end nobody knows. */
export function expectedEndMs(
  plan: Plan,
  states: readonly StepState[],
  status: OperationStatus,
  said: Said | null,
  nowMs: number,
): number | null {
  if (isTerminal(status) || status === "paused") return null;
  if (states.some((state) => state.status === "stuck")) return null;
  const left = plan.steps.map((step) => leftOfStep(step, stateOf(states, step), said, nowMs));
  return nowMs + left.reduce((sum, ms) => sum + ms, 0);
}

const stateOf = (states: readonly StepState[], step: Step) =>
  states.find((state) => state.stepId === step.id);

function leftOfStep(
  step: Step,
  state: StepState | undefined,
  said: Said | null,
  nowMs: number,
): number {
  if (!state || state.status === "waiting") return step.expected.medianMs;
  if (state.status !== "running" || state.startedAtMs === null) return 0;
  if (said?.leftMs !== null && said?.leftMs !== undefined) return Math.max(0, said.leftMs);
  return observed(step, nowMs - state.startedAtMs, state.progress ?? 0);
}

/** Planned at first; the further it is, the more the pace that was seen counts. */
function observed(step: Step, elapsedMs: number, progress: number): number {
  const planned = Math.max(step.expected.medianMs - elapsedMs, step.expected.medianMs * 0.1);
  if (progress <= 0.05) return planned;
  const paced = (elapsedMs * (1 - progress)) / progress;
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
