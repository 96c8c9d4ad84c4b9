/** What the Images screen says of one image: who descends from it, what runs on that, what is newer. Pure. */
import type { ImageView } from "../../../shared/model/fleet.ts";
import { ancestors, descendants, type ImageGraph } from "../../../shared/lineage/image-graph.ts";
import { outdatedBase } from "../../../shared/lineage/series.ts";

export interface Exposure {
  readonly fleetId: string;
  readonly fleetName: string;
  readonly label: string;
  readonly state: string;
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
    .map(({ fleetId, fleetName, label, state, servers }) => ({
      fleetId,
      fleetName,
      label,
      state,
      servers,
      imageName: image.name,
    }));
}

/** The image, its ancestors and descendants. */
export function relatedTo(graph: ImageGraph<ImageView>, id: string): ReadonlySet<string> {
  if (!graph.images.has(id)) return new Set();
  const line = [...ancestors(graph, id), ...descendants(graph, id)];
  return new Set([id, ...line.map((image) => image.id)]);
}
