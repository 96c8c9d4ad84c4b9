import { useState } from "react";
import type { Plan, Step } from "../../../shared/model/plan.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { aboutWords } from "../../../shared/words/durations.ts";
import { Panel } from "../../ui/Panel.tsx";
import { timeWords } from "../../ui/clock-time.ts";
import { Outlook } from "./outlook/Outlook.tsx";
import { PlanFigures } from "./PlanSummary.tsx";
import "./plan.css";

interface PlanPreviewProps {
  readonly title: string;
  readonly plan: Plan;
}

/** Everything that will be done, before it is done. */
export function PlanPreview({ title, plan }: PlanPreviewProps) {
  const [areOpen, setOpen] = useState(false);
  return (
    <Panel
      title={title}
      note={`${plan.title} · from facts of ${timeWords(plan.factsReadAtMs)}`}
      actions={
        <button type="button" className="text-button tone-info" onClick={() => setOpen(!areOpen)}>
          {areOpen ? "Hide every call" : "Show every call"}
        </button>
      }
    >
      <PlanFigures plan={plan} />
      <PlanNotes title="Warnings" texts={plan.warnings} tone="tone-warn" />
      {plan.outlook === undefined ? null : <Outlook outlook={plan.outlook} />}
      <ol className="plan-list" aria-label="Steps">
        {plan.steps.map((step, index) => (
          <PlanStep
            key={step.id}
            step={step}
            number={index + 1}
            isNewPhase={plan.steps[index - 1]?.phase !== step.phase}
            isOpen={areOpen}
          />
        ))}
      </ol>
      <PlanNotes
        title="Changed for a time, and put back on every way out"
        texts={plan.temporary.map(
          ({ target, what, original }) => `${target}: ${what} (now: ${original})`,
        )}
        tone="muted"
      />
      {plan.outlook === undefined ? (
        <PlanNotes title="What dies with the old servers" texts={plan.lost} tone="tone-warn" />
      ) : null}
    </Panel>
  );
}

interface PlanStepProps {
  readonly step: Step;
  readonly number: number;
  readonly isNewPhase: boolean;
  readonly isOpen: boolean;
}

function PlanStep({ step, number, isNewPhase, isOpen }: PlanStepProps) {
  return (
    <li className="plan-row">
      <span className="plan-phase">{isNewPhase ? step.phase : ""}</span>
      <div className="plan-row-text">
        <details open={isOpen}>
          <summary>
            <strong>
              {number}. {step.title}
            </strong>{" "}
            <span className="muted">{step.detail}</span>
          </summary>
          <StepFacts step={step} />
        </details>
      </div>
      <span className="plan-row-cost">
        {step.calls.length === 0 ? "" : `${countWords(step.calls.length, "call")} · `}
        {aboutWords(step.expected.medianMs)}
      </span>
    </li>
  );
}

function StepFacts({ step }: { readonly step: Step }) {
  return (
    <dl className="plan-facts">
      {step.calls.map((call) => (
        <div key={`${call.call} ${call.target} ${call.after}`}>
          <dt className="mono">{call.call}</dt>
          <dd>
            <span className="mono">{call.target}</span>
            <div>
              {call.before === "" ? null : <span className="plan-before">{call.before}</span>}{" "}
              <span className="plan-after">{call.after}</span>
            </div>
          </dd>
        </div>
      ))}
      {step.guards.length === 0 ? null : (
        <div>
          <dt>Guards</dt>
          <dd>{step.guards.join(" · ")}</dd>
        </div>
      )}
      {step.gate === null ? null : (
        <div>
          <dt>Gate</dt>
          <dd>{step.gate}</dd>
        </div>
      )}
      <div>
        <dt>Undo</dt>
        <dd>{step.undo}</dd>
      </div>
      <div>
        <dt>Time</dt>
        <dd>
          {aboutWords(step.expected.medianMs)}, at worst {aboutWords(step.expected.worstMs)}
        </dd>
      </div>
    </dl>
  );
}

interface PlanNotesProps {
  readonly title: string;
  readonly texts: readonly string[];
  readonly tone: string;
}

function PlanNotes({ title, texts, tone }: PlanNotesProps) {
  if (texts.length === 0) return null;
  return (
    <div className="plan-notes">
      <strong>{title}</strong>
      <ul className={tone}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
