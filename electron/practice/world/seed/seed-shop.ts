/**
 * The region that a newcomer finds: a shop of eight fleets, three bases, a lineage of forty images, one fleet with
 * a snowflake, one with a warm earlier generation, one that knows nothing of Bennu.
 */
import type { World } from "../kernel/world.ts";
import { SHOP_FLEETS } from "./fleet-catalogue.ts";
import { SHOP_IMAGES } from "./image-catalogue.ts";
import { makeFleet } from "./make-fleets.ts";
import { makeImages } from "./make-images.ts";
import { makeNetwork } from "./make-network.ts";
import { makeParameters } from "./make-parameters.ts";
import { makeRouting } from "./make-routing.ts";

export const SHOP_REGION = "eu-west-1";
export const SHOP_ACCOUNT = "441722901163";

export function seedShop(world: World): void {
  const network = makeNetwork(world, "shop");
  const images = makeImages(world, SHOP_IMAGES);
  for (const fleet of SHOP_FLEETS) makeFleet(world, { network, images }, fleet);
  makeRouting(world, network.loadBalancerArn);
  makeParameters(world, images);
}

/** A region as an account finds it that never used it. */
export function seedQuiet(world: World): void {
  makeNetwork(world, "default");
  makeImages(
    world,
    SHOP_IMAGES.filter((entry) => entry.kind === "base"),
  );
}

/** A region with a network and nothing in it. */
export function seedEmpty(world: World): void {
  makeNetwork(world, "empty");
}
