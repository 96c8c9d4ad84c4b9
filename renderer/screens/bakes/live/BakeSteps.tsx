import { clockAt } from "../../../../shared/model/connection.ts";
import {
  isTerminal,
  type OperationDetail,
  type StepState,
} from "../../../../shared/model/operation.ts";
import type { Step } from "../../../../shared/model/plan.ts";
import { aboutWords, durationWords } from "../../../../shared/words/durations.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { Meter } from "../../../ui/Meter.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { useTicking } from "../../../ui/ticker.ts";

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
  const done = bake.steps.filter(({ status }) => status === "done").length;
  return (
    <Panel title="Steps" note={`${String(done)} of ${String(bake.plan.steps.length)} done`}>
      <ol className="bake-steps">
        {bake.plan.steps.map((step) => (
          <BakeStep
            key={step.id}
            step={step}
            state={states.get(step.id) ?? null}
            connectionId={bake.connectionId}
            isOver={isTerminal(bake.status)}
          />
        ))}
      </ol>
    </Panel>
  );
}

interface StepProps {
  readonly step: Step;
  readonly state: StepState | null;
  readonly connectionId: string;
  /** The bake has ended: what waits now is never begun. */
  readonly isOver: boolean;
}

function BakeStep({ step, state, connectionId, isOver }: StepProps) {
  const status = state?.status ?? "waiting";
  const isMissed = isOver && status === "waiting";
  return (
    <li
      className={`bake-step bake-step-${status}`}
      aria-current={status === "running" ? "step" : undefined}
    >
      <span
        className={`bake-mark tone-${tones[status]}`}
        aria-label={isMissed ? "not reached" : status}
        role="img"
      >
        {marks[status]}
      </span>
      <div>
        <div className="bake-step-head">
          <strong>{step.title}</strong>
          {isMissed ? (
            <span className="muted bake-step-time">not reached</span>
          ) : (
            <StepTime step={step} state={state} connectionId={connectionId} />
          )}
        </div>
        {!isMissed && (
          <div className="muted">
            {state === null || state.note === "" ? step.detail : state.note}
          </div>
        )}
        {status === "running" && state !== null && state.progress !== null && (
          <Meter value={state.progress} label={step.title} />
        )}
      </div>
    </li>
  );
}

/** How long it took; while it runs, how long it has; before, how long it should. */
function StepTime({ step, state, connectionId }: Omit<StepProps, "isOver">) {
  const clock = useTopic("connections").rows.get(connectionId)?.clock ?? null;
  const words = useTicking((wallMs) => {
    const from = state?.startedAtMs ?? null;
    if (from === null) return aboutWords(step.expected.medianMs);
    const to = state?.endedAtMs ?? (clock === null ? null : clockAt(clock, wallMs));
    if (to === null) return "";
    const took = durationWords(to - from);
    return (state?.endedAtMs ?? null) === null
      ? `${took} of ${aboutWords(step.expected.medianMs)}`
      : took;
  });
  return <span className="muted bake-step-time">{words}</span>;
}
