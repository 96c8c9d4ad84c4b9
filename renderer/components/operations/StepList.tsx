import { useEffect, useRef } from "react";
import Button from "@cloudscape-design/components/button";
import type { OperationDetail, StepState } from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";
import { aboutWords, durationWords } from "../../../shared/words/durations.ts";
import { Meter } from "../../ui/Meter.tsx";
import { Words } from "../../ui/Words.tsx";
import { standingsOf, type StepStanding } from "./phases.ts";
import "./step-list.css";

interface StepListProps {
  readonly operation: OperationDetail;
  readonly nowMs: number;
  /** Null: nothing can be skipped now. */
  readonly onSkip: (() => void) | null;
}

const marks: Readonly<Record<StepStanding, string>> = {
  waiting: "○",
  running: "●",
  done: "✓",
  skipped: "⤼",
  failed: "✕",
  stuck: "!",
  "not-run": "–",
  "not-finished": "–",
  tidied: "–",
};

const words: Readonly<Record<StepStanding, string>> = {
  waiting: "waiting",
  running: "running",
  done: "done",
  skipped: "skipped",
  failed: "failed",
  stuck: "stuck",
  "not-run": "not run",
  "not-finished": "not finished",
  tidied: "done on the way out",
};

/** Every step with what it waits for and what it has seen. */
export function StepList({ operation, nowMs, onSkip }: StepListProps) {
  const states = new Map(operation.steps.map((state) => [state.stepId, state]));
  const standings = standingsOf(operation);
  const list = useRef<HTMLOListElement>(null);
  const current = operation.steps.findIndex(
    ({ status }) => status === "running" || status === "stuck",
  );
  useEffect(() => {
    const line = list.current?.children[current];
    if (line instanceof HTMLElement) showWithin(line);
  }, [current]);
  return (
    <ol className="steps" ref={list}>
      {operation.plan.steps.map((step) => (
        <StepLine
          key={step.id}
          step={step}
          state={states.get(step.id)}
          standing={standings.get(step.id) ?? "waiting"}
          nowMs={nowMs}
          onSkip={onSkip}
        />
      ))}
    </ol>
  );
}

/** Moves the list alone: the page stays where the reader has it. */
function showWithin(line: HTMLElement): void {
  const box = line.closest(".panel-body");
  if (box === null) return;
  const place = line.getBoundingClientRect();
  const { top, bottom } = box.getBoundingClientRect();
  if (place.top < top) box.scrollTop -= top - place.top;
  else if (place.bottom > bottom) box.scrollTop += place.bottom - bottom;
}

interface StepLineProps {
  readonly step: Step;
  readonly state: StepState | undefined;
  readonly standing: StepStanding;
  readonly nowMs: number;
  readonly onSkip: (() => void) | null;
}

function StepLine({ step, state, standing, nowMs, onSkip }: StepLineProps) {
  const isOpen = standing === "running" || standing === "stuck";
  const isOff = standing === "not-run" || standing === "not-finished" || standing === "tidied";
  return (
    <li className={`step step-${standing}`}>
      <span className="step-mark" aria-hidden="true">
        {marks[standing]}
      </span>
      <div className="step-text">
        <div>
          <strong>{step.title}</strong> <span className="muted">{step.detail}</span>
          {isOff ? (
            <span className="muted"> · {words[standing]}</span>
          ) : (
            <span className="only-for-readers">, {words[standing]}</span>
          )}
        </div>
        {state === undefined || state.note === "" ? null : (
          <div className="step-note">
            <Words text={state.note} />
          </div>
        )}
        {isOpen && step.gate !== null ? <div className="step-note">Gate: {step.gate}</div> : null}
        {state === undefined || state.stuck === null ? null : (
          <div className="step-note tone-bad">
            <Words text={`${state.stuck.cause} ${state.stuck.cure}`} />
          </div>
        )}
        {isOpen && state !== undefined && state.progress !== null ? (
          <Meter value={state.progress} label={`${step.title}, progress`} />
        ) : null}
      </div>
      <span className="step-time muted">
        {standing === "not-run" ? "" : timeOf(step, state, nowMs)}
      </span>
      {isOpen && step.skippable && onSkip !== null ? (
        <span className="step-skip">
          <Button variant="inline-link" onClick={onSkip}>
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
