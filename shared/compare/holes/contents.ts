/** What of an image is held against known holes, taken from a comparison as it is shown. */
import type { Manifest } from "../../model/manifest.ts";
import type { Comparison } from "../comparison.ts";

export type Contents = Pick<Manifest, "packages" | "system" | "cut">;

/** Null for a side of which nothing is known. */
export function contentsOf({ sides, packages }: Comparison): (Contents | null)[] {
  return sides.map(({ manifestKnown, system, cut }, at) => {
    if (!manifestKnown || packages === null) return null;
    const found = packages.flatMap(({ name, arch, source, versions }) => {
      const version = versions[at] ?? null;
      return version === null ? [] : [{ name, arch, source, version }];
    });
    return {
      packages: found,
      ...(system === null ? {} : { system }),
      ...(cut === null ? {} : { cut: [cut] }),
    };
  });
}
