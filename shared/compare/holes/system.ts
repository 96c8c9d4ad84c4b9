/**
 * Which of a file's systems an image is: by what its manifest says, else by the marks that distributions put into their
 * versions. A file of another release says nothing true of it.
 */
import { ecosystemOf } from "./advisory.ts";
import type { Contents } from "./contents.ts";

export interface SystemName {
  /** In small letters: amazon linux, debian, ubuntu, red hat, rocky linux… */
  readonly family: string;
  /** `2023`, `12`, `22.04`, `9`; null: not told. */
  readonly release: string | null;
}

const families = [
  "amazon linux",
  "debian",
  "ubuntu",
  "rocky linux",
  "almalinux",
  "red hat",
  "oracle linux",
  "centos",
  "fedora",
  "opensuse",
  "suse",
  "photon os",
  "azure linux",
] as const;

/** Null: it can't be told. */
export function systemOf(manifest: Contents): SystemName | null {
  return namedSystem(manifest.system ?? "") ?? markedSystem(manifest);
}

/** Of "Amazon Linux 2023.9.20261105", "Debian GNU/Linux 12 (bookworm)", "Debian:12", "Ubuntu:22.04:LTS". */
export function namedSystem(text: string): SystemName | null {
  const lower = text.toLowerCase().replace(/enterprise_linux|enterprise linux/, "");
  const family = families.find((name) => lower.startsWith(name));
  if (family === undefined) return null;
  const number = /\d+(?:\.\d+)?/.exec(lower)?.[0] ?? null;
  const release = family === "ubuntu" ? number : (number?.split(".")[0] ?? null);
  return { family, release };
}

const marks: readonly (readonly [RegExp, string])[] = [
  [/\.amzn(\d+)/, "amazon linux"],
  [/[+~]deb(\d+)/, "debian"],
  [/ubuntu0?\.?(\d\d\.\d\d)/, "ubuntu"],
  [/\.fc(\d+)/, "fedora"],
  [/\.el(\d+)/, "red hat"],
];

function markedSystem({ packages }: Contents): SystemName | null {
  const counts = new Map<string, number>();
  for (const { version } of packages)
    for (const [mark, family] of marks) {
      const release = mark.exec(version)?.[1];
      if (release === undefined) continue;
      const key = `${family}\n${release}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      break;
    }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  const [family, release] = most?.[0].split("\n") ?? [];
  return family === undefined ? null : { family, release: release ?? null };
}

/** `maybe`: the image's system or the file's can't be told. What a registry says holds on every system. */
export function speaksOf(ecosystem: string, system: SystemName | null): "yes" | "no" | "maybe" {
  if (ecosystemOf(ecosystem) === null) return "no";
  const named = namedSystem(ecosystem);
  if (named === null) return isRegistry(ecosystem) ? "yes" : "maybe";
  if (system === null) return "maybe";
  if (!sameFamily(named.family, system.family)) return "no";
  if (named.release === null || system.release === null) return "maybe";
  return named.release === system.release ? "yes" : "no";
}

const isRegistry = (ecosystem: string) =>
  !(ecosystemOf(ecosystem)?.sources ?? []).some((source) => source === "rpm" || source === "deb");

/** Versions of Red Hat's rebuilds carry Red Hat's mark. */
const rebuilds: ReadonlySet<string> = new Set(["red hat", "rocky linux", "almalinux", "centos"]);
const sameFamily = (a: string, b: string) => a === b || (b === "red hat" && rebuilds.has(a));
