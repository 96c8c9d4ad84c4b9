/**
 * What differs between two or three images, generations or servers, in any mix. Where a manifest or a recipe is not
 * known it says so and compares the rest: unknown is never shown as same.
 */
import { diffLines } from "diff";
import { verificationOf } from "../fleet/verification.ts";
import type { TestResult } from "../model/manifest.ts";
import type {
  Comparison,
  CompareSide,
  Jump,
  PackageChange,
  TextDiff,
  TextLine,
} from "./comparison.ts";
import { cutPackages, cutWords } from "./cut.ts";
import { compareImageFacts } from "./image-items.ts";
import { compareManifests } from "./manifest-items.ts";
import { compareOutside } from "./outside/outside.ts";
import { comparePackages } from "./packages.ts";
import type { GatheredSide } from "./sides.ts";

export function compareSides(sides: readonly GatheredSide[]): Comparison {
  const manifests = sides.map((side) => side.record?.manifest ?? null);
  const severalKnown = manifests.filter((manifest) => manifest !== null).length > 1;
  const packages = severalKnown ? comparePackages(manifests) : null;
  return {
    sides: sides.map(sideOf),
    packages,
    items: [
      ...(severalKnown ? compareManifests(manifests) : []),
      ...compareImageFacts(sides.map((side) => side.image)),
      ...compareOutside(sides.map((side) => side.outside)),
    ],
    recipes: recipesOf(sides.map((side) => side.record?.recipeText ?? null)),
    counts: countJumps(packages ?? []),
  };
}

function sideOf({ subject, label, imageId, image, ancestry, ...of }: GatheredSide): CompareSide {
  const manifest = of.record?.manifest ?? null;
  return {
    subject,
    label,
    imageId,
    imageName: image?.name ?? null,
    ancestry,
    tests: shippedTests(of.record?.tests ?? []),
    verification: image === null ? null : verificationOf(image),
    revoked: of.revoked,
    manifestKnown: manifest !== null,
    cut: cutPackages(manifest),
    system: manifest?.system ?? null,
    manifestFrom: of.recordFrom,
    manifestAtMs: manifest?.takenAtMs ?? null,
    notes: [...of.notes, ...(manifest?.cut ?? []).map(cutWords)],
  };
}

const recipesOf = (texts: readonly (string | null)[]): TextDiff[] =>
  texts.slice(1).map((text, at) => compareTexts(texts[at] ?? null, text));

/** Null if either text is unknown. */
export function compareTexts(left: string | null, right: string | null): TextLine[] | null {
  if (left === null || right === null) return null;
  return diffLines(left, right).flatMap((part) => {
    const mark = part.added ? "+" : part.removed ? "-" : " ";
    return linesOf(part.value).map((text): TextLine => ({ mark, text }));
  });
}

const linesOf = (text: string) => text.replace(/\r?\n$/, "").split(/\r?\n/);

function countJumps(packages: readonly PackageChange[]): Record<Jump, number> {
  const counts: Record<Jump, number> = {
    added: 0,
    removed: 0,
    major: 0,
    minor: 0,
    patch: 0,
    rebuild: 0,
    unknown: 0,
    downgrade: 0,
    other: 0,
    same: 0,
  };
  for (const { jump } of packages) counts[jump] += 1;
  return counts;
}

/** On what is shipped, where they were run there. A record that knows no results: unknown, not none. */
function shippedTests(tests: readonly TestResult[]): readonly TestResult[] | null {
  if (tests.length === 0) return null;
  const shipped = tests.filter((test) => test.where === "fresh-boot");
  return shipped.length > 0 ? shipped : tests;
}
