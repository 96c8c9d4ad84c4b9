/** Which of two versions is newer, and how big the jump between them is. */
import type { Jump } from "../comparison.ts";
import { compareDebText } from "./deb-order.ts";
import { compareRpmText } from "./rpm-order.ts";
import { compareSemver } from "./semver-order.ts";
import { schemeOf, versionParts, type VersionParts, type VersionScheme } from "./version-parts.ts";

/** Below 0: `a` is older. 0: the packager counts them as the same. */
export function compareVersions(
  a: string,
  b: string,
  scheme: VersionScheme = schemeOf("", a),
): number {
  const [left, right] = [versionParts(a, scheme), versionParts(b, scheme)];
  if (scheme === "semver") return compareSemver(left.upstream, right.upstream);
  const order = scheme === "deb" ? compareDebText : compareRpmText;
  if (left.epoch !== right.epoch) return left.epoch < right.epoch ? -1 : 1;
  return order(left.upstream, right.upstream) || order(left.release, right.release);
}

/** Null: the package isn't there on that side. */
export function jumpOf(a: string | null, b: string | null, scheme?: VersionScheme): Jump {
  if (a === null || b === null) return a === b ? "same" : a === null ? "added" : "removed";
  if (a === b) return "same";
  const used = scheme ?? schemeOf("", a);
  const order = compareVersions(a, b, used);
  if (order > 0) return "downgrade";
  const [left, right] = [versionParts(a, used), versionParts(b, used)];
  if (order === 0)
    return left.release === right.release && left.upstream === right.upstream ? "same" : "rebuild";
  return upgrade(left, right);
}

function upgrade(left: VersionParts, right: VersionParts): Jump {
  if (left.epoch === right.epoch && left.upstream === right.upstream) return "rebuild";
  const [a, b] = [numbersOf(left.upstream), numbersOf(right.upstream)];
  if (a === null || b === null) return "other";
  const place = [0, 1, 2].find((at) => (a[at] ?? 0) !== (b[at] ?? 0));
  if (place === undefined) return left.epoch === right.epoch ? "patch" : "other";
  return (["major", "minor", "patch"] as const)[place] ?? "patch";
}

/** The leading numbers: 3, 0, 14 of "3.0.14a"; null if it doesn't begin with one. */
function numbersOf(upstream: string): number[] | null {
  const match = /^v?(\d+(?:\.\d+)*)/i.exec(upstream);
  return match?.[1] === undefined ? null : match[1].split(".").map(Number);
}
