import ExpandableSection from "@cloudscape-design/components/expandable-section";
import type { Plan, Step } from "../../../shared/model/plan.ts";
import { aboutWords } from "../../../shared/words/durations.ts";
import { Panel } from "../../ui/Panel.tsx";
import { timeWords } from "../../ui/clock-time.ts";
import { PlanFigures } from "./PlanSummary.tsx";
import "./plan.css";

interface PlanPreviewProps {
  readonly title: string;
  readonly plan: Plan;
}

/** Everything that will be done, before it is done. */
export function PlanPreview({ title, plan }: PlanPreviewProps) {
  return (
    <Panel title={title} note={`${plan.title} · from facts of ${timeWords(plan.factsReadAtMs)}`}>
      <PlanFigures plan={plan} />
      <PlanNotes title="Warnings" texts={plan.warnings} tone="tone-warn" />
      <ol className="plan-steps" aria-label="Steps">
        {plan.steps.map((step, index) => (
          <PlanStep key={step.id} step={step} number={index + 1} isNewPhase={plan.steps[index - 1]?.phase !== step.phase} />
        ))}
      </ol>
      <PlanNotes
        title="Changed for a time, and put back on every way out"
        texts={plan.temporary.map(({ target, what, original }) => `${target}: ${what} (now: ${original})`)}
        tone="muted"
      />
      <PlanNotes title="What dies with the old servers" texts={plan.lost} tone="tone-warn" />
    </Panel>
  );
}

interface PlanStepProps {
  readonly step: Step;
  readonly number: number;
  readonly isNewPhase: boolean;
}

function PlanStep({ step, number, isNewPhase }: PlanStepProps) {
  return (
    <li className="plan-step">
      <span className="plan-phase">{isNewPhase ? step.phase : ""}</span>
      <div className="plan-step-text">
        <ExpandableSection
          variant="inline"
          headerText={`${String(number)}. ${step.title}`}
          headerDescription={step.detail}
          headerAriaLabel={`${step.title}: calls, guards and undo`}
        >
          <StepFacts step={step} />
        </ExpandableSection>
      </div>
      <span className="plan-step-time muted">{aboutWords(step.expected.medianMs)}</span>
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
      {step.guards.map((guard) => (
        <div key={guard}>
          <dt>Guard</dt>
          <dd>{guard}</dd>
        </div>
      ))}
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
