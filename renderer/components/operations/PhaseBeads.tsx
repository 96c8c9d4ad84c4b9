import type { OperationDetail } from "../../../shared/model/operation.ts";
import { phasesOf, type PhaseState } from "./phases.ts";
import "./phase-beads.css";

const marks: Readonly<Record<PhaseState, string>> = {
  done: "✓",
  running: "",
  waiting: "",
  failed: "✕",
  stuck: "!",
  "not-run": "–",
};

const words: Readonly<Record<PhaseState, string>> = {
  done: "done",
  running: "running",
  waiting: "waiting",
  failed: "failed",
  stuck: "stuck",
  "not-run": "not run",
};

/** The phases of an operation on one line. */
export function PhaseBeads({ operation }: { readonly operation: OperationDetail }) {
  return (
    <ol className="beads" aria-label="Phases">
      {phasesOf(operation).map((phase) => (
        <li
          key={phase.title}
          className={`bead bead-${phase.state}`}
          aria-current={phase.state === "running" ? "step" : undefined}
        >
          <span className="bead-line" aria-hidden="true">
            <span className="bead-mark">{marks[phase.state]}</span>
          </span>
          <strong>{phase.title}</strong>
          <span className="bead-detail">{phase.detail}</span>
          <span className="only-for-readers">{words[phase.state]}</span>
        </li>
      ))}
    </ol>
  );
}
