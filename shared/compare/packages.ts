/** Packages of two or three manifests, held against each other; the biggest jump first. */
import type { Manifest, PackageFact } from "../model/manifest.ts";
import { cutPackages } from "./cut.ts";
import { jumpsBySize, type Jump, type PackageChange } from "./comparison.ts";
import { compareText } from "./versions/rpm-order.ts";
import { schemeOf } from "./versions/version-parts.ts";
import { jumpOf } from "./versions/versions.ts";

const sizes = new Map<Jump, number>(jumpsBySize.map((jump, at) => [jump, at]));
const sizeOf = (jump: Jump) => sizes.get(jump) ?? jumpsBySize.length;

/** Null for a side of which nothing is known. */
export function comparePackages(sides: readonly (Manifest | null)[]): PackageChange[] {
  const maps = sides.map((side) => (side === null ? null : byKey(side)));
  const keys = new Set(maps.flatMap((map) => (map === null ? [] : [...map.keys()])));
  const isCut = sides.map((side) => cutPackages(side) !== null);
  const changes = Map.groupBy(
    [...keys].map((key) => change(maps, isCut, key)),
    ({ jump }) => jump,
  );
  return jumpsBySize.flatMap((jump) => changes.get(jump)?.sort(byName) ?? []);
}

const byName = (a: PackageChange, b: PackageChange) => compareText(a.name, b.name);

export function bigJumpsFirst(a: PackageChange, b: PackageChange): number {
  return sizeOf(a.jump) - sizeOf(b.jump) || compareText(a.name, b.name);
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

type Packages = ReadonlyMap<string, PackageFact> | null;

function change(maps: readonly Packages[], isCut: readonly boolean[], key: string): PackageChange {
  const found = maps.map((map) => map?.get(key) ?? null);
  const either = found.find((one) => one !== null);
  const versions = found.map((one) => one?.version ?? null);
  const unknownAt = maps.flatMap((map, at) =>
    map === null || (isCut[at] === true && found[at] === null) ? [at] : [],
  );
  const unlisted = unknownAt.filter((at) => maps[at] !== null);
  const jumps = jumpsOf(versions, { unknownAt, unlisted }, either);
  const { name = "", arch = "", source = "" } = either ?? {};
  return { name, arch, source, versions, unknownAt, jumps, jump: biggest(jumps) };
}

interface Unknown {
  readonly unknownAt: readonly number[];
  /** Those of them whose list was cut: that there is a change can't be told, and that is said. */
  readonly unlisted: readonly number[];
}

function jumpsOf(
  versions: readonly (string | null)[],
  { unknownAt, unlisted }: Unknown,
  either: PackageFact | undefined,
): (Jump | null)[] {
  let before: string | null | undefined;
  return versions.map((version, at) => {
    if (unlisted.includes(at)) return at === 0 ? null : "unknown";
    if (unknownAt.includes(at)) return null;
    const earlier = before;
    before = version;
    if (earlier === undefined) return unlisted.some((one) => one < at) ? "unknown" : null;
    if (earlier === version) return "same";
    return jumpOf(earlier, version, schemeOf(either?.source ?? "", either?.version));
  });
}

function biggest(jumps: readonly (Jump | null)[]): Jump {
  let found: Jump = "same";
  for (const jump of jumps) if (jump !== null && sizeOf(jump) < sizeOf(found)) found = jump;
  return found;
}
