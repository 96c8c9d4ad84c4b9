import { useMemo, useState } from "react";
import type { Comparison, Jump } from "../../../../shared/compare/comparison.ts";
import type { HoleReport } from "../../../../shared/compare/holes/hole-report.ts";
import { untoldWords } from "../../../../shared/compare/cut.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { shownPackages } from "./jump-words.ts";
import { PackageTable } from "./PackageTable.tsx";

interface Props {
  readonly comparison: Comparison;
  readonly jump: Jump | null;
  /** What is known of holes; null: nothing was given. */
  readonly report: HoleReport | null;
}

export function PackagesPanel({ comparison, jump, report }: Props) {
  const [changedOnly, setChangedOnly] = useState(true);
  const [text, setText] = useState("");
  const { packages, sides } = comparison;
  const shown = useMemo(
    () => packages && shownPackages(packages, { changedOnly, text, jump }),
    [packages, changedOnly, text, jump],
  );
  if (shown === null)
    return (
      <Panel title="Packages">
        <p className="muted">{unknownWords(comparison)}</p>
      </Panel>
    );
  const controls = (
    <>
      <input
        type="search"
        placeholder="Find a package"
        aria-label="Find a package"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <label>
        <input
          type="checkbox"
          checked={changedOnly}
          onChange={() => setChangedOnly(!changedOnly)}
        />{" "}
        changed only
      </label>
    </>
  );
  return (
    <Panel
      title="Packages"
      note={`${String(shown.length)} of ${countWords(packages?.length ?? 0, "package")} shown`}
      actions={controls}
    >
      {comparison.counts.unknown > 0 && (
        <p className="tone-warn">{untoldWords(comparison.counts.unknown)}</p>
      )}
      {shown.length === 0 ? (
        <p className="muted">{nothingWords(comparison)}</p>
      ) : (
        <div className="compare-packages">
          <PackageTable packages={shown} sides={sides} report={report} />
        </div>
      )}
    </Panel>
  );
}

function nothingWords({ packages, sides, counts }: Comparison): string {
  if (packages?.some(({ jump }) => jump !== "same" && jump !== "unknown"))
    return "No package fits.";
  if (counts.unknown > 0) return "No package that both sides list differs.";
  return sides.some(({ cut }) => cut !== null)
    ? "All that are listed are the same on every side."
    : "All of them are the same on every side.";
}

function unknownWords({ sides }: Comparison): string {
  const unknown = sides.filter((side) => !side.manifestKnown).map((side) => side.label);
  return `What is inside ${unknown.join(" and ")} isn't known. Packages can be compared once two sides have printed what is inside them: bake with Bennu, look into the image under Images, or keep a server of it running.`;
}
