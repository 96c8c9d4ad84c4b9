/** What differs between two images or two generations. Made by shared/compare, shown by the Compare screen. */
import type { TestResult } from "../model/manifest.ts";

export type Jump =
  | "added"
  | "removed"
  | "major"
  | "minor"
  | "patch"
  | "rebuild"
  | "downgrade"
  | "other"
  | "same";

export interface PackageChange {
  readonly name: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly jump: Jump;
}
export interface ItemChange {
  readonly area:
    | "file"
    | "user"
    | "service"
    | "port"
    | "kernel"
    | "disk"
    | "boot"
    | "configuration"
    | "image"
    | "group";
  readonly item: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly same: boolean;
}
export interface TextLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}
export interface CompareSide {
  readonly label: string;
  readonly imageId: string | null;
  readonly imageName: string | null;
  /** Oldest ancestor first, names. */
  readonly ancestry: readonly string[];
  readonly tests: readonly TestResult[] | null;
  /** Null where no manifest is known: then packages can't be compared, and this says why. */
  readonly manifestKnown: boolean;
  readonly note: string | null;
}
export interface Comparison {
  readonly left: CompareSide;
  readonly right: CompareSide;
  /** Null: not comparable, because a manifest is unknown. */
  readonly packages: readonly PackageChange[] | null;
  readonly items: readonly ItemChange[];
  /** Null: a recipe is unknown. */
  readonly recipe: readonly TextLine[] | null;
  readonly counts: Readonly<Record<Jump, number>>;
}
