/** The row of chips: what differs, in counts. Only what is not nought. */
import { jumpsBySize, type Comparison, type Jump } from "../../../shared/compare/comparison.ts";
import { outcomeOf } from "../../../shared/compare/items.ts";
import { jumpLooks, type JumpLook } from "./packages/jump-words.ts";

export interface SummaryChip {
  readonly text: string;
  readonly tone: JumpLook["tone"];
  /** The packages that it filters; null: it only says. */
  readonly jump: Jump | null;
}

export function summaryChips(comparison: Comparison): SummaryChip[] {
  return [...jumpChips(comparison), ...itemChips(comparison), ...recipeChips(comparison)];
}

function jumpChips({ counts }: Comparison): SummaryChip[] {
  return jumpsBySize
    .filter((jump) => jump !== "same" && counts[jump] > 0)
    .map((jump) => ({
      text: `${String(counts[jump])} ${jumpLooks[jump].word}`,
      tone: jumpLooks[jump].tone,
      jump,
    }));
}

function itemChips({ items }: Comparison): SummaryChip[] {
  const changed = items.filter((item) => outcomeOf(item) === "differs");
  const areas = Map.groupBy(changed, ({ area }) => area);
  return [...areas].map(([area, some]) => {
    const [only] = some.length === 1 && (area === "boot" || area === "disk") ? some : [];
    const text = only
      ? `${area}: ${only.values.map((value) => value ?? "?").join(" → ")} ${only.item}`
      : `${area}: ${String(some.length)}`;
    return { text, tone: "warn", jump: null };
  });
}

function recipeChips({ recipes }: Comparison): SummaryChip[] {
  const lines = recipes.reduce(
    (sum, recipe) => sum + (recipe?.filter((line) => line.mark !== " ").length ?? 0),
    0,
  );
  return lines > 0 ? [{ text: `recipe: ${String(lines)} lines`, tone: "info", jump: null }] : [];
}
