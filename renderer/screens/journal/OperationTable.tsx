import type { OperationStatus, OperationSummary } from "../../../shared/model/operation.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Pill } from "../../ui/Pill.tsx";
import type { Tone } from "../../ui/tone.ts";

const toneOf: Readonly<Record<OperationStatus, Tone>> = {
  running: "busy",
  paused: "warn",
  stopping: "warn",
  succeeded: "good",
  failed: "bad",
  stopped: "neutral",
  superseded: "neutral",
};

interface Props {
  readonly operations: readonly OperationSummary[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

export function OperationTable({ operations, chosen, onChoose }: Props) {
  return (
    <Panel title="Operations" fill>
      <ul className="journal-list">
        {operations.map((operation) => (
          <li key={operation.id}>
            <button
              type="button"
              aria-current={operation.id === chosen}
              className="journal-row"
              onClick={() => onChoose(operation.id)}
            >
              <span className="journal-row-title">{operation.title}</span>
              <Pill tone={toneOf[operation.status]}>{operation.status}</Pill>
              <span className="muted">
                {dateTimeWords(operation.startedAtMs)} · {operation.who}
                {operation.endedAtMs !== null &&
                  ` · took ${durationWords(operation.endedAtMs - operation.startedAtMs)}`}
              </span>
              {operation.reason !== "" && (
                <span className="journal-row-reason">“{operation.reason}”</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
