import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { FleetView } from "../../../../shared/model/fleet.ts";
import {
  isTerminal,
  type OperationDetail,
  type StepState,
  type Stuck,
} from "../../../../shared/model/operation.ts";
import { can } from "../../../../shared/rules/can.ts";
import { goesOnByItself } from "../../../../shared/rules/consequences/by-itself.ts";
import { currentOf } from "../../../../shared/rules/consequences/standing.ts";
import { aboutWords, durationWords } from "../../../../shared/words/durations.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { useLinkLost } from "../../../client/use-link-lost.ts";
import { curedFor } from "../../../components/connections/practice-words.ts";
import { standingsOf } from "../../../components/operations/phases.ts";
import { statusWords } from "../../../components/operations/status-words.ts";
import { Words } from "../../../ui/Words.tsx";
import { ClearDialog } from "../dialogs/ClearDialog.tsx";
import { AfterTheEnd } from "./AfterTheEnd.tsx";

const alerts = {
  succeeded: "success",
  failed: "error",
  stopped: "warning",
  superseded: "info",
} as const;

interface OperationStateProps {
  readonly operation: OperationDetail;
  readonly fleet: FleetView | undefined;
}

/** What needs the reader's eye: that it is stuck, that it rests, or how it ended and what can be done then. */
export function OperationState({ operation, fleet }: OperationStateProps) {
  const { status, stuck, outcome } = operation;
  if (stuck !== null && !isTerminal(status))
    return <StuckAlert operation={operation} stuck={stuck} />;
  if (status === "paused")
    return (
      <Alert type="info" header="Paused">
        {restsWords(operation)}
      </Alert>
    );
  if (status === "running" || status === "stopping") return null;
  return (
    <Alert type={alerts[status]} header={`${operation.title}: ${statusWords(status).text}`}>
      <Words text={asSentence(outcome ?? "How it ended wasn't written down.")} />{" "}
      {summary(operation)}
      <AfterTheEnd operation={operation} fleet={fleet} />
    </Alert>
  );
}

/** A refresh is AWS's own work, and doesn't rest with Bennu. */
function restsWords(operation: OperationDetail): string {
  const work = currentOf(operation)?.step.work;
  if (work?.kind === "refresh" || work?.kind === "turn-refresh")
    return `Bennu changes nothing until it goes on. ${goesOnByItself(work) ?? ""}`;
  return "Nothing is changed until it goes on. The fleet serves as it does now.";
}

interface StuckAlertProps {
  readonly operation: OperationDetail;
  readonly stuck: Stuck;
}

/** The cause, the cure and, where Bennu can do it, the one button. */
function StuckAlert({ operation, stuck }: StuckAlertProps) {
  const [clearing, setClearing] = useState(false);
  const step = operation.steps.find(({ status }) => status === "stuck");
  const { clear } = stuck;
  const connection = useTopic("connections").rows.get(operation.connectionId)?.connection;
  const [what = "", said = ""] = curedFor(connection, stuck.cause).split(/AWS says(.*)/s);
  return (
    <Alert
      type="warning"
      header={<Words text={`It doesn't get on: ${what}`} />}
      action={
        clear === undefined || step === undefined ? null : (
          <ClearButton
            operation={operation}
            state={step}
            label={clear.label}
            onClick={() => setClearing(true)}
          />
        )
      }
    >
      <Words text={stuck.cure} />
      {said === "" ? null : (
        <div className="muted">
          <Words text={`AWS says${said}`} />
        </div>
      )}
      {clearing && clear !== undefined && step !== undefined ? (
        <ClearDialog
          operation={operation}
          stepId={step.stepId}
          stuck={{ ...stuck, clear }}
          onClose={() => setClearing(false)}
        />
      ) : null}
    </Alert>
  );
}

interface ClearButtonProps {
  readonly operation: OperationDetail;
  readonly state: StepState;
  readonly label: string;
  readonly onClick: () => void;
}

function ClearButton({ operation, state, label, onClick }: ClearButtonProps) {
  const lost = useLinkLost();
  const allowed = can.clear(operation.status, state);
  const why = lost ?? (allowed.ok ? null : `${allowed.reason} ${allowed.cure}`);
  return (
    <Button
      disabled={why !== null}
      {...(why === null ? {} : { disabledReason: why })}
      onClick={onClick}
    >
      {label}…
    </Button>
  );
}

const asSentence = (text: string) => (/[.!?"]$/.test(text) ? text : `${text}.`);

/** What was only tidied up on the way out is no step of the plan that was done. */
function summary(operation: OperationDetail): string {
  const { startedAtMs, endedAtMs, steps, plan } = operation;
  const done = [...standingsOf(operation).values()].filter((one) => one === "done").length;
  const took = endedAtMs === null ? "" : `It took ${durationWords(endedAtMs - startedAtMs)}; `;
  const expected = `expected was ${aboutWords(plan.expected.medianMs)}.`;
  return `${String(done)} of ${String(steps.length)} steps were done. ${took}${expected}`;
}
