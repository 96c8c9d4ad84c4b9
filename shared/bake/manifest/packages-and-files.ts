/** The lines of packages and watched files. A line that isn't one is passed over. */
import type { PackageFact, WatchedFile } from "../../model/manifest.ts";

/** `name version arch source repository`; the last from the second form on, and only where it is known. */
export function packageOf(line: string): readonly PackageFact[] {
  const [name, version, arch, source, repository] = line.split(" ");
  if (name === undefined || version === undefined) return [];
  const fact = { name, version, arch: arch ?? "", source: source ?? "" };
  return [repository === undefined || repository === "" ? fact : { ...fact, repository }];
}

/** `digest path` */
export function fileOf(line: string): readonly WatchedFile[] {
  const space = line.indexOf(" ");
  return space < 1 ? [] : [{ digest: line.slice(0, space), path: line.slice(space + 1) }];
}

/** `mode owner path` */
export function filesWithModes(
  files: readonly WatchedFile[],
  lines: readonly string[],
): readonly WatchedFile[] {
  const known = new Map(
    lines.flatMap((line) => {
      const [, mode, owner, path] = /^([0-7]{4}) (\S+) (.+)$/.exec(line) ?? [];
      return path === undefined ? [] : [[path, { mode: mode ?? "", owner: owner ?? "" }] as const];
    }),
  );
  return files.map((file) => ({ ...file, ...known.get(file.path) }));
}
