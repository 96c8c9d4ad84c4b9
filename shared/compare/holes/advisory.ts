/** Known holes, as a file that the user has says them, whatever its format. */
import type { VersionScheme } from "../versions/version-parts.ts";

export type Severity = "critical" | "high" | "medium" | "low" | "unknown";

export interface VersionRange {
  /** Null: from the first version on. */
  readonly introduced: string | null;
  /** The first version without it; null: none is known. */
  readonly fixed: string | null;
  /** The last version with it, where that is said instead. */
  readonly lastAffected: string | null;
}

export interface AffectedPackage {
  /** The system or the registry whose packages are meant, e.g. `Debian:12`, `Amazon Linux 2023`, `npm`. */
  readonly ecosystem: string;
  readonly name: string;
  /** Null: any. */
  readonly archs: readonly string[] | null;
  readonly ranges: readonly VersionRange[];
  /** Versions that are named one by one. */
  readonly versions: readonly string[];
  /** What else must hold that a list of packages doesn't say, e.g. "Module nodejs:18 is enabled". */
  readonly onlyIf: string | null;
}

export interface Advisory {
  readonly id: string;
  /** Other names of the same hole: CVE numbers. */
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly severity: Severity;
  readonly affected: readonly AffectedPackage[];
}

/** A file that was read: only what concerns the wanted packages is kept of it. */
export interface HoleFile {
  readonly name: string;
  readonly format: "OSV" | "OVAL" | "updateinfo";
  readonly advisories: readonly Advisory[];
  /** All in the file, also of other packages. */
  readonly total: number;
  /** When the newest of what it says was said; null: it doesn't say. */
  readonly newestMs: number | null;
  /** How many of its advisories speak of each. */
  readonly ecosystems: Readonly<Record<string, number>>;
  /** Entries that could not be understood, and were left out. */
  readonly unreadable: number;
}

/** What a reader is to keep: names as `nameKey` spells them. */
export type Wanted = (ecosystem: string, name: string) => boolean;

/** Given a text bit by bit; `end` gives what was in it. Throws HoleFileError for what it can't read. */
export interface HoleReader {
  push(text: string): void;
  end(): Omit<HoleFile, "name">;
}

/** The message says what is wrong with the file, and what to do. */
export class HoleFileError extends Error {}

export interface Ecosystem {
  readonly scheme: VersionScheme | null;
  /** The manifest's `source` of its packages. */
  readonly sources: readonly string[];
}

const registries: ReadonlyMap<string, Ecosystem> = new Map(
  Object.entries({
    npm: { scheme: "semver", sources: ["npm"] },
    "crates.io": { scheme: "semver", sources: ["cargo"] },
    go: { scheme: "semver", sources: ["go"] },
    pypi: { scheme: null, sources: ["pip", "pypi"] },
    rubygems: { scheme: null, sources: ["gem"] },
    maven: { scheme: null, sources: ["maven"] },
    nuget: { scheme: "semver", sources: ["nuget"] },
  } satisfies Readonly<Record<string, Ecosystem>>),
);
const rpm: Ecosystem = { scheme: "rpm", sources: ["rpm", "yum", "dnf"] };
const deb: Ecosystem = { scheme: "deb", sources: ["deb", "dpkg", "apt"] };

/** Null: no kind of package that a manifest lists. `scheme` null: no order of versions is known for it. */
export function ecosystemOf(ecosystem: string): Ecosystem | null {
  const [family = ""] = ecosystem.toLowerCase().split(":");
  const registry = registries.get(family);
  if (registry !== undefined) return registry;
  if (/debian|ubuntu/.test(family)) return deb;
  return /red hat|rocky|alma|suse|mageia|openeuler|photon|amazon|oracle|fedora|centos|azure linux|rpm/.test(
    family,
  )
    ? rpm
    : null;
}

/** Python's names are the same whatever their case and dashes. */
export const nameKey = (ecosystem: string, name: string): string =>
  ecosystem.toLowerCase().startsWith("pypi") ? name.toLowerCase().replace(/[-_.]+/g, "-") : name;
