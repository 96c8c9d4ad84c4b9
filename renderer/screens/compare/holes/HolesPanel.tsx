/** Known holes by files that the user has: what the comparison closes, opens, leaves open; how old and how whole they are. */
import Button from "@cloudscape-design/components/button";
import { useRef, useState } from "react";
import type { Comparison } from "../../../../shared/compare/comparison.ts";
import type { HoleOutcome, HoleReport } from "../../../../shared/compare/holes/hole-report.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { FileLine } from "./FileLine.tsx";
import { HoleTable } from "./HoleTable.tsx";
import { outcomeLooks, outcomeOrder } from "./hole-words.ts";
import type { GivenFile } from "./use-hole-files.ts";

interface Props {
  readonly comparison: Comparison;
  readonly report: HoleReport | null;
  readonly files: readonly GivenFile[];
  readonly onAdd: (files: readonly File[]) => void;
  readonly onRemove: (name: string) => void;
}

export function HolesPanel({ comparison, report, files, onAdd, onRemove }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<HoleOutcome | null>(null);
  if (comparison.packages === null) return null;
  const rows = report?.rows.filter((row) => outcome === null || row.outcome === outcome) ?? [];
  return (
    <Panel
      title="Known holes"
      note={files.length === 0 ? "" : "by the files you gave; nothing is sent anywhere"}
      actions={
        <>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept=".json,.jsonl,.ndjson,.xml,.gz"
            aria-label="A file of known holes"
            onChange={({ currentTarget }) => {
              onAdd([...(currentTarget.files ?? [])]);
              currentTarget.value = "";
            }}
          />
          <Button onClick={() => input.current?.click()}>Open a file…</Button>
        </>
      }
    >
      {files.length === 0 && <Explanation />}
      {files.map((file) => (
        <FileLine
          key={file.name}
          given={file}
          coverage={report?.coverage.find((each) => each.file === file.name) ?? null}
          onRemove={() => onRemove(file.name)}
        />
      ))}
      {report !== null && (
        <>
          <div className="compare-chips">
            {outcomeOrder
              .filter((each) => report.counts[each] > 0)
              .map((each) => (
                <button
                  key={each}
                  type="button"
                  className={`pill pill-${outcomeLooks[each].tone}`}
                  aria-pressed={outcome === each}
                  onClick={() => setOutcome(outcome === each ? null : each)}
                >
                  {report.counts[each]} {outcomeLooks[each].word}
                </button>
              ))}
          </div>
          {report.rows.length === 0 ? (
            <p className="muted">
              The files know no hole in the versions that are compared. Of packages that they
              don&apos;t speak of, nothing is known.
            </p>
          ) : (
            <HoleTable rows={rows} sides={comparison.sides} />
          )}
        </>
      )}
    </Panel>
  );
}

const Explanation = () => (
  <p className="muted">
    Open a file of advisories, and this comparison says which holes it closes and which it opens:
    OSV (JSON), OVAL as Red Hat, Debian and Ubuntu publish it (XML), or a repository&apos;s
    updateinfo.xml as Amazon Linux has it; plain or packed with gzip. It is read in this window
    only.
  </p>
);
