import type { CompareSide } from "../../../shared/compare/comparison.ts";
import { Pill } from "../../ui/Pill.tsx";

interface Props {
  readonly side: CompareSide;
  readonly which: "left" | "right";
}

export function SideCard({ side, which }: Props) {
  return (
    <section className={`side-card side-${which}`} aria-label={which === "left" ? "From" : "To"}>
      <header>
        <h2>
          {side.label}
          {side.imageName !== null && side.imageName !== side.label && ` · ${side.imageName}`}
        </h2>
        <TestBadge side={side} />
      </header>
      <p className="mono muted">{side.imageId ?? "image unknown"}</p>
      <p className="muted">
        {side.ancestry.length > 0 ? side.ancestry.join(" → ") : "Its ancestors are unknown."}
      </p>
      {side.note !== null && <p className="tone-warn">{side.note}</p>}
    </section>
  );
}

function TestBadge({ side }: { readonly side: CompareSide }) {
  if (side.tests === null) return <Pill>tests unknown</Pill>;
  const passed = side.tests.filter((test) => test.passed).length;
  const good = passed === side.tests.length && passed > 0;
  return (
    <Pill tone={good ? "good" : "bad"}>
      {good ? "✓ " : ""}
      {passed} of {side.tests.length} tests
    </Pill>
  );
}
