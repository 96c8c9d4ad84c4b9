import Button from "@cloudscape-design/components/button";
import type { CompareSide } from "../../../shared/compare/comparison.ts";
import { testWords } from "../../../shared/compare/test-words.ts";
import { byWords } from "../../../shared/lineage/revocation.ts";
import type { Revocation } from "../../../shared/model/fleet.ts";
import { links } from "../../links.ts";
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
        {side.revoked !== null && <Pill tone="bad">{revokedWords(side.revoked)}</Pill>}
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
      {side.revoked !== null && <p className="tone-bad">Revoked {byWords(side.revoked)}</p>}
      {testWords(side).byTag && (
        <p className="muted">The single results of its tests are not known here.</p>
      )}
      <ManifestWords side={side} />
      {side.notes.map((note) => (
        <p key={note} className="tone-warn">
          {note}
        </p>
      ))}
      {side.subject.kind === "image" && !side.manifestKnown && (
        <a
          href={links.images({
            connection: side.subject.connectionId,
            image: side.subject.imageId,
          })}
        >
          Show it under Images
        </a>
      )}
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

/** A mark of long ago or of the next minutes: from when on is said, for what was true a minute ago may be so no more. */
const revokedWords = ({ fromMs }: Revocation) =>
  fromMs === null ? "revoked" : `revoked from ${dateTimeWords(fromMs)}`;

function TestBadge({ side }: { readonly side: CompareSide }) {
  const { text, passed } = testWords(side);
  if (passed === null) return <Pill>{text}</Pill>;
  return (
    <Pill tone={passed ? "good" : "bad"}>
      {passed ? "✓ " : "✕ "}
      {text}
    </Pill>
  );
}
