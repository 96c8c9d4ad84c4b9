import { useState } from "react";
import type { Comparison, Jump } from "../../../shared/compare/comparison.ts";
import { HolesPanel } from "./holes/HolesPanel.tsx";
import type { Holes } from "./holes/use-holes.ts";
import { isInside, isOutside, ItemPanel } from "./items/ItemPanel.tsx";
import { RecipePanels } from "./items/RecipePanels.tsx";
import { TestTable } from "./items/TestTable.tsx";
import { PackagesPanel } from "./packages/PackagesPanel.tsx";
import { SideCard } from "./SideCard.tsx";
import { summaryChips } from "./summary-chips.ts";

interface Props {
  readonly comparison: Comparison;
  readonly holes: Holes;
  /** Null: two sides are needed. */
  readonly onRemove: ((at: number) => void) | null;
  readonly onLooked: () => void;
}

export function CompareView({ comparison, holes, onRemove, onLooked }: Props) {
  const [jump, setJump] = useState<Jump | null>(null);
  const { sides } = comparison;
  return (
    <>
      <div className={`compare-sides compare-sides-${String(sides.length)}`}>
        {sides.map((side, at) => (
          <SideCard
            key={at}
            side={side}
            at={at}
            onRemove={onRemove === null ? null : () => onRemove(at)}
            onLooked={onLooked}
          />
        ))}
      </div>
      {sides.length > 2 && (
        <p className="muted">
          Each is measured against the one left of it, so a package that went up and then down
          counts as both; the list is by its biggest step.
        </p>
      )}
      <Chips comparison={comparison} jump={jump} onJump={setJump} />
      <div className={`compare-columns compare-columns-${String(sides.length)}`}>
        <div>
          <PackagesPanel comparison={comparison} jump={jump} report={holes.report} />
        </div>
        <div>
          <RecipePanels comparison={comparison} />
          <ItemPanel title="Inside the image" comparison={comparison} wanted={isInside} />
          <ItemPanel
            title="Configuration from outside"
            comparison={comparison}
            wanted={isOutside}
          />
          <TestTable sides={sides} />
        </div>
      </div>
      <HolesPanel
        comparison={comparison}
        report={holes.report}
        files={holes.files}
        onAdd={(files) => void holes.add(files)}
        onRemove={holes.remove}
      />
    </>
  );
}

interface ChipsProps {
  readonly comparison: Comparison;
  readonly jump: Jump | null;
  readonly onJump: (jump: Jump | null) => void;
}

function Chips({ comparison, jump, onJump }: ChipsProps) {
  const chips = summaryChips(comparison);
  if (chips.length === 0) return <p className="muted">Nothing that is known of them differs.</p>;
  return (
    <div className="compare-chips">
      {chips.map((chip) =>
        chip.jump === null ? (
          <span key={chip.text} className={`pill pill-${chip.tone}`}>
            {chip.text}
          </span>
        ) : (
          <button
            key={chip.text}
            type="button"
            className={`pill pill-${chip.tone}`}
            aria-pressed={jump === chip.jump}
            onClick={() => onJump(jump === chip.jump ? null : chip.jump)}
          >
            {chip.text}
          </button>
        ),
      )}
    </div>
  );
}
