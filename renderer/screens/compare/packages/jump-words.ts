/** How a package's change is drawn: word, colour and length of its bar; which packages are shown. */
import {
  jumpsBySize,
  type Jump,
  type PackageChange,
} from "../../../../shared/compare/comparison.ts";
import { bigJumpsFirst } from "../../../../shared/compare/packages.ts";

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
  other: { word: "changed", tone: "neutral", weight: 0.3 },
  patch: { word: "patch", tone: "info", weight: 0.2 },
  rebuild: { word: "rebuild", tone: "neutral", weight: 0.1 },
  unknown: { word: "can't be told", tone: "neutral", weight: 0 },
  same: { word: "same", tone: "neutral", weight: 0 },
};

/** Headings of the groups, biggest jump first. */
export const jumpGroups = jumpsBySize.map((jump) => jumpLooks[jump].word);

export interface PackageFilter {
  readonly changedOnly: boolean;
  readonly text: string;
  readonly jump: Jump | null;
}

/** What can't be told is no change that was seen. */
const isChange = (jump: Jump) => jump !== "same" && jump !== "unknown";

export function shownPackages(
  packages: readonly PackageChange[],
  { changedOnly, text, jump }: PackageFilter,
): PackageChange[] {
  const wanted = text.trim().toLowerCase();
  return packages
    .filter(
      (change) =>
        (!changedOnly || isChange(change.jump) || jump === change.jump) &&
        (jump === null || change.jump === jump) &&
        (wanted === "" || change.name.toLowerCase().includes(wanted)),
    )
    .sort(bigJumpsFirst);
}
