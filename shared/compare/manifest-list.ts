/** One manifest as a list to look things up in: its packages, then everything else, area by area. */
import type { Manifest } from "../model/manifest.ts";
import type { ItemArea } from "./comparison.ts";
import { compareManifests } from "./manifest-items.ts";

export interface ListedItem {
  readonly area: ItemArea | "package";
  readonly name: string;
  /** A version, a digest, a value; null where being there is all there is to say. */
  readonly value: string | null;
}

export function listManifest(manifest: Manifest): readonly ListedItem[] {
  const packages = manifest.packages
    .map(({ name, version, arch, source }): ListedItem => {
      const kind = arch === "" ? source : `${source}, ${arch}`;
      return { area: "package", name, value: `${version} (${kind})` };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const others = compareManifests([manifest]).map(({ area, item, values: [value] }): ListedItem => {
    const said = value === undefined || value === "present" ? null : value;
    return { area, name: item, value: said };
  });
  return [...packages, ...others];
}

/** Each word of the search is in its area, its name or its value. */
export function findItems(items: readonly ListedItem[], search: string): readonly ListedItem[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(({ area, name, value }) => {
    const text = `${area} ${name} ${value ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
