/** The sides of a comparison from facts, fleets and what the journal keeps of images. */
import { ancestors, graphOfFacts } from "../lineage/image-graph.ts";
import type { Facts } from "../model/facts.ts";
import type { GenerationView } from "../model/fleet.ts";
import type { ImageRecord } from "../model/manifest.ts";
import type { GenerationSide, ImageSide } from "./compare.ts";

export function imageSide(imageId: string, facts: Facts, record: ImageRecord | null): ImageSide {
  const image = facts.images.get(imageId) ?? null;
  const graph = graphOfFacts(facts.images, new Set());
  const ancestry = ancestors(graph, imageId).map((one) => one.name);
  return { label: image?.name ?? imageId, image, ancestry: ancestry.reverse(), record };
}

export function generationSide(
  generation: GenerationView,
  facts: Facts,
  record: ImageRecord | null,
): GenerationSide {
  const { imageId, templateId, templateVersion: version, groupName } = generation;
  const side = imageSide(imageId ?? "", facts, record);
  const key = `${templateId ?? ""}:${String(version ?? "")}`;
  return {
    ...side,
    label: side.image === null ? generation.label : `${generation.label} · ${side.image.name}`,
    templateVersion: facts.templateVersions.get(key) ?? null,
    group: groupName === null ? null : (facts.groups.get(groupName) ?? null),
  };
}
