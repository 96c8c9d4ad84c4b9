import { useEffect, useRef } from "react";
import Button from "@cloudscape-design/components/button";
import {
  isTerminal,
  type OperationDetail,
  type StepState,
} from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";
import { aboutWords, durationWords } from "../../../shared/words/durations.ts";
import { Meter } from "../../ui/Meter.tsx";
import "./step-list.css";

interface StepListProps {
  readonly operation: OperationDetail;
  readonly nowMs: number;
  readonly onSkip: (step: Step) => void;
}

const marks: Readonly<Record<StepState["status"], string>> = {
  waiting: "○",
  running: "●",
  done: "✓",
  skipped: "⤼",
  failed: "✕",
  stuck: "!",
};

/** Every step with what it waits for and what it has seen. */
export function StepList({ operation, nowMs, onSkip }: StepListProps) {
  const states = new Map(operation.steps.map((state) => [state.stepId, state]));
  const isOver = isTerminal(operation.status);
  const list = useRef<HTMLOListElement>(null);
  const current = operation.steps.findIndex(
    ({ status }) => status === "running" || status === "stuck",
  );
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <ol className="steps" ref={list}>
      {operation.plan.steps.map((step) => (
        <StepLine
          key={step.id}
          step={step}
          state={states.get(step.id)}
          nowMs={nowMs}
          onSkip={isOver ? null : onSkip}
        />
      ))}
    </ol>
  );
}

interface StepLineProps {
  readonly step: Step;
  readonly state: StepState | undefined;
  readonly nowMs: number;
  readonly onSkip: ((step: Step) => void) | null;
}

function StepLine({ step, state, nowMs, onSkip }: StepLineProps) {
  const status = state?.status ?? "waiting";
  const isOpen = status === "running" || status === "stuck";
  return (
    <li className={`step step-${status}`}>
      <span className="step-mark" aria-hidden="true">
        {marks[status]}
      </span>
      <div className="step-text">
        <div>
          <strong>{step.title}</strong> <span className="muted">{step.detail}</span>
          <span className="only-for-readers">, {status}</span>
        </div>
        {state === undefined || state.note === "" ? null : (
          <div className="step-note">{state.note}</div>
        )}
        {isOpen && step.gate !== null ? <div className="step-note">Gate: {step.gate}</div> : null}
        {state === undefined || state.stuck === null ? null : (
          <div className="step-note tone-bad">
            {state.stuck.cause} {state.stuck.cure}
          </div>
        )}
        {isOpen && state !== undefined && state.progress !== null ? (
          <Meter value={state.progress} label={`${step.title}, progress`} />
        ) : null}
      </div>
      <span className="step-time muted">{timeOf(step, state, nowMs)}</span>
      {isOpen && step.skippable && onSkip !== null ? (
        <span className="step-skip">
          <Button variant="inline-link" onClick={() => onSkip(step)}>
            Skip…
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function timeOf(step: Step, state: StepState | undefined, nowMs: number): string {
  if (state === undefined || state.startedAtMs === null) return aboutWords(step.expected.medianMs);
  return durationWords((state.endedAtMs ?? nowMs) - state.startedAtMs);
}
