/**
 * What is inside an image, as a booted server printed it. What a manifest of the first form doesn't say is left out:
 * unknown, never none.
 */
import type { AncestorFact } from "./facts/image-use-facts.ts";

export interface PackageFact {
  readonly name: string;
  readonly version: string;
  readonly arch: string;
  /** rpm, deb, npm, pip, container… */
  readonly source: string;
  /** Where it came from, as its package manager says: a repository's name, a file; left out where it says nothing. */
  readonly repository?: string;
}

export interface WatchedFile {
  readonly path: string;
  readonly digest: string;
  /** Four octal digits. */
  readonly mode?: string;
  /** user:group */
  readonly owner?: string;
}

export interface UserFact {
  readonly name: string;
  readonly id: number;
  readonly groupId: number;
  readonly home: string;
  readonly shell: string;
}

export interface GroupFact {
  readonly name: string;
  readonly id: number;
  readonly members: readonly string[];
}

/** A line of a cron table, its arguments kept back (bake/manifest/mark.ts); of a folder such as cron.daily, the script's path with an empty line; or a timer's unit. */
export interface CronFact {
  readonly path: string;
  readonly line: string;
}

export interface DiskFact {
  readonly mount: string;
  readonly usedMib: number;
  readonly sizeMib: number;
}

/** What did not fit the console: so many of so many came. */
export interface CutFact {
  readonly what: string;
  readonly kept: number;
  readonly of: number;
}

export interface Manifest {
  readonly imageId: string | null;
  readonly takenAtMs: number;
  readonly kernel: string;
  readonly packages: readonly PackageFact[];
  readonly files: readonly WatchedFile[];
  readonly users: readonly string[];
  readonly services: readonly string[];
  /** Listening ports, e.g. `tcp/8080`; UDP only where `form` is 2. */
  readonly ports: readonly string[];
  /** Of the root volume. */
  readonly diskUsedMib: number | null;
  /** Form 2: from the kernel's start until the last enabled service was up. Form 1: until the manifest was taken. */
  readonly bootSeconds: number | null;
  /** Left out: the first form, which has none of what follows. */
  readonly form?: 2;
  /** e.g. `Amazon Linux 2023.9.20261105`. */
  readonly system?: string;
  /** As the kernel names it: x86_64, aarch64. */
  readonly machine?: string;
  readonly userFacts?: readonly UserFact[];
  readonly groups?: readonly GroupFact[];
  readonly cron?: readonly CronFact[];
  /** The values in force of the settings that the system's files name. */
  readonly sysctl?: Readonly<Record<string, string>>;
  /** Those of `ports` that only the machine itself can reach. */
  readonly localPorts?: readonly string[];
  readonly disks?: readonly DiskFact[];
  /** Left out: nothing was cut. */
  readonly cut?: readonly CutFact[];
}

export interface TestResult {
  readonly name: string;
  /** `builder`: before the image was made. `fresh-boot`: on a server started from it. */
  readonly where: "builder" | "fresh-boot";
  readonly passed: boolean;
  readonly detail: string;
  readonly durationMs: number;
}

/** What the journal keeps of an image: from a bake, or from an inspection (a boot to print the manifest). */
export interface ImageRecord {
  readonly imageId: string;
  readonly manifest: Manifest | null;
  readonly tests: readonly TestResult[];
  readonly recipeName: string | null;
  readonly recipeText: string | null;
  readonly bakedByOperation: string | null;
  /** From the image to its root, as AWS told it; left out: it didn't, or was not asked. */
  readonly ancestry?: readonly AncestorFact[];
  readonly recordedAtMs: number;
}
