/** The beads of the progress line: a plan's steps gathered by phase, each with how it stands. Pure. */
import {
  isTerminal,
  type OperationDetail,
  type StepState,
  type StepStatus,
} from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";

/** `not-run`: the operation ended before it; what of it was done only tidied up. */
export type PhaseState = "done" | "running" | "waiting" | "failed" | "stuck" | "not-run";

export interface Phase {
  readonly title: string;
  readonly detail: string;
  readonly state: PhaseState;
}

/** How a step stands, in words that hold after the end as well. */
export type StepStanding = StepStatus | "not-run" | "not-finished" | "tidied";

export function phasesOf(operation: OperationDetail): readonly Phase[] {
  const states = new Map(operation.steps.map((state) => [state.stepId, state]));
  const standings = standingsOf(operation);
  const byPhase = Map.groupBy(operation.plan.steps, (step) => step.phase);
  return [...byPhase].map(([title, steps]) => phaseOf(title, steps, states, standings));
}

/**
 * What comes after the step at which an operation broke off was not run, though letting go of a group may have been
 * done on the way out.
 */
export function standingsOf(operation: OperationDetail): ReadonlyMap<string, StepStanding> {
  const isBroken = isTerminal(operation.status) && operation.status !== "succeeded";
  const found = new Map<string, StepStanding>();
  let isAfter = false;
  for (const { id } of operation.plan.steps) {
    const state = operation.steps.find(({ stepId }) => stepId === id);
    const status = state?.status ?? "waiting";
    const isDone = status === "done" || status === "skipped";
    if (!isBroken) found.set(id, status);
    else if (isAfter) found.set(id, isDone ? "tidied" : "not-run");
    else if (isDone || status === "failed") found.set(id, status);
    else found.set(id, (state?.startedAtMs ?? null) === null ? "not-run" : "not-finished");
    isAfter ||= isBroken && !isDone;
  }
  return found;
}

function phaseOf(
  title: string,
  steps: readonly Step[],
  states: ReadonlyMap<string, StepState>,
  standings: ReadonlyMap<string, StepStanding>,
): Phase {
  const own = steps.map((step) => standings.get(step.id) ?? "waiting");
  const state = stateOf(own);
  const current = steps.find((step) => {
    const standing = standings.get(step.id);
    return (
      standing === "running" ||
      standing === "stuck" ||
      standing === "failed" ||
      standing === "not-finished"
    );
  });
  const note = current === undefined ? "" : (states.get(current.id)?.note ?? "");
  const detail = note === "" ? (longest(steps)?.detail ?? "") : firstSentence(note);
  if (state !== "not-run" || note !== "") return { title, detail, state };
  const isTidied = own.every((standing) => standing === "tidied");
  return { title, detail: isTidied ? "only let go of, on the way out" : "not run", state };
}

/** What a phase is about is the step that takes its time; the first of those that take the same. */
function longest(steps: readonly Step[]): Step | undefined {
  return steps.toSorted((one, other) => other.expected.medianMs - one.expected.medianMs)[0];
}

function stateOf(standings: readonly StepStanding[]): PhaseState {
  const has = (wanted: StepStanding) => standings.includes(wanted);
  if (has("failed")) return "failed";
  if (has("stuck")) return "stuck";
  const ended = standings.filter((one) => one === "done" || one === "skipped").length;
  if (ended === standings.length) return "done";
  if (has("not-finished") || has("not-run") || has("tidied")) return "not-run";
  return ended > 0 || has("running") ? "running" : "waiting";
}

const firstSentence = (text: string) =>
  text.split(/(?<=[.;])\s/, 1)[0]?.replace(/[.;]$/, "") ?? text;
