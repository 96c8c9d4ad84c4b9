import type { Plan } from "../../../shared/model/plan.ts";
import { aboutWords } from "../../../shared/words/durations.ts";
import { OutlookNotes } from "./outlook/OutlookNotes.tsx";
import "./outlook/outlook.css";
import "./plan.css";

/** A plan in short: how long, how many servers at most, what is done, what to know. */
export function PlanSummary({ plan }: { readonly plan: Plan }) {
  return (
    <div>
      <PlanFigures plan={plan} />
      {plan.outlook === undefined ? null : <OutlookNotes outlook={plan.outlook} />}
      <ol className="plan-short">
        {plan.steps.map((step) => (
          <li key={step.id}>
            {step.title} <span className="muted">{step.detail}</span>
          </li>
        ))}
      </ol>
      {plan.warnings.map((text) => (
        <p key={text} className="plan-warning">
          {text}
        </p>
      ))}
      {plan.lost.map((text) => (
        <p key={text} className="plan-warning">
          <strong>Lost:</strong> {text}
        </p>
      ))}
    </div>
  );
}

export function PlanFigures({ plan }: { readonly plan: Plan }) {
  const calls = plan.steps.reduce((sum, step) => sum + step.calls.length, 0);
  const figures: readonly (readonly [string, string])[] = [
    ["Expected", aboutWords(plan.expected.medianMs)],
    ["At worst", aboutWords(plan.expected.worstMs)],
    ["Floor", plan.floor === 0 ? "no fleet is touched" : `${String(plan.floor)} in service`],
    ["Most servers at once", String(plan.mostServers)],
    ["Steps · calls", `${String(plan.steps.length)} · ${String(calls)}`],
  ];
  return (
    <dl className="figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
