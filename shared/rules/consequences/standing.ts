/** Where an operation stands: what it has made, what serves, and where the traffic goes. From its plan and its steps. */
import type { OperationDetail, StepState } from "../../model/operation.ts";
import type { Plan, Step } from "../../model/plan.ts";
import type { StepKind } from "../../model/step-work.ts";
import { countWords } from "../../words/counts.ts";

export interface Standing {
  readonly current: { readonly step: Step; readonly state: StepState } | null;
  readonly groups: NonNullable<Plan["groups"]>;
  readonly isInPlace: boolean;
  /** Whether anything of the generation that takes the other's place may be there by now. */
  readonly hasNext: boolean;
  /** Whether the traffic was taken from the old one. */
  readonly shift: "none-planned" | "before" | "during" | "after";
  /** In service at the newest look; null: nothing was looked at yet. */
  readonly from: number | null;
  readonly to: number | null;
}

const ended = (state: StepState | undefined) =>
  state?.status === "done" || state?.status === "skipped";
const begun = (state: StepState | undefined) => (state?.startedAtMs ?? null) !== null;

export function currentOf(operation: OperationDetail): Standing["current"] {
  for (const step of operation.plan.steps) {
    const state = operation.steps.find((one) => one.stepId === step.id);
    if (state !== undefined && !ended(state)) return { step, state };
  }
  return null;
}

/** Null: the operation moves no servers. */
export function standingOf(operation: OperationDetail): Standing | null {
  const { groups } = operation.plan;
  if (groups === null) return null;
  const last = operation.samples.at(-1);
  return {
    current: currentOf(operation),
    groups,
    isInPlace: groups.from === groups.to,
    hasNext: hasNext(operation),
    shift: shiftOf(operation),
    from: last?.from ?? null,
    to: last?.to ?? null,
  };
}

const makingKinds: readonly StepKind[] = ["create-group", "grow-and-shed", "swap-roots", "refresh"];

/** A plan that makes a generation has none before; all others work on what is there. */
function hasNext(operation: OperationDetail): boolean {
  const making = makingKinds.flatMap((kind) => ofKind(operation, kind));
  return making.length === 0 || making.some(begun);
}

function shiftOf(operation: OperationDetail): Standing["shift"] {
  const away = ofKind(operation, "shift-away");
  if (away.length === 0) return "none-planned";
  if (away.every(ended)) return "after";
  return [...away, ...ofKind(operation, "weigh")].some(begun) ? "during" : "before";
}

function ofKind(operation: OperationDetail, kind: StepKind): readonly (StepState | undefined)[] {
  return operation.plan.steps
    .filter(({ work }) => work.kind === kind)
    .map(({ id }) => operation.steps.find(({ stepId }) => stepId === id));
}

/** "its 20 servers", "its servers" where nobody has counted. */
export const itsServers = (count: number | null) =>
  count === null ? "its servers" : `its ${countWords(count, "server")}`;
