/**
 * What a comparison closes and opens, by files that the user has. A package that no file speaks of is unknown, not
 * safe; so is everything of a side whose manifest isn't known.
 */
import type { PackageFact } from "../../model/manifest.ts";
import { cutPackages } from "../cut.ts";
import { schemeOf } from "../versions/version-parts.ts";
import { compareVersions } from "../versions/versions.ts";
import {
  ecosystemOf,
  nameKey,
  type AffectedPackage,
  type HoleFile,
  type Severity,
} from "./advisory.ts";
import type { Contents } from "./contents.ts";
import { fixedIn, hasHole } from "./match.ts";
import { speaksOf, systemOf } from "./system.ts";

/**
 * On one side. `absent`: the package isn't there. `maybe`: see `onlyIf`, or its order isn't known. `unlisted`: the list
 * was cut and doesn't have the package, which may be there in any version. `unknown`: nothing is known of the side.
 */
export type HoleState = "open" | "closed" | "absent" | "maybe" | "unlisted" | "unknown";

/** From the first known side to the last one. `between`: only a side in the middle has it. */
export type HoleOutcome = "opened" | "stays" | "closed" | "between" | "maybe";

export interface HoleRow {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly severity: Severity;
  readonly name: string;
  readonly ecosystem: string;
  /** What is installed on each side. */
  readonly versions: readonly (string | null)[];
  readonly states: readonly HoleState[];
  /** Null: no fix is known. */
  readonly fixed: string | null;
  readonly onlyIf: string | null;
  readonly outcome: HoleOutcome;
}

/** What a file knows of the packages of one side. */
export interface Coverage {
  readonly file: string;
  /** Packages of the last known side. */
  readonly packages: number;
  /** Of them, those that the file speaks of at all. */
  readonly known: number;
  /** Packages of that side that its cut list leaves out. */
  readonly unlisted: number;
  /** Systems that the file speaks of and the images aren't. */
  readonly leftOut: readonly string[];
  /** Systems of which it can't be told whether the images are of them: they were taken as if they were. */
  readonly assumed: readonly string[];
}

export interface HoleReport {
  readonly rows: readonly HoleRow[];
  readonly coverage: readonly Coverage[];
  readonly counts: Readonly<Record<HoleOutcome, number>>;
}

const severities: readonly Severity[] = ["critical", "high", "medium", "low", "unknown"];
const outcomes: readonly HoleOutcome[] = ["opened", "stays", "maybe", "between", "closed"];

/** Null for a side of which nothing is known. */
export function holeReport(
  sides: readonly (Contents | null)[],
  files: readonly HoleFile[],
): HoleReport {
  const installed = sides.map((side) => (side === null ? null : byName(side)));
  const last = sides.findLast((side) => side !== null) ?? null;
  const rows = new Map<string, HoleRow>();
  const coverage = files.map((file) => {
    const system = last === null ? null : systemOf(last);
    const standing = Map.groupBy(Object.keys(file.ecosystems), (name) => speaksOf(name, system));
    const meant = new Set([...(standing.get("yes") ?? []), ...(standing.get("maybe") ?? [])]);
    addRows(rows, file, meant, installed);
    return {
      file: file.name,
      packages: last?.packages.length ?? 0,
      known: last === null ? 0 : knownOf(last, file, meant),
      unlisted: unlistedOf(last),
      leftOut: standing.get("no") ?? [],
      assumed: standing.get("maybe") ?? [],
    };
  });
  const sorted = [...rows.values()].sort(byConcern);
  const counts = { opened: 0, stays: 0, closed: 0, between: 0, maybe: 0 };
  for (const { outcome } of sorted) counts[outcome] += 1;
  return { rows: sorted, coverage, counts };
}

function unlistedOf(side: Contents | null): number {
  const cut = cutPackages(side);
  return cut === null ? 0 : cut.of - cut.kept;
}

function byConcern(a: HoleRow, b: HoleRow): number {
  return (
    outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : a.name < b.name ? -1 : 1)
  );
}

interface Installed {
  readonly named: ReadonlyMap<string, readonly PackageFact[]>;
  readonly isCut: boolean;
}

