/** The beads of the progress line: a plan's steps gathered by phase, each with how it stands. Pure. */
import type { OperationDetail, StepState } from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";

export type PhaseState = "done" | "running" | "waiting" | "failed" | "stuck";

export interface Phase {
  readonly title: string;
  readonly detail: string;
  readonly state: PhaseState;
}

export function phasesOf(operation: OperationDetail): readonly Phase[] {
  const states = new Map(operation.steps.map((state) => [state.stepId, state]));
  const byPhase = Map.groupBy(operation.plan.steps, (step) => step.phase);
  return [...byPhase].map(([title, steps]) => phaseOf(title, steps, states));
}

function phaseOf(
  title: string,
  steps: readonly Step[],
  states: ReadonlyMap<string, StepState>,
): Phase {
  const own = steps.map((step) => states.get(step.id)?.status ?? "waiting");
  const current = steps.find((step) => {
    const status = states.get(step.id)?.status;
    return status === "running" || status === "stuck" || status === "failed";
  });
  const note = current === undefined ? "" : (states.get(current.id)?.note ?? "");
  const detail = note === "" ? (longest(steps)?.detail ?? "") : firstSentence(note);
  return { title, detail, state: stateOf(own) };
}

/** What a phase is about is the step that takes its time; the first of those that take the same. */
function longest(steps: readonly Step[]): Step | undefined {
  return steps.toSorted((one, other) => other.expected.medianMs - one.expected.medianMs)[0];
}

function stateOf(statuses: readonly StepState["status"][]): PhaseState {
  if (statuses.includes("failed")) return "failed";
  if (statuses.includes("stuck")) return "stuck";
  const ended = statuses.filter((status) => status === "done" || status === "skipped").length;
  if (ended === statuses.length) return "done";
  return ended > 0 || statuses.includes("running") ? "running" : "waiting";
}

const firstSentence = (text: string) =>
  text.split(/(?<=[.;])\s/, 1)[0]?.replace(/[.;]$/, "") ?? text;
