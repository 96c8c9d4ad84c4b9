import Button from "@cloudscape-design/components/button";
import { useMemo } from "react";
import { isTerminal, type OperationSummary } from "../../../shared/model/operation.ts";
import { ALL_DONE } from "../../../shared/campaign/outcome-words.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { useTopic } from "../../client/topic-store.ts";
import { isFleetOperation } from "../../components/operations/running.ts";
import { kindWords, statusWords } from "../../components/operations/status-words.ts";
import { operationLink } from "../../links.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { go } from "../../ui/hash-path.ts";
import { Meter } from "../../ui/Meter.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import type { GridColumn } from "../../ui/grid-column.ts";
import { VirtualGrid } from "../../ui/VirtualGrid.tsx";
import "./operations.css";

/** Replacements, rollbacks and retirements: those under way and those of the past. */
export function OperationsScreen() {
  const { rows, status } = useTopic("operations");
  const shown = useMemo(() => [...rows.values()].filter(isFleetOperation), [rows]);
  const running = shown.filter((operation) => !isTerminal(operation.status)).length;
  return (
    <div className="operations">
      <PageHeader
        title="Replacements"
        note={`${countWords(running, "running operation")} · ${countWords(shown.length, "operation")} in the journal`}
        actions={
          <Button variant="primary" href="#/replace">
            Replace…
          </Button>
        }
      />
      <div className="operations-grid">
        <VirtualGrid
          label="Replacements"
          rows={shown}
          columns={columns}
          rowKey={keyOf}
          rowLabel={labelOf}
          onOpen={open}
          initialSort={newestFirst}
          empty={
            status === "opening" ? (
              <Emptiness title="Opening the journal…" />
            ) : (
              <Emptiness title="No fleet has been replaced yet">
                Choose a fleet and a verified image, look at the plan, and start. Every one is kept
                here.
              </Emptiness>
            )
          }
        />
      </div>
    </div>
  );
}

const keyOf = (operation: OperationSummary) => operation.id;
const labelOf = (operation: OperationSummary) => operation.title;
const open = (operation: OperationSummary) => go(operationLink(operation));
const newestFirst = { columnId: "started", descending: true };

const columns: readonly GridColumn<OperationSummary>[] = [
  {
    id: "title",
    title: "What",
    track: "minmax(220px, 2.8fr)",
    sortKey: (operation) => operation.title,
    cell: (operation, inTabOrder) => (
      <a
        className="quiet-link"
        href={operationLink(operation)}
        tabIndex={inTabOrder ? 0 : -1}
        title={operation.title}
      >
        <strong>{operation.title}</strong>
      </a>
    ),
  },
  {
    id: "kind",
    title: "Kind",
    track: "92px",
    sortKey: (operation) => operation.kind,
    cell: (operation) => <span className="muted">{kindWords(operation.kind)}</span>,
  },
  {
    id: "status",
    title: "State",
    track: "minmax(96px, 0.7fr)",
    sortKey: (operation) => operation.status,
    cell: (operation) => <StateCell operation={operation} />,
  },
  {
    id: "phase",
    title: "Phase, outcome",
    track: "minmax(140px, 1.8fr)",
    cell: (operation) => (
      <span
        className={operation.stuck === null ? "muted" : "tone-bad"}
        title={phaseText(operation)}
      >
        {phaseText(operation)}
      </span>
    ),
  },
  {
    id: "started",
    title: "Started",
    track: "120px",
    sortKey: (operation) => operation.startedAtMs,
    cell: (operation) => dateTimeWords(operation.startedAtMs),
  },
  {
    id: "took",
    title: "Took",
    track: "80px",
    cell: (operation) =>
      operation.endedAtMs === null
        ? "—"
        : durationWords(operation.endedAtMs - operation.startedAtMs),
  },
  {
    id: "who",
    title: "Who, why",
    track: "minmax(140px, 1.3fr)",
    sortKey: (operation) => operation.who,
    cell: ({ who, reason, changeNumber }) => (
      <span title={reason}>
        {who} <span className="muted">{[changeNumber, reason].filter(Boolean).join(" · ")}</span>
      </span>
    ),
  },
];

/** What holds it, else how it ended, else where it is. */
function phaseText({ stuck, outcome, phase }: OperationSummary): string {
  if (stuck !== null) return `${stuck.cause} ${stuck.cure}`;
  return outcome === ALL_DONE ? "as planned" : (outcome ?? phase);
}

function StateCell({ operation }: { readonly operation: OperationSummary }) {
  const words = statusWords(operation.status);
  if (operation.status === "running" && operation.stuck === null)
    return <Meter value={operation.progress} label={operation.title} />;
  const text = operation.stuck === null || isTerminal(operation.status) ? words.text : "stuck";
  return <span className={`tone-${text === "stuck" ? "bad" : words.tone}`}>{text}</span>;
}
