/** Series of images: those that differ only in a version or a date at the end of the name, in order of time. */
import { byTimeThenName, rootOf, type ImageGraph, type LineageImage } from "./image-graph.ts";

/** Parts that tell one of a series from the next: dates, dotted versions, and a number at the end. */
const moments = [
  /[-_ ]\d{4}-\d{2}-\d{2}(?:[T ]?[\d:.]*Z?)?(?=$|[-_ ])/gi,
  /[-_ ]\d{6,}(?:T\d+Z?)?(?:[.]\d+)*(?:-\d{1,4}$)?(?=$|[-_ ])/gi,
  /[-_ ]v?\d+(?:\.\d+)+(?=$|[-_ ])/gi,
] as const;
const lastNumber = /(?:(?<!x86)[-_ ]v?\d+)+$/i;

/**
 * `al2023` of "al2023-2026.10.30", `hardened` of "hardened 91", `shard-7` of "shard-7 1.4.0": a number at the end counts
 * only where no date or version does. The name itself if nothing is left without it.
 */
export function seriesName(name: string): string {
  const undated = moments.reduce((text, moment) => text.replace(moment, ""), name);
  const stem = undated === name ? name.replace(lastNumber, "") : undated;
  return stem === "" ? name : stem;
}

/** The newest base of the series of this image's own base, if there is a newer one than its own. */
export function outdatedBase<T extends LineageImage>(graph: ImageGraph<T>, id: string): T | null {
  const own = rootOf(graph, id);
  if (own === null || own.kind !== "base") return null;
  const name = seriesName(own.name);
  let newest = own;
  for (const image of graph.images.values()) {
    if (image.kind !== "base" || seriesName(image.name) !== name) continue;
    if (byTimeThenName(newest, image) < 0) newest = image;
  }
  return newest.id === own.id ? null : newest;
}
