import { useState } from "react";
import type { Comparison, Jump } from "../../../shared/compare/comparison.ts";
import { Panel } from "../../ui/Panel.tsx";
import { ItemTable } from "./ItemTable.tsx";
import { shownPackages, summaryChips } from "./jump-words.ts";
import { PackageTable } from "./PackageTable.tsx";
import { RecipeDiff } from "./RecipeDiff.tsx";
import { SideCard } from "./SideCard.tsx";

export function CompareView({ comparison }: { readonly comparison: Comparison }) {
  const [jump, setJump] = useState<Jump | null>(null);
  const { left, right } = comparison;
  return (
    <>
      <div className="compare-sides">
        <SideCard side={left} which="left" />
        <SideCard side={right} which="right" />
      </div>
      <Chips comparison={comparison} jump={jump} onJump={setJump} />
      <div className="compare-columns">
        <Packages comparison={comparison} jump={jump} />
        <div>
          <Recipe comparison={comparison} />
          <Items title="Inside the image" comparison={comparison} outside={false} />
          <Items title="Configuration from outside" comparison={comparison} outside />
        </div>
      </div>
    </>
  );
}

function Recipe({ comparison }: { readonly comparison: Comparison }) {
  return (
    <Panel title="Recipe">
      {comparison.recipe === null ? (
        <p className="muted">
          The recipe of at least one side isn&apos;t known to this console, so the texts can&apos;t
          be compared.
        </p>
      ) : (
        <RecipeDiff lines={comparison.recipe} />
      )}
    </Panel>
  );
}

interface ChipsProps {
  readonly comparison: Comparison;
  readonly jump: Jump | null;
  readonly onJump: (jump: Jump | null) => void;
}

function Chips({ comparison, jump, onJump }: ChipsProps) {
  const chips = summaryChips(comparison);
  if (chips.length === 0) return <p className="muted">Nothing that is known of the two differs.</p>;
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

function Packages({
  comparison,
  jump,
}: {
  readonly comparison: Comparison;
  readonly jump: Jump | null;
}) {
  const [changedOnly, setChangedOnly] = useState(true);
  const [text, setText] = useState("");
  const packages = comparison.packages;
  const shown = packages && shownPackages(packages, { changedOnly, text, jump });
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
      note={shown && `${String(shown.length)} shown`}
      actions={packages && controls}
    >
      {shown === null ? (
        <p className="muted">
          {unknownSides(comparison)} Packages can be compared once both images have printed what is
          inside them: bake with Bennu, or keep a server of each running.
        </p>
      ) : (
        <PackageTable
          packages={shown}
          leftLabel={comparison.left.label}
          rightLabel={comparison.right.label}
        />
      )}
      {shown?.length === 0 && <p className="muted">No package fits.</p>}
    </Panel>
  );
}

function unknownSides({ left, right }: Comparison): string {
  const unknown = [left, right].filter((side) => !side.manifestKnown).map((side) => side.label);
  return `What is inside ${unknown.join(" and ")} isn't known.`;
}

interface ItemsProps {
  readonly title: string;
  readonly comparison: Comparison;
  readonly outside: boolean;
}

function Items({ title, comparison, outside }: ItemsProps) {
  const [showSame, setShowSame] = useState(false);
  const items = comparison.items.filter(
    (item) => (item.area === "configuration" || item.area === "group") === outside,
  );
  if (items.length === 0) return null;
  const control = (
    <label>
      <input type="checkbox" checked={showSame} onChange={() => setShowSame(!showSame)} /> show the
      same
    </label>
  );
  return (
    <Panel title={title} actions={control}>
      <ItemTable
        items={items}
        leftLabel={comparison.left.label}
        rightLabel={comparison.right.label}
        showSame={showSame}
      />
    </Panel>
  );
}
