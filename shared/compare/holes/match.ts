/** Whether a version has a hole, by its packager's order. */
import type { AffectedPackage, VersionRange } from "./advisory.ts";
import { ecosystemOf } from "./advisory.ts";
import type { VersionScheme } from "../versions/version-parts.ts";
import { compareVersions } from "../versions/versions.ts";

/** `unknown`: the file gives ranges in an order that isn't known, and doesn't name the version. */
export type Holds = "yes" | "no" | "unknown";

export function hasHole(version: string, affected: AffectedPackage): Holds {
  if (affected.versions.includes(version)) return "yes";
  const scheme = ecosystemOf(affected.ecosystem)?.scheme ?? null;
  if (scheme === null)
    return affected.versions.length > 0 || affected.ranges.length === 0 ? "no" : "unknown";
  return affected.ranges.some((range) => within(version, range, scheme)) ? "yes" : "no";
}

function within(version: string, range: VersionRange, scheme: VersionScheme): boolean {
  const { introduced, fixed, lastAffected } = range;
  if (introduced !== null && compareVersions(version, introduced, scheme) < 0) return false;
  if (fixed !== null) return compareVersions(version, fixed, scheme) < 0;
  return lastAffected === null || compareVersions(version, lastAffected, scheme) <= 0;
}

/** The version that closes it for this one; null: none is known. */
export function fixedIn(version: string, affected: AffectedPackage): string | null {
  const scheme = ecosystemOf(affected.ecosystem)?.scheme ?? null;
  const range = affected.ranges.find((each) => scheme !== null && within(version, each, scheme));
  return (range ?? affected.ranges[0])?.fixed ?? null;
}
