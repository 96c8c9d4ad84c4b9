/** Somebody's word: go on, or no. Without one in time the gate fails, and what serves stays. */
import type { Gate } from "../../model/intent.ts";
import { failed, type Decision, type Memory } from "../decision.ts";
import { span } from "../words.ts";

type Approval = Extract<Gate, { readonly kind: "approval" }>;

/** As the journal keeps it with the step. */
export interface ApprovalAnswer {
  readonly approve: boolean;
  readonly who: string;
  readonly atMs: number;
  readonly reason: string;
}

/** Until when a word counts; null: it isn't asked yet. */
export const answerableUntilMs = (gate: Approval, startedAtMs: number | null): number | null =>
  startedAtMs === null ? null : startedAtMs + gate.withinMs;

export function answerOf(kept: Memory["kept"]): ApprovalAnswer | null {
  return (kept?.["answer"] as ApprovalAnswer | undefined) ?? null;
}

/** It keeps nothing: the answer that somebody gives while this is decided must not be overwritten. */
export function decideApproval(
  gate: Approval,
  memory: Pick<Memory, "kept" | "startedAtMs">,
  nowMs: number,
): Decision {
  const answer = answerOf(memory.kept);
  if (answer) return answered(answer);
  const leftMs = memory.startedAtMs + gate.withinMs - nowMs;
  if (leftMs <= 0) {
    return failed(
      `Nobody said go on within ${span(gate.withinMs)} ("${gate.question}"). What serves still does. ` +
        "Roll back, or make a new plan when somebody can decide.",
    );
  }
  return {
    kind: "wait",
    note: `Waits for somebody's word, since ${span(nowMs - memory.startedAtMs)} ago, ${span(leftMs)} left; nothing was said yet`,
    recheckMs: Math.min(leftMs, RECHECK_MS),
    progress: null,
  };
}

const RECHECK_MS = 15_000;

function answered({ approve, who, reason }: ApprovalAnswer): Decision {
  const why = reason.trim() === "" ? "" : `: ${reason.trim()}`;
  if (approve) return { kind: "done", note: `${who} said go on${why}` };
  return failed(`${who} said no${why}. What serves still does. Roll back, or make a new plan.`);
}
