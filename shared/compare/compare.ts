/**
 * What differs between two images, or two generations. Where a manifest or a recipe is not known it says so and
 * compares the rest: unknown is never shown as same.
 */
import { diffLines } from "diff";
import type { GroupFact, ImageFact, TemplateVersionFact } from "../model/facts.ts";
import type { ImageRecord, Manifest, TestResult } from "../model/manifest.ts";
import type {
  Comparison,
  CompareSide,
  ItemChange,
  Jump,
  PackageChange,
  TextLine,
} from "./comparison.ts";
import { compareImageFacts, compareManifests } from "./items.ts";
import { compareOutside } from "./outside.ts";
import { comparePackages } from "./packages.ts";

export interface ImageSide {
  readonly label: string;
  /** Null: gone, or never read. */
  readonly image: ImageFact | null;
  /** Names, oldest ancestor first. */
  readonly ancestry: readonly string[];
  readonly record: ImageRecord | null;
}

export interface GenerationSide extends ImageSide {
  readonly templateVersion: TemplateVersionFact | null;
  readonly group: GroupFact | null;
}

export function compareImages(left: ImageSide, right: ImageSide): Comparison {
  const [a, b] = [left.record?.manifest ?? null, right.record?.manifest ?? null];
  const packages = a === null || b === null ? null : comparePackages(a, b);
  const items = [...manifestItems(a, b), ...compareImageFacts(left.image, right.image)];
  const recipe = compareTexts(left.record?.recipeText ?? null, right.record?.recipeText ?? null);
  return {
    left: side(left),
    right: side(right),
    packages,
    items,
    recipe,
    counts: countJumps(packages ?? []),
  };
}

export function compareGenerations(left: GenerationSide, right: GenerationSide): Comparison {
  const images = compareImages(left, right);
  return { ...images, items: [...images.items, ...compareOutside(left, right)] };
}

const manifestItems = (a: Manifest | null, b: Manifest | null): ItemChange[] =>
  a === null || b === null ? [] : compareManifests(a, b);

function side(of: ImageSide): CompareSide {
  return {
    label: of.label,
    imageId: of.image?.id ?? null,
    imageName: of.image?.name ?? null,
    ancestry: of.ancestry,
    tests: shippedTests(of.record?.tests ?? []),
    manifestKnown: (of.record?.manifest ?? null) !== null,
    note: noteOf(of),
  };
}

function noteOf({ image, record }: ImageSide): string | null {
  if (image === null)
    return "The image is gone or was never read: only what was kept of it can be compared.";
  if ((record?.manifest ?? null) !== null) return null;
  return "Bennu did not bake or inspect this image, so what is inside it is not known.";
}

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
