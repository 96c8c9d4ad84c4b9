import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { answerableUntilMs } from "../../../../shared/decide/gates/approval.ts";
import type { OperationDetail, StepState } from "../../../../shared/model/operation.ts";
import type { Gate } from "../../../../shared/model/intent.ts";
import type { Step } from "../../../../shared/model/plan.ts";
import { can } from "../../../../shared/rules/can.ts";
import { durationWords } from "../../../../shared/words/durations.ts";
import { useAction } from "../../../client/requests.ts";
import { useLinkLost } from "../../../client/use-link-lost.ts";
import { ReasonDialog } from "../../../components/operations/ReasonDialog.tsx";

interface ApprovalCardProps {
  readonly operation: OperationDetail;
  readonly step: Step;
  readonly state: StepState;
  readonly gate: Extract<Gate, { readonly kind: "approval" }>;
  readonly nowMs: number;
}

type Answer = "go on" | "no";

/** The question, who may answer it, how long there is, and the two answers. */
export function ApprovalCard({ operation, step, state, gate, nowMs }: ApprovalCardProps) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const lost = useLinkLost();
  const allowed = can.approve(operation, step, state);
  const why = lost ?? (allowed.ok ? null : `${allowed.reason} ${allowed.cure}`);
  const off = why === null ? {} : { disabledReason: why };
  return (
    <div className="approval" role="group" aria-label={`Question: ${gate.question}`}>
      <strong className="approval-question">{gate.question}</strong>
      <span className="muted">
        Anyone at this console may answer; the answer stands in the journal under their name.{" "}
        {timeLeft(operation, answerableUntilMs(gate, state.startedAtMs), nowMs)}
      </span>
      <span className="approval-answers">
        <Button
          variant="primary"
          disabled={why !== null}
          {...off}
          onClick={() => setAnswer("go on")}
        >
          Approve…
        </Button>
        <Button disabled={why !== null} {...off} onClick={() => setAnswer("no")}>
          Say no…
        </Button>
      </span>
      {answer === null ? null : (
        <AnswerDialog
          operation={operation}
          step={step}
          question={gate.question}
          answer={answer}
          onClose={() => setAnswer(null)}
        />
      )}
    </div>
  );
}

function timeLeft(operation: OperationDetail, untilMs: number | null, nowMs: number): string {
  if (untilMs === null) return "";
  const leftMs = untilMs - nowMs;
  const then = rollsBackByItself(operation) ? "ends and is rolled back by itself" : "ends";
  return leftMs > 0
    ? `${durationWords(leftMs)} left; then the operation ${then}, and what serves still does.`
    : "The time is over.";
}

interface AnswerDialogProps {
  readonly operation: OperationDetail;
  readonly step: Step;
  readonly question: string;
  readonly answer: Answer;
  readonly onClose: () => void;
}

function AnswerDialog({ operation, step, question, answer, onClose }: AnswerDialogProps) {
  const approve = useAction("operation:approve");
  const yes = answer === "go on";
  return (
    <ReasonDialog
      title={question}
      action={yes ? "Approve" : "Say no"}
      leastReason={yes ? 0 : 3}
      typedName={null}
      isPending={approve.isPending}
      error={approve.error}
      onClose={onClose}
      onConfirm={(reason) =>
        approve.mutate(
          { operationId: operation.id, stepId: step.id, approve: yes, reason },
          { onSuccess: onClose },
        )
      }
    >
      {yes
        ? `The operation goes on with ${nextWords(operation, step)} at once.`
        : saysNo(operation)}
    </ReasonDialog>
  );
}

function nextWords({ plan }: OperationDetail, step: Step): string {
  const next = plan.steps[plan.steps.indexOf(step) + 1];
  return next === undefined ? "its end" : `"${next.title}"`;
}

function rollsBackByItself({ plan: { intent } }: OperationDetail): boolean {
  return intent.kind === "replace" && intent.onFailure === "roll-back";
}

function saysNo(operation: OperationDetail): string {
  return rollsBackByItself(operation)
    ? "The operation ends as failed and is rolled back by itself, as was chosen. What serves still does."
    : "The operation ends as failed. What serves still does; you choose then what becomes of the rest.";
}
