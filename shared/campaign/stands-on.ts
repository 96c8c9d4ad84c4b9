import { ancestors } from "../lineage/image-graph.ts";
import type { GenerationView } from "../model/fleet.ts";
import type { CampaignCase } from "./campaign-input.ts";

/** On the old base, by any number of steps, or it is the base itself. */
export function standsOn(
  { graph, from }: Pick<CampaignCase, "graph" | "from">,
  { imageId }: Pick<GenerationView, "imageId">,
): boolean {
  if (imageId === null) return false;
  return imageId === from.id || ancestors(graph, imageId).some(({ id }) => id === from.id);
}
