/** A version taken apart the way its packager means it: epoch, upstream version, release. */
export type VersionScheme = "rpm" | "deb" | "semver";

export interface VersionParts {
  readonly epoch: number;
  readonly upstream: string;
  /** The packager's own count; "" where the scheme has none. */
  readonly release: string;
}

/** Where the manifest says what kind of package it is, that decides; else what the text looks like. */
export function schemeOf(source: string, version = ""): VersionScheme {
  const kind = source.toLowerCase();
  if (kind === "rpm" || kind === "deb") return kind;
  if (["dpkg", "apt"].includes(kind)) return "deb";
  if (["yum", "dnf"].includes(kind)) return "rpm";
  if (["npm", "cargo", "gem", "go", "semver", "nuget"].includes(kind)) return "semver";
  return /^v?\d+\.\d+\.\d+(?:-[\w.]*[a-z][\w.]*)?(?:\+[\w.-]+)?$/i.test(version) ? "semver" : "rpm";
}

export function versionParts(version: string, scheme: VersionScheme): VersionParts {
  const text = version.trim();
  if (scheme === "semver") return { epoch: 0, upstream: text.replace(/^[v=]+/i, ""), release: "" };
  const match = /^(?:(\d+):)?(.*)$/s.exec(text);
  const rest = match?.[2] ?? text;
  const epoch = Number(match?.[1] ?? 0);
  const at = rest.lastIndexOf("-");
  if (at <= 0) return { epoch, upstream: rest, release: "" };
  return { epoch, upstream: rest.slice(0, at), release: rest.slice(at + 1) };
}
