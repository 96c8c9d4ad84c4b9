/**
 * What differs between two or three images, generations or servers, in any mix. Made by shared/compare, shown by the
 * Compare screen and its exports. Lists of values are in the order of the sides.
 */
import type { ImageView, Revocation } from "../model/fleet.ts";
import type { CutFact, TestResult } from "../model/manifest.ts";

/** What can be held against another. */
export type CompareSubject =
  | { readonly kind: "image"; readonly connectionId: string; readonly imageId: string }
  | { readonly kind: "generation"; readonly fleetId: string; readonly generationId: string }
  | { readonly kind: "server"; readonly connectionId: string; readonly serverId: string };

export type Jump =
  | "added"
  | "removed"
  | "major"
  | "minor"
  | "patch"
  | "rebuild"
  | "downgrade"
  | "other"
  /** Listed on one side, and the list of another was cut: it may be there in any version. */
  | "unknown"
  | "same";

export interface PackageChange {
  readonly name: string;
  readonly arch: string;
  /** rpm, deb, npm, pip… */
  readonly source: string;
  /** Null: not there, or, where the side's index is in `unknownAt`, not known. */
  readonly versions: readonly (string | null)[];
  /** Sides of which nothing is known, or whose list was cut and doesn't have it. */
  readonly unknownAt: readonly number[];
  /** Of each side since the known side before it; null for the first one, and where nothing is known. */
  readonly jumps: readonly (Jump | null)[];
  /** The biggest of them. */
  readonly jump: Jump;
}

export type ItemArea =
  | "file"
  | "user"
  | "group of users"
  | "service"
  | "port"
  | "cron"
  | "sysctl"
  | "package source"
  | "kernel"
  | "system"
  | "disk"
  | "boot"
  | "configuration"
  | "image"
  | "group";

export interface ItemChange {
  readonly area: ItemArea;
  readonly item: string;
  /** Null: not there, or, where the side's index is in `unknownAt`, not known. */
  readonly values: readonly (string | null)[];
  readonly unknownAt: readonly number[];
  /** Known on every side, and the same. */
  readonly same: boolean;
}

export interface TextLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** Of the recipes of one side and the one before it; null: the text of at least one of them is unknown. */
export type TextDiff = readonly TextLine[] | null;

export interface CompareSide {
  readonly subject: CompareSubject;
  readonly label: string;
  readonly imageId: string | null;
  readonly imageName: string | null;
  /** Oldest ancestor first, names. */
  readonly ancestry: readonly string[];
  /** Test by test, as the journal has them; null: not known here. */
  readonly tests: readonly TestResult[] | null;
  /** What the image's own tag says of its tests; null: the image is not known. */
  readonly verification: ImageView["verification"] | null;
  /** It must not be put into service, now or from a time on; null: nothing says so. */
  readonly revoked: Revocation | null;
  readonly manifestKnown: boolean;
  /** So many of so many packages came; null: its list is whole, or not known at all. */
  readonly cut: CutFact | null;
  /** The system's own name, e.g. `Amazon Linux 2023.9`; null: not told. */
  readonly system: string | null;
  /** How and when what is inside was learnt, in words; null where it isn't known. */
  readonly manifestFrom: string | null;
  readonly manifestAtMs: number | null;
  /** What couldn't be known of this side, and what follows. */
  readonly notes: readonly string[];
}

export interface Comparison {
  readonly sides: readonly CompareSide[];
  /** Null: fewer than two of the manifests are known. */
  readonly packages: readonly PackageChange[] | null;
  readonly items: readonly ItemChange[];
  /** One for each side after the first: what changed since the side before it. */
  readonly recipes: readonly TextDiff[];
  readonly counts: Readonly<Record<Jump, number>>;
}

/** Biggest first; the order of every list of packages. */
export const jumpsBySize = [
  "major",
  "downgrade",
  "removed",
  "added",
  "minor",
  "other",
  "patch",
  "rebuild",
  "unknown",
  "same",
] as const satisfies readonly Jump[];
