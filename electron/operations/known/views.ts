/** An operation as the screens and the journal's list see it. */
import { wordsOf } from "../../../shared/decide/decision.ts";
import { madeThings } from "../../../shared/bake/made.ts";
import type { StepOutput } from "../../../shared/decide/decision.ts";
import { expectedEndMs, progressOf, type Said } from "../../../shared/decide/time-left.ts";
import {
  isTerminal,
  type OperationDetail,
  type OperationSummary,
  type StepState,
} from "../../../shared/model/operation.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import type { Journal } from "../../journal/journal.ts";
import type { OperationRecord, StepRecord } from "../../journal/records.ts";

export interface Live {
  readonly said: Said | null;
  /** What keeps Bennu itself from going on. */
  readonly fault: StepState["stuck"];
  /** AWS refuses its calls as too many; said where nothing else holds it. */
  readonly slowed?: StepState["stuck"];
  readonly nowMs: number;
}

export function summaryOf(
  record: OperationRecord,
  plan: Plan,
  steps: readonly StepRecord[],
  live: Live | null,
): OperationSummary {
  const {
    id,
    kind,
    connectionId,
    fleetId,
    status,
    startedAtMs,
    endedAtMs,
    who,
    reason,
    changeNumber,
  } = record;
  const stuck = isTerminal(status)
    ? null
    : (live?.fault ?? steps.find((step) => step.status === "stuck")?.stuck ?? slowed(status, live));
  return {
    id,
    kind,
    connectionId,
    fleetId,
    status,
    startedAtMs,
    endedAtMs,
    who,
    reason,
    changeNumber,
    release: record.release ?? null,
    stuck,
    ...(plan.partOf === undefined ? {} : { partOf: plan.partOf }),
    fleetName: plan.fleetName,
    title: plan.title,
    phase: phaseOf(plan, steps),
    progress: status === "succeeded" ? 1 : progressOf(plan, steps),
    expectedEndMs: live ? expectedEndMs(plan, steps, status, live.said, live.nowMs) : null,
    outcome: record.outcome ?? record.ending?.outcome ?? null,
  };
}

export function detailOf(
  journal: Journal,
  record: OperationRecord,
  plan: Plan,
  steps: readonly StepRecord[],
  live: Live | null,
): OperationDetail {
  return {
    ...summaryOf(record, plan, steps, live),
    plan,
    steps: steps.map((step) => ({ ...toState(step), ...saidOfChildren(plan, step) })),
    samples: journal.running.samples(record.id),
    bake: record.bake && { ...record.bake, made: madeBy(journal, record, steps) },
  };
}

function madeBy(journal: Journal, { id }: OperationRecord, steps: readonly StepRecord[]) {
  const outputs = Object.assign({}, ...steps.map(({ produced }) => produced ?? {})) as StepOutput;
  return madeThings(journal.evidence.intents(id), outputs);
}

/** One that is paused makes no calls. */
const slowed = (status: OperationSummary["status"], live: Live | null) =>
  status === "paused" ? null : (live?.slowed ?? null);

function phaseOf(plan: Plan, steps: readonly StepRecord[]): string {
  const open = steps.find((step) => step.status !== "done" && step.status !== "skipped");
  const step = plan.steps.find((planned) => planned.id === open?.stepId) ?? plan.steps.at(-1);
  return step?.phase ?? "";
}

function saidOfChildren(plan: Plan, { stepId, kept }: StepRecord): Pick<StepState, "children"> {
  const step = plan.steps.find(({ id }) => id === stepId);
  return step?.work.kind === "run-children" ? { children: wordsOf(kept) } : {};
}

function toState({
  stepId,
  status,
  startedAtMs,
  endedAtMs,
  note,
  progress,
  stuck,
}: StepRecord): StepState {
  return { stepId, status, startedAtMs, endedAtMs, note, progress, stuck };
}
