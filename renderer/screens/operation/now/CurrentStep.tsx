import type { OperationDetail, StepState } from "../../../../shared/model/operation.ts";
import { isTerminal } from "../../../../shared/model/operation.ts";
import type { Consequence } from "../../../../shared/rules/consequences/consequences.ts";
import { currentOf } from "../../../../shared/rules/consequences/standing.ts";
import { durationWords } from "../../../../shared/words/durations.ts";
import { ChoiceButton } from "../../../components/operations/ChoiceButton.tsx";
import { minuteWords } from "../../../ui/clock-time.ts";
import { Meter } from "../../../ui/Meter.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { ApprovalCard } from "./ApprovalCard.tsx";
import "./current-step.css";

interface CurrentStepProps {
  readonly operation: OperationDetail;
  readonly nowMs: number;
  /** What was seen of it is as old as this; null: new. */
  readonly unseenMs: number | null;
  readonly skip: Consequence;
  readonly onSkip: () => void;
}

/** What the operation waits for now, since when, and what it has seen. */
export function CurrentStep({ operation, nowMs, unseenMs, skip, onSkip }: CurrentStepProps) {
  const current = currentOf(operation);
  if (isTerminal(operation.status) || current === null) return null;
  const { step, state } = current;
  const { work } = step;
  return (
    <Panel className="current-step" title={step.title} note={since(state.startedAtMs, nowMs)}>
      <dl className="current-facts">
        <div>
          <dt>Waits for</dt>
          <dd>{step.gate ?? "the answer to its calls"}</dd>
        </div>
        <div>
          <dt>Has seen{unseenMs === null ? "" : `, ${durationWords(unseenMs)} ago`}</dt>
          <dd>{state.note === "" ? "nothing yet" : state.note}</dd>
        </div>
      </dl>
      {state.progress === null ? null : (
        <Meter value={state.progress} label={`${step.title}, progress`} />
      )}
      {step.skippable ? (
        <ChoiceButton choice={skip} onClick={onSkip}>
          Skip…
        </ChoiceButton>
      ) : null}
      {work.kind === "gate" && work.gate.kind === "approval" && isOpen(state) ? (
        <ApprovalCard
          operation={operation}
          step={step}
          state={state}
          gate={work.gate}
          nowMs={nowMs}
        />
      ) : null}
    </Panel>
  );
}

/** Once it was answered, or nobody answered in time, there is no question any more. */
const isOpen = ({ status }: StepState) => status === "running" || status === "stuck";

function since(startedAtMs: number | null, nowMs: number): string {
  if (startedAtMs === null) return "about to begin";
  return `since ${minuteWords(startedAtMs)}, for ${durationWords(nowMs - startedAtMs)}`;
}
