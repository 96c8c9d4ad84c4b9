/** Which images are shown. Pure. */
import type { ImageView } from "../../../shared/model/fleet.ts";
import { ancestors, type ImageGraph } from "../../../shared/lineage/image-graph.ts";
import { conditionOf } from "./image-marks.ts";

export type Standing = "any" | "in-service" | "held-back" | "untested";

export interface ImageFilter {
  readonly text: string;
  readonly recipe: string | null;
  readonly standing: Standing;
}
export const noFilter: ImageFilter = { text: "", recipe: null, standing: "any" };

export const standingWords: Readonly<Record<Standing, string>> = {
  any: "any state",
  "in-service": "in service",
  "held-back": "revoked, failed, disabled, deprecated",
  untested: "never tested by Bennu",
};

export const isFiltering = ({ text, recipe, standing }: ImageFilter) =>
  text.trim() !== "" || recipe !== null || standing !== "any";

/** By name, id, recipe, version, or the text of a tag. */
export function fittingImages(
  images: readonly ImageView[],
  { text, recipe, standing }: ImageFilter,
  nowMs: number,
): ImageView[] {
  const wanted = text.trim().toLowerCase();
  return images.filter(
    (image) =>
      (recipe === null || image.recipe === recipe) &&
      stands(image, standing, nowMs) &&
      (wanted === "" || says(image, wanted)),
  );
}

function stands(image: ImageView, standing: Standing, nowMs: number): boolean {
  switch (standing) {
    case "any":
      return true;
    case "in-service":
      return image.serversInService > 0;
    case "held-back":
      return conditionOf(image, nowMs) !== null;
    case "untested":
      return image.verification.kind === "untested";
  }
}

const says = (image: ImageView, wanted: string) =>
  image.name.toLowerCase().includes(wanted) ||
  image.id.includes(wanted) ||
  Object.values(image.tags).some((value) => value.toLowerCase().includes(wanted));

/** With their ancestors, so that every one that is drawn hangs where it belongs. */
export function withAncestors(
  graph: ImageGraph<ImageView>,
  images: readonly ImageView[],
): ImageView[] {
  const shown = new Map<string, ImageView>();
  for (const image of images) {
    shown.set(image.id, image);
    for (const each of ancestors(graph, image.id)) {
      if (shown.has(each.id)) break;
      shown.set(each.id, each);
    }
  }
  return [...shown.values()];
}

export function recipesOf(images: readonly ImageView[]): string[] {
  const found = new Set<string>();
  for (const { recipe } of images) if (recipe !== null) found.add(recipe);
  return [...found].sort();
}
