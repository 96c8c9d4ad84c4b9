/** What the Images screen says of one image: who descends from it, what is newer. Pure. */
import type { ImageView } from "../../../shared/model/fleet.ts";
import { ancestors, descendants, type ImageGraph } from "../../../shared/lineage/image-graph.ts";
import { outdatedBase } from "../../../shared/lineage/series.ts";

export interface ImageFacts {
  /** Oldest first, without the image itself. */
  readonly chain: readonly ImageView[];
  readonly descendants: readonly ImageView[];
  readonly newerBase: ImageView | null;
}

export function imageFacts(graph: ImageGraph<ImageView>, image: ImageView): ImageFacts {
  const below = descendants(graph, image.id);
  return {
    chain: ancestors(graph, image.id).reverse(),
    descendants: below,
    newerBase: outdatedBase(graph, image.id),
  };
}

/** The image, its ancestors and descendants. */
export function relatedTo(graph: ImageGraph<ImageView>, id: string): ReadonlySet<string> {
  if (!graph.images.has(id)) return new Set();
  const line = [...ancestors(graph, id), ...descendants(graph, id)];
  return new Set([id, ...line.map((image) => image.id)]);
}
