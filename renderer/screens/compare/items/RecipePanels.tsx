import type { Comparison } from "../../../../shared/compare/comparison.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { RecipeDiff } from "./RecipeDiff.tsx";

/** One panel for each side after the first: what changed since the side before it. */
export function RecipePanels({
  comparison: { sides, recipes },
}: {
  readonly comparison: Comparison;
}) {
  return recipes.map((recipe, at) => (
    <Panel key={at} title={recipes.length === 1 ? "Recipe" : `Recipe, ${pairWords(sides, at)}`}>
      {recipe === null ? (
        <p className="muted">
          The recipe of at least one side isn&apos;t known to this console, so the texts can&apos;t
          be compared.
        </p>
      ) : (
        <RecipeDiff lines={recipe} />
      )}
    </Panel>
  ));
}

const pairWords = (sides: Comparison["sides"], at: number) =>
  `${sides[at]?.label ?? ""} to ${sides[at + 1]?.label ?? ""}`;
