/** Packages by the size of their jump, thousands of them: only rows in sight exist. */
import { useMemo, type CSSProperties } from "react";
import {
  jumpsBySize,
  type CompareSide,
  type PackageChange,
} from "../../../../shared/compare/comparison.ts";
import type { GridColumn } from "../../../ui/grid-column.ts";
import { VirtualGrid } from "../../../ui/VirtualGrid.tsx";
import { jumpGroups, jumpLooks } from "./jump-words.ts";

interface Props {
  readonly packages: readonly PackageChange[];
  readonly sides: readonly CompareSide[];
}

export function PackageTable({ packages, sides }: Props) {
  const columns = useMemo(() => columnsOf(sides), [sides]);
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
    cell: (change) => <Version change={change} at={at} known={side.manifestKnown} />,
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

interface VersionProps {
  readonly change: PackageChange;
  readonly at: number;
  readonly known: boolean;
}

function Version({ change, at, known }: VersionProps) {
  if (!known) return <span className="muted">unknown</span>;
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
