/** A manifest of which the console had no room for all packages: what it doesn't list is unknown, never absent. */
import type { CutFact, Manifest } from "../model/manifest.ts";

/** Null: it lists all its packages. */
export const cutPackages = (manifest: Pick<Manifest, "cut"> | null): CutFact | null =>
  manifest?.cut?.find(({ what }) => what === "packages") ?? null;

/** `1,200 of 5,000 packages known`: a cut list is never counted without the whole. */
export const knownOfAll = ({ what, kept, of }: CutFact): string =>
  `${kept.toLocaleString("en")} of ${of.toLocaleString("en")} ${what} known`;

export const cutWords = (cut: CutFact): string =>
  `${knownOfAll(cut)}; whatever isn't listed is unknown, not absent.`;

/** `count`: packages that one side lists, and the cut list of another doesn't. */
export const untoldWords = (count: number): string =>
  `${count.toLocaleString("en")} can't be told: a list that was cut doesn't have them.`;
