/** Packages of two manifests, held against each other; the biggest jump first. */
import type { Manifest, PackageFact } from "../model/manifest.ts";
import type { Jump, PackageChange } from "./comparison.ts";
import { compareText } from "./rpm-order.ts";
import { schemeOf } from "./version-parts.ts";
import { jumpOf } from "./versions.ts";

const biggestFirst: readonly Jump[] = [
  "major",
  "downgrade",
  "removed",
  "added",
  "minor",
  "other",
  "patch",
  "rebuild",
  "same",
];

export function comparePackages(left: Manifest, right: Manifest): PackageChange[] {
  const [a, b] = [byKey(left), byKey(right)];
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].map((key) => change(a.get(key), b.get(key))).sort(bigJumpsFirst);
}

function bigJumpsFirst(a: PackageChange, b: PackageChange): number {
  return biggestFirst.indexOf(a.jump) - biggestFirst.indexOf(b.jump) || compareText(a.name, b.name);
}

/** Several of one name, architecture and source (kernels) are told apart by their place in the list. */
function byKey(manifest: Manifest): Map<string, PackageFact> {
  const found = new Map<string, PackageFact>();
  for (const one of manifest.packages) {
    const key = `${one.source}/${one.name}/${one.arch}`;
    let free = key;
    for (let copy = 2; found.has(free); copy += 1) free = `${key}/${String(copy)}`;
    found.set(free, one);
  }
  return found;
}

function change(a: PackageFact | undefined, b: PackageFact | undefined): PackageChange {
  const either = a ?? b;
  const [left, right] = [a?.version ?? null, b?.version ?? null];
  const scheme = schemeOf(either?.source ?? "", either?.version);
  return { name: either?.name ?? "", left, right, jump: jumpOf(left, right, scheme) };
}
