/** How a package's change is drawn: word, colour and length of its bar, biggest jump first. */
import type { Comparison, Jump, PackageChange } from "../../../shared/compare/comparison.ts";

export interface JumpLook {
  readonly word: string;
  readonly tone: "bad" | "warn" | "good" | "info" | "neutral";
  /** Share of the bar's full length. */
  readonly weight: number;
}

export const jumpLooks: Readonly<Record<Jump, JumpLook>> = {
  major: { word: "major", tone: "bad", weight: 1 },
  downgrade: { word: "downgrade", tone: "bad", weight: 0.9 },
  removed: { word: "removed", tone: "bad", weight: 0.75 },
  added: { word: "added", tone: "good", weight: 0.75 },
  minor: { word: "minor", tone: "warn", weight: 0.5 },
  patch: { word: "patch", tone: "info", weight: 0.2 },
  rebuild: { word: "rebuild", tone: "neutral", weight: 0.1 },
  other: { word: "changed", tone: "neutral", weight: 0.3 },
  same: { word: "same", tone: "neutral", weight: 0 },
};

const order = Object.keys(jumpLooks) as Jump[];

export function byBiggestJump(a: PackageChange, b: PackageChange): number {
  const jump = order.indexOf(a.jump) - order.indexOf(b.jump);
  if (jump !== 0) return jump;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

export function shownPackages(
  packages: readonly PackageChange[],
  filter: { readonly changedOnly: boolean; readonly text: string; readonly jump: Jump | null },
): PackageChange[] {
  const wanted = filter.text.trim().toLowerCase();
  return packages
    .filter((change) => !filter.changedOnly || change.jump !== "same")
    .filter((change) => filter.jump === null || change.jump === filter.jump)
    .filter((change) => wanted === "" || change.name.toLowerCase().includes(wanted))
    .sort(byBiggestJump);
}

export interface SummaryChip {
  readonly text: string;
  readonly tone: JumpLook["tone"];
  readonly jump: Jump | null;
}

/** The row of chips: what differs, in counts. Only what is not nought. */
export function summaryChips(comparison: Comparison): SummaryChip[] {
  const chips: SummaryChip[] = [];
  for (const jump of order) {
    const count = comparison.counts[jump];
    if (jump === "same" || count === 0) continue;
    chips.push({
      text: `${String(count)} ${jumpLooks[jump].word}`,
      tone: jumpLooks[jump].tone,
      jump,
    });
  }
  const changed = comparison.items.filter((item) => !item.same);
  const areas = Map.groupBy(changed, (item) => item.area);
  for (const [area, items] of areas) {
    chips.push({ text: `${area}: ${String(items.length)}`, tone: "warn", jump: null });
  }
  const lines = comparison.recipe?.filter((line) => line.mark !== " ").length ?? 0;
  if (lines > 0) chips.push({ text: `recipe: ${String(lines)} lines`, tone: "info", jump: null });
  return chips;
}
