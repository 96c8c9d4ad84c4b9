/** One file: its progress, or how old it is, how much it knows, and what of it wasn't used. */
import Button from "@cloudscape-design/components/button";
import type { Coverage } from "../../../../shared/compare/holes/hole-report.ts";
import type { HoleFile } from "../../../../shared/compare/holes/advisory.ts";
import { countWords, listWords } from "../../../../shared/words/counts.ts";
import { ageWords } from "../../../../shared/words/durations.ts";
import { useTicking } from "../../../ui/ticker.ts";
import type { GivenFile } from "./use-hole-files.ts";

interface Props {
  readonly given: GivenFile;
  readonly coverage: Coverage | null;
  readonly onRemove: () => void;
}

export function FileLine({ given, coverage, onRemove }: Props) {
  return (
    <div className="hole-file">
      <div>
        <strong>{given.name}</strong> <What given={given} />
        {coverage !== null && <CoverageWords coverage={coverage} />}
      </div>
      <Button
        variant="icon"
        iconName="close"
        ariaLabel={`Take ${given.name} out`}
        onClick={onRemove}
      />
    </div>
  );
}

function What({ given }: { readonly given: GivenFile }) {
  switch (given.kind) {
    case "reading":
      return (
        <span role="status">
          <progress value={given.share} aria-label={`Reading ${given.name}`} />{" "}
          {Math.round(given.share * 100)} %
        </span>
      );
    case "failed":
      return (
        <span className="tone-bad" role="alert">
          {given.why}
        </span>
      );
    case "read":
      return <Read file={given.file} />;
  }
}

function Read({ file: { format, total, newestMs, unreadable } }: { readonly file: HoleFile }) {
  const age = useTicking((nowMs) => (newestMs === null ? "" : ageWords(newestMs, nowMs)));
  return (
    <span className="muted">
      {format} · {countWords(total, "advisory", "advisories")} ·{" "}
      {age === "" ? "it doesn't say how old it is" : `the newest is ${age} old`}
      {unreadable > 0 && ` · ${String(unreadable)} entries could not be understood`}
    </span>
  );
}

function CoverageWords({ coverage }: { readonly coverage: Coverage }) {
  const { known, packages, leftOut, assumed, unlisted } = coverage;
  const rest = packages - known + unlisted;
  return (
    <p className={leftOut.length > 0 && known === 0 ? "tone-warn" : "muted"}>
      It speaks of {known} of {countWords(packages + unlisted, "package")}
      {unlisted > 0 && `, of which the image's list, which was cut, has ${String(packages)}`}
      {rest > 0 &&
        `; of the other ${String(rest)} nothing is known, which doesn't mean that they are safe`}
      .
      {leftOut.length > 0 &&
        ` Left out, because it is of another system: ${listWords(leftOut, 3)}.`}
      {assumed.length > 0 &&
        ` Taken as the image's own system, which can't be told: ${listWords(assumed, 3)}.`}
    </p>
  );
}
