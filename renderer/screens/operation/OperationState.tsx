import Alert from "@cloudscape-design/components/alert";
import { isTerminal, type OperationDetail } from "../../../shared/model/operation.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { statusWords } from "../../components/operations/status-words.ts";

const alerts = {
  succeeded: "success",
  failed: "error",
  stopped: "warning",
  superseded: "info",
} as const;

/** What needs the reader's eye: that it is stuck, that it rests, or how it ended. */
export function OperationState({ operation }: { readonly operation: OperationDetail }) {
  const { status, stuck, outcome } = operation;
  if (stuck !== null && !isTerminal(status))
    return (
      <Alert type="warning" header={`It doesn't get on: ${stuck.cause}`}>
        {stuck.cure}
      </Alert>
    );
  if (status === "paused")
    return (
      <Alert type="info" header="Paused">
        Nothing is changed until it goes on. The fleet serves as it does now; its servers are kept.
      </Alert>
    );
  if (status === "running" || status === "stopping") return null;
  return (
    <Alert type={alerts[status]} header={`${operation.title}: ${statusWords(status).text}`}>
      {outcome ?? "How it ended wasn't written down."} {summary(operation)}
    </Alert>
  );
}

function summary({ startedAtMs, endedAtMs, steps, plan }: OperationDetail): string {
  const done = steps.filter((step) => step.status === "done").length;
  const took = endedAtMs === null ? "" : `It took ${durationWords(endedAtMs - startedAtMs)}; `;
  const expected = `expected were ${durationWords(plan.expected.medianMs)}.`;
  return `${String(done)} of ${String(steps.length)} steps were done. ${took}${expected}`;
}
