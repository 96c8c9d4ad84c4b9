import Button from "@cloudscape-design/components/button";
import type { CompareSide } from "../../../shared/compare/comparison.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";
import { LookInside } from "./LookInside.tsx";
import { Pill } from "../../ui/Pill.tsx";

interface Props {
  readonly side: CompareSide;
  readonly at: number;
  /** Given where a side can be taken away. */
  readonly onRemove: (() => void) | null;
  readonly onLooked: () => void;
}

const places = ["From", "To", "And to"] as const;

export function SideCard({ side, at, onRemove, onLooked }: Props) {
  return (
    <section className={`side-card side-${String(at)}`} aria-label={places[at] ?? "And to"}>
      <header>
        <h2>
          {side.label}
          {side.imageName !== null &&
            !side.label.includes(side.imageName) &&
            ` · ${side.imageName}`}
        </h2>
        <TestBadge side={side} />
        {onRemove !== null && (
          <Button
            variant="icon"
            iconName="close"
            ariaLabel={`Take ${side.label} out`}
            onClick={onRemove}
          />
        )}
      </header>
      <p className="mono muted">{side.imageId ?? "image unknown"}</p>
      <p className="muted">
        {side.ancestry.length > 0 ? side.ancestry.join(" → ") : "Its ancestors are unknown."}
      </p>
      <ManifestWords side={side} />
      {side.notes.map((note) => (
        <p key={note} className="tone-warn">
          {note}
        </p>
      ))}
      {side.subject.kind === "server" && <LookInside subject={side.subject} onLooked={onLooked} />}
    </section>
  );
}

function ManifestWords({ side: { manifestFrom, manifestAtMs } }: { readonly side: CompareSide }) {
  if (manifestFrom === null) return null;
  const at = manifestAtMs === null || manifestAtMs === 0 ? "" : `, ${dateTimeWords(manifestAtMs)}`;
  return (
    <p className="muted">
      What is inside: {manifestFrom}
      {at}
    </p>
  );
}

function TestBadge({ side }: { readonly side: CompareSide }) {
  if (side.tests === null) return <Pill>tests unknown</Pill>;
  const passed = side.tests.filter((test) => test.passed).length;
  const good = passed === side.tests.length && passed > 0;
  return (
    <Pill tone={good ? "good" : "bad"}>
      {good ? "✓ " : "✕ "}
      {passed} of {side.tests.length} tests
    </Pill>
  );
}
