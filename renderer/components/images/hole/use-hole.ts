import { useMemo } from "react";
import { holeOf, indexHoles, type Hole, type HoleWorld } from "../../../../shared/lineage/hole.ts";
import type { FleetView, ImageView } from "../../../../shared/model/fleet.ts";
import { connectionId } from "../../../../shared/model/ids.ts";
import { useTopic } from "../../../client/topic-store.ts";

/** Over all connections; made anew only when images or fleets have changed. */
export function useHole(imageId: string): Hole {
  const images = useTopic("images").rows;
  const fleets = useTopic("fleets").rows;
  const index = useMemo(
    () => indexHoles(worldsOf(images.values(), fleets.values())),
    [images, fleets],
  );
  return useMemo(() => holeOf(index, imageId), [index, imageId]);
}

export function worldsOf(
  images: Iterable<ImageView>,
  fleets: Iterable<FleetView>,
): readonly HoleWorld[] {
  const byImages = Map.groupBy(images, (image) => image.connectionId as string);
  const byFleets = Map.groupBy(fleets, (fleet) => fleet.connectionId as string);
  return [...new Set([...byImages.keys(), ...byFleets.keys()])].map((id) => ({
    connectionId: connectionId(id),
    images: byImages.get(id) ?? [],
    fleets: byFleets.get(id) ?? [],
  }));
}
