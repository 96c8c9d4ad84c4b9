/** Whether a base is there that is newer than the one an image stands on. Made once for all images. */
import { byTimeThenName, rootOf, type ImageGraph, type LineageImage } from "./image-graph.ts";
import { seriesName } from "./series.ts";

export interface BaseStep<T> {
  readonly from: T;
  readonly to: T;
}

export function newerBases<T extends LineageImage>(
  graph: ImageGraph<T>,
  isUsable: (image: T) => boolean,
): (id: string) => BaseStep<T> | null {
  const newest = new Map<string, T>();
  for (const image of graph.images.values()) {
    if (image.kind !== "base" || !isUsable(image)) continue;
    const series = seriesName(image.name);
    const known = newest.get(series);
    if (known === undefined || byTimeThenName(known, image) < 0) newest.set(series, image);
  }
  return (id) => {
    const from = rootOf(graph, id);
    if (from === null || from.kind !== "base" || from.id === id) return null;
    const to = newest.get(seriesName(from.name));
    return to === undefined || byTimeThenName(from, to) >= 0 ? null : { from, to };
  };
}