/** By kind of package and name. */
function byName({ packages, cut }: Contents): Installed {
  const found = new Map<string, PackageFact[]>();
  for (const one of packages) {
    const source = one.source.toLowerCase();
    const key = `${source}/${nameKey(source === "pip" ? "pypi" : source, one.name)}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [one]);
    else known.push(one);
  }
  return { named: found, isCut: cutPackages(cut === undefined ? null : { cut }) !== null };
}

function installedOf(side: Installed, { ecosystem, name, archs }: AffectedPackage): PackageFact[] {
  const sources = ecosystemOf(ecosystem)?.sources ?? [];
  const all = sources.flatMap(
    (source) => side.named.get(`${source}/${nameKey(ecosystem, name)}`) ?? [],
  );
  return archs === null
    ? all
    : all.filter(({ arch }) => archs.includes(arch) || arch === "noarch" || arch === "all");
}

function addRows(
  rows: Map<string, HoleRow>,
  file: HoleFile,
  meant: ReadonlySet<string>,
  installed: readonly (Installed | null)[],
): void {
  for (const { id, aliases, summary, severity, affected } of file.advisories) {
    for (const one of affected) {
      if (!meant.has(one.ecosystem)) continue;
      const found = installed.map((side) => (side === null ? null : sideOf(side, one)));
      const states = found.map((side) => side?.state ?? "unknown");
      const outcome = outcomeOf(states);
      const key = `${id}/${one.ecosystem}/${one.name}`;
      if (outcome === null || (rows.has(key) && outcome === "maybe")) continue;
      const versions = found.map((side) => side?.version ?? null);
      const { name, ecosystem, onlyIf } = one;
      const fixed = fixedOf(versions, one);
      const about = { id, aliases, summary, severity, name, ecosystem };
      rows.set(key, { ...about, versions, states, fixed, onlyIf, outcome });
    }
  }
}

const fixedOf = (versions: readonly (string | null)[], one: AffectedPackage) =>
  versions.reduce<string | null>(
    (found, version) => found ?? (version === null ? null : fixedIn(version, one)),
    null,
  );

/** Where several of a name are installed, the oldest counts: it is there. */
function sideOf(
  side: Installed,
  affected: AffectedPackage,
): { readonly state: HoleState; readonly version: string | null } {
  const found = installedOf(side, affected);
  const [first] = found;
  if (first === undefined) return { state: side.isCut ? "unlisted" : "absent", version: null };
  const scheme = schemeOf(first.source, first.version);
  const oldest = found.reduce((a, b) =>
    compareVersions(b.version, a.version, scheme) < 0 ? b : a,
  );
  const holds = hasHole(oldest.version, affected);
  const conditional = affected.onlyIf !== null && holds === "yes";
  const state = holds === "no" ? "closed" : holds === "unknown" || conditional ? "maybe" : "open";
  return { state, version: oldest.version };
}

/** Null: no side has it. */
function outcomeOf(states: readonly HoleState[]): HoleOutcome | null {
  const known = states.filter((state) => state !== "unknown");
  const [first, last] = [known[0], known.at(-1)];
  if (known.includes("unlisted") && !known.some(isListed)) return null;
  if (known.includes("maybe") || known.includes("unlisted")) return "maybe";
  if (last === "open") return first === "open" ? "stays" : "opened";
  if (first === "open") return "closed";
  return known.includes("open") ? "between" : null;
}

const isListed = (state: HoleState) => state === "open" || state === "closed" || state === "maybe";

function knownOf(manifest: Contents, file: HoleFile, meant: ReadonlySet<string>): number {
  const names = new Set<string>();
  for (const { affected } of file.advisories)
    for (const { ecosystem, name } of affected)
      if (meant.has(ecosystem))
        for (const source of ecosystemOf(ecosystem)?.sources ?? [])
          names.add(`${source}/${nameKey(ecosystem, name)}`);
  let known = 0;
  for (const [key, all] of byName(manifest).named) if (names.has(key)) known += all.length;
  return known;
}

/** What a reader is to keep for these manifests. */
export function wantedOf(sides: readonly (Contents | null)[]) {
  const names = new Set(
    sides.flatMap((side) => (side === null ? [] : [...byName(side).named.keys()])),
  );
  return (ecosystem: string, name: string): boolean =>
    (ecosystemOf(ecosystem)?.sources ?? []).some((source) =>
      names.has(`${source}/${nameKey(ecosystem, name)}`),
    );
}
