/** Every step of a plan with its calls, before and after, what is checked, what it waits for, how it is undone. */
import type { Plan, PlannedCall, Step } from "../../../shared/model/plan.ts";
import { aboutWords } from "../../../shared/words/durations.ts";
import "./plan-steps.css";

export function PlanSteps({ plan }: { readonly plan: Plan }) {
  return (
    <ol className="plan-steps">
      {plan.steps.map((step) => (
        <PlanStep key={step.id} step={step} />
      ))}
    </ol>
  );
}

function PlanStep({ step }: { readonly step: Step }) {
  return (
    <li>
      <div className="plan-step-head">
        <strong>{step.title}</strong>
        <span className="muted">{step.detail}</span>
        <span className="plan-step-time">{aboutWords(step.expected.medianMs)}</span>
      </div>
      {step.calls.length > 0 && <Calls calls={step.calls} />}
      <dl>
        {step.guards.length > 0 && <Note name="Checked" text={step.guards.join("; ")} />}
        {step.gate !== null && <Note name="Goes on when" text={step.gate} />}
        <Note name="Way back" text={step.undo} />
      </dl>
    </li>
  );
}

function Note({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function Calls({ calls }: { readonly calls: readonly PlannedCall[] }) {
  return (
    <table className="plan-calls">
      <thead className="only-for-readers">
        <tr>
          <th scope="col">Call</th>
          <th scope="col">On</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <tr key={`${call.call}${call.target}${call.after}`}>
            <th scope="row" className="mono">
              {call.call}
            </th>
            <td>{call.target}</td>
            <td className="muted">{call.before}</td>
            <td>→ {call.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
