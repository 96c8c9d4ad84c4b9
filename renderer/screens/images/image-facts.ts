/** What the Images screen says of one image: who descends from it, what runs on that, what is newer. */
import type { ImageView } from "../../../shared/model/fleet.ts";
import {
  ancestors,
  descendants,
  imageGraph,
  type ImageGraph,
} from "../../../shared/lineage/image-graph.ts";
import { outdatedBase } from "../../../shared/lineage/series.ts";

export interface Exposure {
  readonly fleetId: string;
  readonly fleetName: string;
  readonly label: string;
  readonly servers: number;
  readonly imageName: string;
}

export interface ImageFacts {
  /** Oldest first, without the image itself. */
  readonly chain: readonly ImageView[];
  readonly descendants: readonly ImageView[];
  /** What must be replaced if this image has a hole: generations with servers, itself included. */
  readonly exposed: readonly Exposure[];
  readonly servers: number;
  readonly newerBase: ImageView | null;
}

export function imageFacts(graph: ImageGraph<ImageView>, image: ImageView): ImageFacts {
  const below = descendants(graph, image.id);
  const exposed = [image, ...below].flatMap(exposuresOf).sort((a, b) => b.servers - a.servers);
  return {
    chain: ancestors(graph, image.id).reverse(),
    descendants: below,
    exposed,
    servers: exposed.reduce((sum, each) => sum + each.servers, 0),
    newerBase: outdatedBase(graph, image.id),
  };
}

function exposuresOf(image: ImageView): Exposure[] {
  return image.usedBy
    .filter((use) => use.servers > 0)
    .map(({ fleetId, fleetName, label, servers }) => ({
      fleetId,
      fleetName,
      label,
      servers,
      imageName: image.name,
    }));
}

export interface ImageFilter {
  readonly text: string;
  readonly recipe: string | null;
  readonly inServiceOnly: boolean;
}

/** The images that fit, with their ancestors, so that every one that is drawn hangs where it belongs. */
export function shownGraph(
  images: readonly ImageView[],
  filter: ImageFilter,
): ImageGraph<ImageView> {
  const all = imageGraph(images);
  const text = filter.text.trim().toLowerCase();
  const fits = (image: ImageView) =>
    (filter.recipe === null || image.recipe === filter.recipe) &&
    (!filter.inServiceOnly || image.serversInService > 0) &&
    (text === "" || image.name.toLowerCase().includes(text) || image.id.includes(text));
  const shown = new Map<string, ImageView>();
  for (const image of images) {
    if (!fits(image)) continue;
    for (const each of [image, ...ancestors(all, image.id)]) shown.set(each.id, each);
  }
  return imageGraph(shown.values());
}

export const recipesOf = (images: readonly ImageView[]): string[] =>
  [...new Set(images.map((image) => image.recipe).filter((recipe) => recipe !== null))].sort();
