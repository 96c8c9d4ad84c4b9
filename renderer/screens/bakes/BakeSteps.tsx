import type { OperationDetail, StepState } from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Meter } from "../../ui/Meter.tsx";

const marks = {
  waiting: "○",
  running: "◐",
  done: "✓",
  skipped: "–",
  failed: "✕",
  stuck: "!",
} as const;
const tones = {
  waiting: "neutral",
  running: "busy",
  done: "good",
  skipped: "neutral",
  failed: "bad",
  stuck: "bad",
} as const;

export function BakeSteps({ bake }: { readonly bake: OperationDetail }) {
  const states = new Map(bake.steps.map((state) => [state.stepId, state]));
  return (
    <Panel title="Steps">
      <ol className="bake-steps">
        {bake.plan.steps.map((step) => (
          <BakeStep key={step.id} step={step} state={states.get(step.id) ?? null} />
        ))}
      </ol>
    </Panel>
  );
}

function BakeStep({ step, state }: { readonly step: Step; readonly state: StepState | null }) {
  const status = state?.status ?? "waiting";
  return (
    <li
      className={`bake-step bake-step-${status}`}
      aria-current={status === "running" ? "step" : undefined}
    >
      <span className={`bake-mark tone-${tones[status]}`} aria-label={status} role="img">
        {marks[status]}
      </span>
      <div>
        <strong>{step.title}</strong> <span className="muted">{tookWords(state)}</span>
        <div className="muted">
          {state === null || state.note === "" ? step.detail : state.note}
        </div>
        {status === "running" && state !== null && state.progress !== null && (
          <Meter value={state.progress} label={step.title} />
        )}
      </div>
    </li>
  );
}

function tookWords(state: StepState | null): string {
  if (state === null || state.startedAtMs === null || state.endedAtMs === null) return "";
  return durationWords(state.endedAtMs - state.startedAtMs);
}
