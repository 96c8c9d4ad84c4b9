/** A region to move from an old base to a newer one: see lineage-catalogue. */
import type { World } from "../kernel/world.ts";
import { LINEAGE_FLEETS, LINEAGE_IMAGES } from "./lineage-catalogue.ts";
import { makeFleet } from "./make-fleets.ts";
import { makeImages } from "./make-images.ts";
import { makeNetwork } from "./make-network.ts";
import { makeRouting } from "./make-routing.ts";

export function seedLineage(world: World): void {
  const network = makeNetwork(world, "lineage");
  const images = makeImages(world, LINEAGE_IMAGES);
  for (const fleet of LINEAGE_FLEETS) makeFleet(world, { network, images }, fleet);
  makeRouting(world, network.loadBalancerArn);
}
