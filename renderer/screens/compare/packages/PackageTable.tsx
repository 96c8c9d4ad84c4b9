/** Packages by the size of their jump, thousands of them: only rows in sight exist. */
import { useMemo, type CSSProperties } from "react";
import {
  jumpsBySize,
  type CompareSide,
  type PackageChange,
} from "../../../../shared/compare/comparison.ts";
import type { HoleOutcome, HoleReport } from "../../../../shared/compare/holes/hole-report.ts";
import type { GridColumn } from "../../../ui/grid-column.ts";
import { VirtualGrid } from "../../../ui/VirtualGrid.tsx";
import { outcomeLooks } from "../holes/hole-words.ts";
import { jumpGroups, jumpLooks } from "./jump-words.ts";

interface Props {
  readonly packages: readonly PackageChange[];
  readonly sides: readonly CompareSide[];
  readonly report: HoleReport | null;
}

export function PackageTable({ packages, sides, report }: Props) {
  const columns = useMemo(
    () => [...columnsOf(sides), ...(report === null ? [] : [holeColumn(report)])],
    [sides, report],
  );
  return (
    <VirtualGrid
      label="Packages by the size of their jump"
      rows={packages}
      columns={columns}
      rowKey={keyOf}
      rowLabel={(change) => `${change.name} ${jumpLooks[change.jump].word}`}
      groupOf={groupOf}
      groupOrder={jumpGroups}
      rowHeight={30}
      empty={<p className="muted">No package fits.</p>}
    />
  );
}

const keyOf = ({ source, name, arch, versions }: PackageChange) =>
  `${source} ${name} ${arch} ${versions.join(" ")}`;
const groupOf = ({ jump }: PackageChange) => jumpLooks[jump].word;

function columnsOf(sides: readonly CompareSide[]): GridColumn<PackageChange>[] {
  const versions = sides.map((side, at): GridColumn<PackageChange> => ({
    id: `side ${String(at)}`,
    title: sides.length > 2 ? `${String(at + 1)} · ${side.label}` : side.label,
    track: "minmax(90px, 1fr)",
    cell: (change) => <Version change={change} at={at} isCut={side.cut !== null} />,
  }));
  return [
    {
      id: "name",
      title: "Package",
      track: "minmax(120px, 1.3fr)",
      cell: ({ name, source }) => (
        <>
          {name} <span className="muted">{source}</span>
        </>
      ),
      sortKey: ({ name }) => name,
    },
    ...versions,
    {
      id: "jump",
      title: "Jump",
      track: "minmax(90px, 150px)",
      cell: (change) => <JumpBar change={change} />,
      sortKey: ({ jump }) => jumpsBySize.indexOf(jump),
    },
  ];
}

/** How many holes each package's change closes and opens. */
function holeColumn({ rows }: HoleReport): GridColumn<PackageChange> {
  const byName = Map.groupBy(rows, ({ name }) => name);
  const count = (name: string, outcome: HoleOutcome) =>
    byName.get(name)?.filter((row) => row.outcome === outcome).length ?? 0;
  const words = ({ name }: PackageChange) =>
    (["opened", "stays", "closed"] as const)
      .map((outcome) => [count(name, outcome), outcomeLooks[outcome].word] as const)
      .filter(([some]) => some > 0)
      .map(([some, word]) => `${String(some)} ${word}`)
      .join(", ");
  return {
    id: "holes",
    title: "Holes",
    track: "minmax(80px, 0.8fr)",
    cell: (change) => <span title={words(change)}>{words(change)}</span>,
    sortKey: ({ name }) => -count(name, "opened") * 1000 - count(name, "closed"),
  };
}

interface VersionProps {
  readonly change: PackageChange;
  readonly at: number;
  readonly isCut: boolean;
}

function Version({ change, at, isCut }: VersionProps) {
  if (change.unknownAt.includes(at))
    return (
      <span className="muted" title={isCut ? "its list was cut, and doesn't have it" : ""}>
        unknown
      </span>
    );
  const version = change.versions[at] ?? null;
  const jump = change.jumps[at] ?? null;
  const tone = jump === null || jump === "same" ? "" : `tone-${jumpLooks[jump].tone}`;
  return (
    <span className={`mono ${tone}`} title={version ?? "not there"}>
      {version ?? "–"}
    </span>
  );
}

function JumpBar({ change }: { readonly change: PackageChange }) {
  const look = jumpLooks[change.jump];
  const style = { "--weight": `${String(look.weight * 100)}%` } as CSSProperties;
  return (
    <span className="jump">
      <span className="jump-track" aria-hidden="true">
        <span className={`jump-bar jump-${look.tone}`} style={style} />
      </span>
      <span className={`tone-${look.tone}`}>{look.word}</span>
    </span>
  );
}
