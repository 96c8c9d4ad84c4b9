import { useMemo } from "react";
import type { CompareSide } from "../../../../shared/compare/comparison.ts";
import type { HoleRow } from "../../../../shared/compare/holes/hole-report.ts";
import type { GridColumn } from "../../../ui/grid-column.ts";
import { Pill } from "../../../ui/Pill.tsx";
import { VirtualGrid } from "../../../ui/VirtualGrid.tsx";
import { outcomeGroups, outcomeLooks, severityTones, stateWords } from "./hole-words.ts";

interface Props {
  readonly rows: readonly HoleRow[];
  readonly sides: readonly CompareSide[];
}

export function HoleTable({ rows, sides }: Props) {
  const columns = useMemo(() => columnsOf(sides), [sides]);
  return (
    <div className="compare-holes" style={{ height: Math.min(420, 110 + rows.length * 30) }}>
      <VirtualGrid
        label="Known holes by what comes of them"
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        rowLabel={(row) => `${row.id}, ${row.name}, ${outcomeLooks[row.outcome].word}`}
        groupOf={groupOf}
        groupOrder={outcomeGroups}
        rowHeight={30}
        empty={<p className="muted">None.</p>}
      />
    </div>
  );
}

const keyOf = ({ id, ecosystem, name }: HoleRow) => `${id} ${ecosystem} ${name}`;
const groupOf = ({ outcome }: HoleRow) => outcomeLooks[outcome].word;

function columnsOf(sides: readonly CompareSide[]): GridColumn<HoleRow>[] {
  const states = sides.map((side, at): GridColumn<HoleRow> => ({
    id: `side ${String(at)}`,
    title: side.label,
    track: "minmax(80px, 1fr)",
    cell: (row) => <State row={row} at={at} />,
  }));
  return [
    {
      id: "id",
      title: "Advisory",
      track: "minmax(150px, 1.4fr)",
      cell: ({ id, aliases, summary }) => (
        <span title={[id, ...aliases, summary].join("\n")}>{[id, ...aliases].join(" · ")}</span>
      ),
      sortKey: ({ id }) => id,
    },
    {
      id: "summary",
      title: "What it is",
      track: "minmax(120px, 2fr)",
      cell: ({ summary }) =>
        summary === "" ? (
          <span className="muted">the file doesn&apos;t say</span>
        ) : (
          <span title={summary}>{summary}</span>
        ),
      sortKey: ({ summary }) => summary,
    },
    {
      id: "severity",
      title: "Severity",
      track: "84px",
      cell: ({ severity }) => <Pill tone={severityTones[severity]}>{severity}</Pill>,
      sortKey: ({ severity }) => Object.keys(severityTones).indexOf(severity),
    },
    {
      id: "package",
      title: "Package",
      track: "minmax(80px, 1fr)",
      cell: ({ name, onlyIf }) => (
        <span title={onlyIf === null ? name : `${name}, only if: ${onlyIf}`}>{name}</span>
      ),
      sortKey: ({ name }) => name,
    },
    ...states,
    {
      id: "fixed",
      title: "Closed in",
      track: "minmax(80px, 1fr)",
      cell: ({ fixed }) => <span className="mono">{fixed ?? "no fix known"}</span>,
      sortKey: ({ fixed }) => fixed,
    },
  ];
}

function State({ row, at }: { readonly row: HoleRow; readonly at: number }) {
  const state = row.states[at] ?? "unknown";
  const tone = state === "open" ? "tone-bad" : state === "closed" ? "tone-good" : "muted";
  const version = row.versions[at] ?? null;
  return (
    <span title={version ?? ""}>
      <span className={tone}>{stateWords[state]}</span>{" "}
      {version !== null && <span className="mono">{version}</span>}
    </span>
  );
}
